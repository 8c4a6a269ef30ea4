"""`python -m autograder.cli`: the commands, in an environment that has everything."""

from autograder.cli import main

main()
