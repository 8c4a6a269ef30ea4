"""For all tests: English messages, our own course, and one Hypothesis profile.

The profile tries the same examples on every run, without a time limit on one.
"""

import os

import pytest
from hypothesis import settings

settings.register_profile("tests", derandomize=True, deadline=None, database=None)
settings.load_profile("tests")
os.environ["DESCENT_LANG"] = "en"
os.environ.pop("DESCENT_COURSE", None)  # tests name the course that they mean
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # where a container sets it, each command would be compiled anew

# Files that take minutes begin first, so that none is left to run alone at the end.
LONGEST = (
    *("test_sample_class.py", "test_hostile_class.py", "test_otter.py", "test_release.py", "test_strength.py"),
    *("test_types.py", "test_cli.py", "test_transcripts.py", "test_gradescope.py", "test_plugin.py"),
    *("test_workflows.py", "test_faults.py", "test_reports_in_a_browser.py", "test_sandbox.py", "test_wire.py"),
    *("test_examples.py", "test_cluster.py", "test_new.py", "test_ci.py", "test_watch.py", "test_similarity.py"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort the files by how long they take, as far as that is known; within a file nothing moves."""
    order = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.name, len(order)))
