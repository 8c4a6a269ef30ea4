"""For all tests: English messages, our own course, and one Hypothesis profile.

The profile tries the same examples on every run, without a time limit on one.
"""

import os

from hypothesis import settings

settings.register_profile("tests", derandomize=True, deadline=None, database=None)
settings.load_profile("tests")
os.environ["DESCENT_LANG"] = "en"
os.environ.pop("DESCENT_COURSE", None)  # tests name the course that they mean
