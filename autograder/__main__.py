"""`python -m autograder ...`: the commands, in the environment `.venv`, which is made and refreshed on the way.

Works in any Python from 3.11 on with nothing installed; inside `.venv` it only hands over to the command line.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  older Pythons can read this file, and are told
    sys.exit("Descent needs Python 3.11 to 3.13, and this is {}.{}.".format(*sys.version_info))

import os
import subprocess

from autograder import environment
from autograder.course_folder import from_command_line


def main() -> int:
    """Run the command line in the environment; returns the exit status."""
    course, arguments = from_command_line(sys.argv[1:])
    words = [word for word in arguments if not word.startswith("-")]
    command = words[0] if words else ""
    takes_one = command in ("test", "ci", "watch", "demo", "explain", "calibrate", "gradescope")
    named = words[1] if len(words) > 1 and takes_one else None
    setup = command == "setup"
    extras = environment.extras_for("grade" if setup else command, named, course.course_file)
    is_ready = environment.prepare(extras, bubblewrap=command in ("setup", "grade", "calibrate", "verify"))
    if not is_ready and command == "test" and named is None:
        is_ready = environment.prepare([""])  # enough for what does not train
    if not is_ready:
        return 2
    if setup:
        print("Ready. `make test` checks your own code, `make grade` grades a class.")
        return 0
    if environment.inside():
        from autograder.cli import main as run

        run()
        return 0
    line = [str(environment.python()), "-m", "autograder.cli", *sys.argv[1:]]
    if os.name != "nt":
        os.execv(line[0], line)
    return subprocess.call(line)


if __name__ == "__main__":
    sys.exit(main())
