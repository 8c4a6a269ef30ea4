"""`python -m autograder.watch_worker COURSE`: imports what checks need, waits for one job, runs it, and ends.

The job is a line of JSON: the assignment, a question or null, and the file that gets the results. A new process for
every run, so that a module is imported afresh and an endless loop can be ended; started before it is needed, so that
nobody waits for the imports.
"""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import numpy as np  # noqa: F401  imported before it is needed
from rich.console import Console

from autograder import student_run
from autograder.course import load_course


def main() -> None:
    """Wait for the job and do it. The exit status is that of the run."""
    course = load_course(Path(sys.argv[1]))
    line = sys.stdin.readline()
    if not line:
        return  # the watcher has gone
    job = json.loads(line)
    kept = Path(job["kept"])
    quiet = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # what the module prints is not for this screen
        os.dup2(quiet, stream)
    whole = kept.with_suffix(".part")
    nowhere = Console(file=io.StringIO())
    status, results = student_run.run([course.find(job["assignment"])], job["question"], [], nowhere)
    if results:
        student_run.keep(results, whole)
        whole.replace(kept)
    os._exit(status)  # a thread that the module has left behind does not keep anybody waiting


if __name__ == "__main__":
    main()
