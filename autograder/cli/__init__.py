"""The commands. The only room that talks to a terminal; heavy imports happen inside the command that needs them."""

import atexit
import gc
import os
from importlib import import_module
from importlib.util import find_spec

from autograder.cli.terminal import app

_MODULES = (
    *("student", "stuck", "watch", "ci"),  # all that a release for students has
    *("grade", "grades", "gradescope", "otter", "similar", "release", "forge", "checks"),
)
for _name in _MODULES:
    if find_spec(f"autograder.cli.{_name}"):
        import_module(f"autograder.cli.{_name}")  # adds its commands


def main() -> None:
    """Run the command line."""
    # Starting makes some 100,000 objects that stay. Looking for garbage among them again and again, and once more at
    # the end, was a fifth of the time of `test`.
    gc.set_threshold(50_000)
    atexit.register(gc.freeze)
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "1"  # to find none, it reads what every installed package says of itself
    app(prog_name="autograder")
