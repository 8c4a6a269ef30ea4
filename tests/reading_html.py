"""HTML read strictly: every element closed in order, nothing the parser would have to guess."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"meta", "wbr"})  # the elements without an end that the reports use


@dataclass
class Element:
    """An element, its attributes and what is in it, in order."""

    tag: str
    attributes: dict[str, str | None]
    content: list[Element | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        """The element and all in it, in the order of the document."""
        yield self
        for each in self.content:
            if isinstance(each, Element):
                yield from each

    @property
    def text(self) -> str:
        """All text in the element."""
        return "".join(each if isinstance(each, str) else each.text for each in self.content)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """The elements in it named `tag` that have these attributes; `class_` is one of an element's classes."""
        wanted = attributes.pop("class_", None)
        return [
            each
            for each in self
            if each.tag == tag
            and attributes.items() <= each.attributes.items()
            and (wanted is None or wanted in (each.attributes.get("class") or "").split())
        ]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"<{tag}> has an attribute twice: {attrs}"
        element = Element(tag, dict(attrs))
        self.open[-1].content.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].content.append(Element(tag, dict(attrs)))  # of SVG

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"a processing instruction: {data}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"an unknown declaration: {data}")


def read_html(page: str) -> Element:
    """The document. Fails where elements are not closed in order, or something is left over at the end."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert [each.tag for each in reader.open] == [""]
    return reader.open[0]
