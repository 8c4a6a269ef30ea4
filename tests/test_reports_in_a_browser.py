"""The reports in a real browser, opened as files: quiet, within the window, readable, and usable from the keyboard."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from autograder.reports.site import Reports
from tests.reports_in_a_browser import (  # noqa: F401  # fixtures among them
    ASSIGNMENT,
    HALF_RIGHT,
    OVERFLOWING,
    PAGES,
    REPORT,
    WITH_TABLES,
    Noise,
    heard_noise,
    needs_chromium,
    opened_page,
    started_browser,
    written_site,
)
from tests.results_by_hand import COURSE, TITLES, half_right, small_class, strict_policy, trained

pytestmark = needs_chromium
HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(each => Number(each.tagName[1]))"
# Every element with text of its own: its colour, and the backgrounds that lie beneath, nearest first.
COLOURS = """() => {
  document.querySelectorAll('details').forEach(each => each.open = true);
  const found = [];
  for (const element of document.querySelectorAll('body *')) {
    const text = [...element.childNodes].filter(each => each.nodeType === 3).map(each => each.data).join('').trim();
    if (!text || !element.getClientRects().length) continue;
    const style = getComputedStyle(element), beneath = [];
    for (let each = element; each; each = each.parentElement) beneath.push(getComputedStyle(each).backgroundColor);
    const color = element.namespaceURI.endsWith('svg') ? style.fill : style.color;
    found.push([text, color, beneath, style.opacity, parseFloat(style.fontSize), Number(style.fontWeight)]);
  }
  return found;
}"""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_quiet(site: Path, page: Page, noise: Noise, path: str) -> None:
    url = (site / path).as_uri()
    page.goto(url)
    page.wait_for_load_state("networkidle")
    assert noise.console == []
    assert noise.requests == [url]
    assert page.evaluate("document.images.length") == 0
    assert page.evaluate("document.scripts.length") == path.startswith("report/")  # of tables that sort
    assert page.evaluate("document.compatMode") == "CSS1Compat"


@pytest.mark.parametrize("path", PAGES)
def test_headings_are_in_order_and_the_language_is_named(site: Path, page: Page, path: str) -> None:
    page.goto((site / path).as_uri())
    assert page.evaluate("document.documentElement.lang") == "en"
    levels = page.evaluate(HEADINGS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert page.title().strip()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(ids) == len(set(ids))
    names = "[...document.querySelectorAll('[aria-labelledby]')].map(each => each.getAttribute('aria-labelledby'))"
    named = page.evaluate(names)
    assert set(named) <= set(ids)
    assert page.locator("main").count() == 1


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_window(site: Path, page: Page, path: str) -> None:
    page.goto((site / path).as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(OVERFLOWING) == [], width


def channels(colour: str) -> list[float]:
    red, green, blue, *alpha = (float(each) for each in colour[colour.index("(") + 1 : -1].split(","))
    return [red, green, blue, *(alpha or [1.0])]


def luminance(colour: list[float]) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [each / 255 for each in colour[:3]]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: list[float], other: list[float]) -> float:
    lower, higher = sorted((luminance(one), luminance(other)))
    return (higher + 0.05) / (lower + 0.05)


def test_the_contrast_of_black_and_white() -> None:
    assert contrast([0, 0, 0], [255, 255, 255]) == pytest.approx(21)
    assert contrast([119, 119, 119], [255, 255, 255]) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("path", PAGES)
def test_text_stands_out(site: Path, page: Page, path: str) -> None:
    """WCAG 2 AA: 4.5 to 1, or 3 to 1 for text of 24 pixels or bold text of 18.66."""
    page.goto((site / path).as_uri())
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = page.evaluate(COLOURS)
        assert len(found) > 20
        dark = luminance(channels(page.evaluate("getComputedStyle(document.body).backgroundColor"))) < 0.1
        assert dark == (scheme == "dark")
        faint = []
        for text, colour, beneath, opacity, size, weight in found:
            assert opacity == "1"
            backgrounds = [channels(each) for each in beneath if channels(each)[3] > 0]
            assert all(each[3] == 1 for each in [channels(colour), *backgrounds])
            ratio = contrast(channels(colour), backgrounds[0])
            if ratio < (3 if size >= 24 or (size >= 18.66 and weight >= 700) else 4.5):
                faint.append((text, ratio))
        assert faint == [], scheme


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText"))


def tab_stops(page: Page) -> list[str]:
    """The text of what Tab reaches, in order, until it leaves the page."""
    stops = []
    page.evaluate("document.activeElement.blur()")
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body || !document.hasFocus()"):
            break
        stops.append(focused(page))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    return stops


def test_the_report_by_keyboard(site: Path, page: Page) -> None:
    page.goto((site / REPORT).as_uri())
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the table of students"
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#students")
    assert page.evaluate("document.querySelector('#students').getBoundingClientRect().top") < 900
    page.goto((site / REPORT).as_uri())
    stops = tab_stops(page)
    assert sum(each.startswith("Scores of ") for each in stops) == 3
    assert sum(each.isdigit() for each in stops) > 10  # the scores, each a link


def test_the_feedback_by_keyboard(site: Path, page: Page) -> None:
    page.goto((site / HALF_RIGHT).as_uri())
    stops = tab_stops(page)
    assert stops[:5] == [each.id for each in half_right().questions]
    assert stops[5:] == page.evaluate("[...document.querySelectorAll('summary')].map(each => each.innerText)")
    assert len(stops) == 9
    page.locator("summary").first.focus()
    hidden = page.locator("details").first.locator("li").first
    assert not hidden.is_visible()
    page.keyboard.press("Enter")
    assert hidden.is_visible()
    page.keyboard.press("Space")
    assert not hidden.is_visible()


@pytest.mark.parametrize(("name", "title"), [("김서연", HALF_RIGHT), ("100% #1?", PAGES[-2])])
def test_from_the_report_to_a_student(site: Path, page: Page, noise: Noise, name: str, title: str) -> None:
    page.goto((site / REPORT).as_uri())
    row = page.locator("table.students tbody tr").filter(has_text=name)
    row.locator('a[href$="02_activations.html"]').click()
    assert page.url == (site / title).as_uri()
    assert page.locator("b[dir=auto]").inner_text() == name
    assert noise.console == []
    page.locator("nav a").nth(1).click()
    assert page.url.endswith("#question-2")
    assert page.locator("#question-2").is_visible()


def test_the_histogram_is_labelled(site: Path, page: Page) -> None:
    page.goto((site / REPORT).as_uri())
    for picture in page.locator("figure:not(.margins) .distribution").all():
        median = picture.locator("text", has_text="median")
        assert median.is_visible()
        inside, outside = median.bounding_box(), picture.bounding_box()
        assert inside is not None
        assert outside is not None
        assert inside["y"] >= outside["y"] - 1
        assert outside["x"] <= inside["x"]
        assert inside["x"] + inside["width"] <= outside["x"] + outside["width"]


def test_in_print_everything_is_open_and_dark_is_light(site: Path, page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto((site / HALF_RIGHT).as_uri())
    assert luminance(channels(page.evaluate("getComputedStyle(document.body).backgroundColor"))) > 0.8
    assert page.locator("details li").count() > 0
    for each in page.locator("details li").all():
        assert each.is_visible()


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("ko", "dark")])
def test_axe_finds_nothing(tmp_path: Path, page: Page, lang: str, scheme: str) -> None:
    Reports(tmp_path, COURSE, TITLES, lang, strict_policy()).write([*small_class(), *trained()])
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for path in (*WITH_TABLES, HALF_RIGHT):
        page.goto((tmp_path / path).as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        # Evaluated from outside, where the page's own policy does not reach.
        found = Axe().run(page).response["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found] == [], path
