"""The tables of the report in a real browser: they sort, search, scroll and print, and read without a script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.reports_in_a_browser import (  # noqa: F401  # fixtures among them
    ASSIGNMENT,
    REPORT,
    WITH_TABLES,
    Noise,
    heard_noise,
    needs_chromium,
    opened_page,
    started_browser,
    written_site,
)
from tests.results_by_hand import COURSE, TITLES

pytestmark = needs_chromium


def sortable(page: Page) -> list[str]:
    return page.locator("table.sortable tbody tr:visible th").all_inner_texts()


@pytest.mark.parametrize("path", [REPORT, ASSIGNMENT])
def test_tables_sort_and_search_by_keyboard(site: Path, page: Page, noise: Noise, path: str) -> None:
    page.goto((site / path).as_uri())
    names = sortable(page)
    heading = page.locator("table.sortable thead th").first
    heading.locator("button").focus()
    page.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"
    assert sorted(sortable(page)) == sorted(names)
    points = page.locator("table.sortable thead th.number-column").first
    points.locator("button").click()
    column = points.evaluate("each => each.cellIndex")
    values = page.locator("table.sortable tbody tr").evaluate_all(
        "(rows, column) => rows.map(row => row.cells[column].dataset.value).filter(each => each !== '').map(Number)",
        column,
    )
    assert len(values) > 3
    assert values == sorted(values)
    page.get_by_role("searchbox").fill("김서연")
    assert [name.strip() for name in sortable(page)] == ["김서연"]
    page.get_by_role("searchbox").fill("")
    assert len(sortable(page)) == len(names)
    assert noise.console == []


def test_from_the_report_to_an_assignment_and_a_student_and_back(site: Path, page: Page) -> None:
    page.goto((site / REPORT).as_uri())
    page.get_by_role("link", name=TITLES["02_activations"], exact=True).click()
    assert page.url.endswith("/report/assignments/02_activations.html")
    page.locator("table.sortable").get_by_role("link", name="김서연").click()
    assert page.locator("h1").inner_text().strip() == "김서연"
    page.get_by_role("link", name=COURSE).click()
    assert page.url.endswith("/report/index.html")


def column(page: Page, number: int) -> list[str]:
    """The visible cells of a column of the last table that sorts, from the top."""
    rows = page.locator("table.sortable").last.locator("tbody tr:visible")
    return [text.strip() for text in rows.locator(f"> :nth-child({number + 1})").all_inner_texts()]


def test_names_sort_as_words_and_numbers_as_numbers_and_what_is_empty_is_last(site: Path, page: Page) -> None:
    page.goto((site / ASSIGNMENT).as_uri())
    buttons = page.locator("table.sortable").last.locator("thead button")
    assert buttons.all_inner_texts()[:5] == ["Student", "Score", "Late", "Penalty", "Final"]
    buttons.nth(0).click()
    names = column(page, 0)
    assert names.index("Ada Lovelace") < names.index("Évariste Galois") < names.index("Maryam Mirzakhani")
    buttons.nth(4).click()
    buttons.nth(4).click()
    final = [float(text) for text in column(page, 4)]
    assert final == sorted(final, reverse=True)
    assert len(set(final)) > 3
    page.goto((site / REPORT).as_uri())
    for _ in range(2):
        page.locator("table.sortable").last.locator("thead button").nth(1).click()
        scores = column(page, 1)
        assert scores.count("–\nnothing") > 1
        assert set(scores[-scores.count("–\nnothing") :]) == {"–\nnothing"}


def test_searching_takes_words_in_any_order_and_any_case(site: Path, page: Page) -> None:
    page.goto((site / ASSIGNMENT).as_uri())
    box = page.get_by_role("searchbox", name="Search")
    everyone = len(column(page, 0))
    for text, found in (
        ("LOVELACE ada", ["Ada Lovelace"]),
        ("e\u0301variste", ["Évariste Galois"]),
        ("not handed in", ["Évariste Galois"]),
        ("nobody of that name", []),
    ):
        box.fill(text)
        assert column(page, 0) == found
        assert page.locator("output").inner_text() == f"{len(found)} / {everyone}"


@pytest.mark.parametrize("path", WITH_TABLES)
def test_without_a_script_everything_reads(site: Path, browser: Browser, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / path).as_uri())
    assert page.locator("button, input").count() == 0  # nothing that would do nothing
    rows = page.locator("table.sortable tbody tr")
    assert rows.count() > 0
    assert all(row.is_visible() for row in rows.all())
    context.close()


def test_a_check_opens_by_keyboard_and_only_what_is_open_is_printed(site: Path, page: Page) -> None:
    page.goto((site / ASSIGNMENT).as_uri())
    checks = page.locator(".rated details")
    assert checks.count() > 10
    checks.nth(1).locator("summary").focus()
    page.keyboard.press("Enter")
    page.emulate_media(media="print")
    shown = [each.locator(".verdict").is_visible() for each in checks.all()]
    assert shown == [number == 1 for number in range(len(shown))]
    assert not page.locator(".search").first.is_visible()


def test_the_widest_table_scrolls_in_its_own_box(site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto((site / ASSIGNMENT).as_uri())
    box = page.locator(".scroll").last
    assert box.evaluate("each => each.scrollWidth > each.clientWidth")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("each => each.scrollLeft > 0", arg=box.element_handle())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
