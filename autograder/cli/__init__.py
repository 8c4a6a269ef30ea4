"""The commands. The only room that talks to a terminal; heavy imports happen inside the command that needs them."""

import atexit
import gc
import os
import sys
from importlib import import_module
from importlib.util import find_spec

from autograder.cli.terminal import app
from autograder.course_folder import from_command_line

OF_STUDENTS = ("student", "stuck", "watch", "ci")  # all that a release for students has
OF_INSTRUCTORS = ("grade", "grades", "gradescope", "otter", "similar", "release", "forge", "checks")


def add(modules: tuple[str, ...]) -> None:
    """Add the commands of these modules, as far as they are here."""
    for name in modules:
        if find_spec(f"autograder.cli.{name}"):
            import_module(f"autograder.cli.{name}")


def main() -> None:
    """Run the command line."""
    # Starting makes some 100,000 objects that stay. Looking for garbage among them again and again, and once more at
    # the end, was a fifth of the time of `test`.
    gc.set_threshold(50_000)
    atexit.register(gc.freeze)
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "1"  # to find none, it reads what every installed package says of itself
    add(OF_STUDENTS)
    words = from_command_line(sys.argv[1:])[1]
    if not words or words[0] not in {each.callback.__name__ for each in app.registered_commands if each.callback}:
        add(OF_INSTRUCTORS)  # 30 ms that a student need not wait for
    app(prog_name="autograder")
