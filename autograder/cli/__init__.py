"""The commands. The only room that talks to a terminal; heavy imports happen inside the command that needs them."""

# Each adds its commands, in this order.
from autograder.cli import checks, grade, grades, gradescope, similar, student  # noqa: F401
from autograder.cli.terminal import app


def main() -> None:
    """Run the command line."""
    app(prog_name="autograder")
