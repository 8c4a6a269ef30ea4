"""For all tests: English messages, and one Hypothesis profile: the same examples on every run, no time limit on one."""

import os

from hypothesis import settings

settings.register_profile("tests", derandomize=True, deadline=None, database=None)
settings.load_profile("tests")
os.environ["DESCENT_LANG"] = "en"
