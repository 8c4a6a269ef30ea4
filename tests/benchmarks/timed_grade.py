"""`autograder ...` as it is, except that every grading process notes how long each submission took it.

DESCENT_BENCH_TIMES=file python -m tests.benchmarks.timed_grade grade ...
"""

from __future__ import annotations

from autograder import classroom, cli
from tests.benchmarks import timing

if __name__ == "__main__":
    classroom.grade_one = timing.grade_one
    cli.main()
