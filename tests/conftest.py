"""For all tests: one Hypothesis profile with the same examples on every run and no time limit on one; English messages."""

import os

from hypothesis import settings

settings.register_profile("tests", derandomize=True, deadline=None, database=None)
settings.load_profile("tests")
os.environ["DESCENT_LANG"] = "en"
