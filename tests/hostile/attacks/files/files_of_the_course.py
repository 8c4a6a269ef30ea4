"""Open the grader's secret, its marks, its checks and the model solutions by their names.

Instead: beside the engine there are only the few files that a worker needs.
Points: same
"""

import importlib.util
import os
import sys

NAMES = ("course.secret", "course.toml", "grades.db", "solutions", "submissions", ".git", "assignments", "tests")
ENGINE = ("checks", "course.py", "grading.py", "store.py", "intake.py", "sandbox/host.py", "sandbox/remote.py")

print("TRIED")
folders = {"/", os.getcwd(), *sys.path, "/srv/course", "/descent", "/autograder", "/autograder/source"}
for module in ("autograder", "autograder.sandbox.worker"):
    folder = os.path.dirname(getattr(sys.modules.get(module), "__file__", None) or "/")
    folders.update((folder, os.path.dirname(folder), f"{folder}/../.."))
for folder in sorted(folders):
    for name in (*NAMES, *(f"autograder/{name}" for name in ENGINE), *ENGINE[1:]):
        path = os.path.join(folder, name)
        try:
            os.close(os.open(path, os.O_RDONLY))
        except OSError:
            continue
        print("GAINED", path)
for module in ("autograder.checks", "autograder.grading", "autograder.store", "autograder.sandbox.host"):
    try:
        if importlib.util.find_spec(module):
            print("GAINED", module)
    except ImportError:
        pass
