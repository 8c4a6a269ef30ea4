"""Moments as text: ISO 8601 in UTC, to the second, as in results and records."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_text(moment: datetime) -> str:
    """An aware moment as "2026-03-14T09:12:00Z"; empty for one that has no year in UTC."""
    try:
        return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except OverflowError:
        return ""


def text_of(seconds: float) -> str:
    """The moment so many seconds after the beginning of 1970, or before; empty when no calendar has it."""
    try:
        return utc_text(datetime.fromtimestamp(seconds, UTC))
    except (OverflowError, ValueError, OSError):
        return ""


def moment_in(text: str) -> datetime | None:
    """The moment that a text names with its zone, in any zone; None for any other text."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
