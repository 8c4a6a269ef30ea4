"""What grading processes call in place of `classroom.grade_one` while a benchmark watches them."""

from __future__ import annotations

import os
import time
from typing import Any

from autograder.classroom import grade_one as original

TIMES = "DESCENT_BENCH_TIMES"  # the file that the seconds go to


def grade_one(*args: Any, **kwargs: Any) -> Any:
    """The same, with a line for the seconds that it took."""
    began = time.perf_counter()
    result = original(*args, **kwargs)
    line = f"{os.getpid()} {time.perf_counter() - began:.6f}\n".encode()
    descriptor = os.open(os.environ[TIMES], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(descriptor, line)  # one write: lines of several processes stay whole
    os.close(descriptor)
    return result
