"""One Hypothesis profile for the project's own tests: the same examples on every run, and no time limit on one."""

from hypothesis import settings

settings.register_profile("tests", derandomize=True, deadline=None, database=None)
settings.load_profile("tests")
