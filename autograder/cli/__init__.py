"""The commands. The only room that talks to a terminal; heavy imports happen inside the command that needs them."""

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
    app(prog_name="autograder")
