"""Which of several submissions counts: a pure function of stored results, so another rule grades nothing again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction

from autograder.lateness import Policy
from autograder.results import Result


class Counts(StrEnum):
    """What counts of a student who handed in more than once."""

    LAST = "last"
    BEST = "best"


def counting(
    current: Iterable[Result], earlier: Iterable[Result], counts: Counts, policy: Policy | None
) -> list[Result]:
    """What counts for each of `current`: itself or, where the best does, an earlier one with a higher final score.

    Lateness is taken off each by its own time first. The current one counts where others are no better, and as long as
    it is not final through a fault of ours. An earlier one that was graded out of other points is left out.
    """
    if counts is Counts.LAST:
        return list(current)
    former: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for each in earlier:
        former[each.student, each.assignment].append(each)

    def final(result: Result) -> Fraction:
        return policy.grade(result).final if policy else result.score

    def best(result: Result) -> Result:
        if not result.is_final:
            return result
        others = former.get((result.student, result.assignment), [])
        return max([result, *(each for each in others if each.max_score == result.max_score)], key=final)

    return [best(each) for each in current]
