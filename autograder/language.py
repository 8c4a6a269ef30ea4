"""The language of messages: Korean where `DESCENT_LANG` or the locale asks for it, else English.

English sentences are the message ids of a gettext catalogue, `locale/ko/LC_MESSAGES/descent.po`, which `catalogue.py`
keeps up to date. A sentence without a translation stays English.
"""

from __future__ import annotations

import gettext as catalogues
import locale
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

DOMAIN = "descent"
FOLDER = Path(__file__).resolve().parent / "locale"
LANGUAGES = ("en", "ko")


def chosen(environment: Mapping[str, str] = os.environ) -> str:
    """The language to speak: "en" or "ko". `DESCENT_LANG` comes first, then the locale's usual variables."""
    for name in ("DESCENT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = environment.get(name, "").lower()
        if wanted:
            return next((language for language in LANGUAGES if wanted.startswith(language)), "en")
    system = (locale.getlocale()[0] or "").lower()  # "ko_KR", or "Korean_Korea" on Windows
    return "ko" if system.startswith(("ko_", "korean")) else "en"


@cache
def translations(language: str) -> catalogues.NullTranslations:
    """The catalogue of a language; one that changes nothing for English."""
    return catalogues.translation(DOMAIN, FOLDER, [language], fallback=True)


def translate(text: str) -> str:
    """`text` in the chosen language; to be formatted afterwards, so that the catalogue holds the template."""
    return translations(chosen()).gettext(text) if text else text


def translate_count(one: str, many: str, number: float) -> str:
    """`one` or `many` in the chosen language, whichever goes with `number`."""
    return translations(chosen()).ngettext(one, many, 1 if number == 1 else 2)
