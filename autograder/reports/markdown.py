"""Text that has no meaning in Markdown: no markup, no HTML, no link, no image, whatever it contains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from autograder.reports.plain import one_line, pieces

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&$^])")
_BLOCK_START = re.compile(r"^([-+=:]|\d+(?=[.)]))")
# What a CI runner takes for a command when the file is printed into its log: at a line's beginning, or anywhere.
_COMMAND = re.compile(r"^(\s*):(?=:)|#(?=#\[)")
# What GitHub and others turn into links on their own; from the word's beginning, so that one look at a word is enough.
_LINK_LIKE = re.compile(r"(?<!\S)\S*(?:://|@|www\.)\S*", re.IGNORECASE)
_BACKTICKS = re.compile("`+")


class Markdown(str):
    """Markdown that is meant as such; templates escape every other string."""

    __slots__ = ()


def _longest_run(text: str) -> int:
    return max((len(run) for run in _BACKTICKS.findall(text)), default=0)


def without_command(line: str) -> str:
    """`line` changed so that no CI runner takes it for a command."""
    return _COMMAND.sub(lambda match: f"{match[0]} ", line)


def code(text: str) -> Markdown:
    """`text` as a code span, fenced by more backticks than it has in a row."""
    line = without_command(one_line(text))
    if not line.strip():
        return Markdown("")
    fence = "`" * (_longest_run(line) + 1)
    padding = " " if line[0] in "` " or line[-1] in "` " else ""
    return Markdown(f"{fence}{padding}{line}{padding}{fence}")


def code_block(lines: Iterable[str]) -> Markdown:
    """`lines` as a fenced block of text."""
    body = [without_command(one_line(line)) for line in lines]
    fence = "`" * max(3, _longest_run("\n".join(body)) + 1)
    return Markdown("\n".join([f"{fence}text", *body, fence]))


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def _spans(text: str) -> Iterator[str]:
    """`text` as escaped stretches and code spans, in order. What looks like a link is code, which no renderer links."""
    for part, is_code in pieces(text):
        if is_code:
            yield code(part)
            continue
        end = 0
        for match in _LINK_LIKE.finditer(part):
            yield _escape(part[end : match.start()])
            yield code(match[0])
            end = match.end()
        yield _escape(part[end:])


def _joined(spans: Iterable[str]) -> str:
    """`spans` as one text, with a space where the backticks of two neighbours would otherwise run together."""
    text = ""
    for span in filter(None, spans):
        text += f" {span}" if text.endswith("`") and span.startswith("`") else span
    return text


def _escape_block_start(text: str) -> str:
    """`text` whose beginning starts no list, underline, rule or command of a CI runner."""
    return _BLOCK_START.sub(lambda match: f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}", text)


def prose(text: object) -> Markdown:
    """`text` as part of a paragraph: its `quoted` parts as code spans, all else escaped. `Markdown` stays as it is."""
    if isinstance(text, Markdown):
        return text
    return _prose(str(text))


@lru_cache(maxsize=4096)  # a class reads the same sentences over and over
def _prose(text: str) -> Markdown:
    return Markdown(_escape_block_start(_joined(_spans(one_line(text).strip()))))
