"""When Gradescope shows students what."""

from __future__ import annotations

from enum import StrEnum


class Shown(StrEnum):
    """When Gradescope shows students the hidden checks. With the first two, it keeps the total back until then, too."""

    AFTER_PUBLISHED = "after_published"
    AFTER_DUE_DATE = "after_due_date"
    VISIBLE = "visible"
    HIDDEN = "hidden"
