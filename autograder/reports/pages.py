"""The templates: compiled once, strict about names, and escaping whatever they are given.

Every sentence that students see is in `templates/`, marked for gettext: a translation is a catalogue and no code.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.runtime import Macro
from markupsafe import Markup, escape

from autograder.language import translations
from autograder.reports.markdown import Markdown, code, prose
from autograder.reports.plain import percent, pieces, points

TEMPLATES = Path(__file__).parent / "templates"
_MOST_REMEMBERED = 4096  # parts of pages


@lru_cache(maxsize=4096, typed=True)  # a class reads the same sentences over and over; Markup is no text
def _html_prose(text: str) -> Markup:
    """A sentence with its `quoted` parts as <code>."""
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if is_code else escape(part) for part, is_code in pieces(text)
    )


def _outcome(text: str) -> tuple[str, str]:
    """An outcome as kind and rest: ("returned", "0.5"), ("raised", "ValueError: ..."), or ("", a sentence)."""
    kind, _, rest = text.partition(" ")
    return (kind, rest) if kind in ("returned", "raised") else ("", text)


def _moment(text: str) -> str:
    """An ISO 8601 time as "2026-03-14 09:12 UTC", in UTC when it says where it is; any other text as it is."""
    try:
        moment = datetime.fromisoformat(text)
        in_utc = None if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):  # no time, or one that in UTC is before the year 1
        return text
    return f"{moment:%Y-%m-%d %H:%M}" if in_utc is None else f"{in_utc:%Y-%m-%d %H:%M} UTC"


def _markdown_points(value: Fraction) -> Markdown:
    return Markdown(points(value))


@cache
def _environment(kind: str, lang: str) -> Environment:
    html = kind == "html"
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=html,
        finalize=None if html else prose,  # Markdown has no autoescape of its own
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    if html:
        script = (TEMPLATES / "table.js").read_text(encoding="utf-8")
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        environment.globals |= {"table_script": Markup(script), "table_script_source": Markup(f"'sha256-{digest}'")}
    made: dict[tuple[Any, ...], str] = {}

    def remembered(macro: Macro, *arguments: Any) -> str:
        """What a macro makes of its arguments alone, made once: a class is told the same over and over."""
        key = (macro.name, *arguments)
        if key not in made:
            if len(made) >= _MOST_REMEMBERED:
                made.clear()
            made[key] = macro(*arguments)
        return made[key] if html else Markdown(made[key])

    catalogue = translations(lang)
    environment.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]  # by the extension
    environment.filters |= {
        "code": code,
        "moment": _moment,
        "outcome": _outcome,
        "percent": percent,
        "points": points if html else _markdown_points,
        "prose": _html_prose if html else prose,
        "remembered": remembered,
    }
    return environment


@cache
def template(name: str, lang: str) -> Template:
    """The compiled template `name`, of HTML or of Markdown as its name says, in the language `lang`."""
    return _environment("html" if name.endswith(".html") else "markdown", lang).get_template(name)
