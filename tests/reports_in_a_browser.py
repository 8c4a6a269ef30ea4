"""The reports of a class opened in a real browser: what the tests of that share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from autograder.reports.site import Reports
from autograder.results import CheckStatus, Counterexample, Result, ShownCall, Status
from tests.arbitrary_results import HOSTILE
from tests.results_by_hand import COURSE, TITLES, activations, half_right, small_class, strict_policy, trained

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
REPORT = "report/index.html"
HALF_RIGHT = "feedback/김서연/02_activations.html"
ASSIGNMENT = "report/assignments/02_activations.html"
TRAINING = "report/assignments/05_fashion_mnist.html"
STUDENT = "report/students/김서연.html"
WITH_TABLES = [REPORT, ASSIGNMENT, TRAINING, STUDENT]
PAGES = [
    REPORT,
    ASSIGNMENT,
    TRAINING,
    STUDENT,
    "report/students/hostile.html",
    HALF_RIGHT,
    *(f"feedback/{name}/02_activations.html" for name in ("Bernhard Riemann", "Évariste Galois", "최지우")),
    "feedback/100% #1?/02_activations.html",
    "feedback/hostile/02_activations.html",
]
OVERFLOWING = """() => [...document.querySelectorAll('body *')].filter(each => {
  if (each.closest('.scroll, .aside, svg, .skip')) return false;
  const box = each.getBoundingClientRect();
  return box.width && (box.left < 0 || box.right > document.documentElement.clientWidth + 0.5);
}).map(each => each.outerHTML.slice(0, 120))"""
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")


def hostile() -> list[str]:
    """Every kind of hostile text, the long ones without spaces included."""
    return [text for text in HOSTILE if text.strip()]


def ended(status: CheckStatus) -> Result:
    """A submission all of whose checks ended with `status`, so that each of them is missed in every way."""
    whole = activations(f"all_{status.value}_{'x' * 30}")
    questions = (
        replace(each, checks=tuple(replace(one, status=status, message=status.value) for one in each.checks))
        for each in whole.questions
    )
    return replace(whole, questions=tuple(questions))


@pytest.fixture(scope="module", name="site")
def written_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "grades of 2026 #1"
    question = half_right().questions[0]
    shown = question.checks[4]
    example = Counterexample(tuple(ShownCall(text, f"returned {text}") for text in hostile()), "<b>" * 300, "_" * 300)
    checks = [replace(shown, id=f"test_{n}", message=text, requirement=text) for n, text in enumerate(hostile())]
    checks[0] = replace(checks[0], counterexample=example)
    everything = (replace(question, checks=tuple(checks)),)
    results = [
        *small_class(),
        activations("100% #1?"),
        *(ended(status) for status in CheckStatus),
        replace(half_right("hostile"), questions=everything, status=Status.TIMEOUT, message="<i>" * 500),
        *trained(),
    ]
    Reports(out, COURSE, TITLES, policy=strict_policy()).write(results)
    return out


@pytest.fixture(scope="module", name="browser")
def started_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield found
        found.close()


@dataclass
class Noise:
    """What a page should not make."""

    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(name="noise")
def heard_noise() -> Noise:
    return Noise()


@pytest.fixture(name="page")
def opened_page(browser: Browser, noise: Noise) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    found = context.new_page()
    found.on("console", lambda message: noise.console.append(message.text))
    found.on("pageerror", lambda error: noise.console.append(str(error)))
    found.on("dialog", lambda dialog: noise.console.append(dialog.message))
    found.on("request", lambda request: noise.requests.append(request.url))
    yield found
    context.close()
