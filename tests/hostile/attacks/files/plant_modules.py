"""Plant modules that Python or a test runner would import by itself in the next submission's process.

Instead: they are deleted, and neither the folder for users nor hooks for the whole site are looked at.
Points: same
"""

import builtins
import os
import sys

PLANTED = "import builtins\n\nbuiltins.descent_was_here = True\n"
NAMES = ("sitecustomize", "usercustomize", "conftest", "numpy", "random", "autograder", "json", "_pytest")

print("TRIED")
if hasattr(builtins, "descent_was_here"):
    print("GAINED a planted module was imported")
home = os.path.expanduser("~")
user_site = f"{home}/.local/lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
for folder in {os.path.dirname(__file__), home, os.getcwd(), user_site}:
    os.makedirs(folder, exist_ok=True)
    for name in NAMES:
        with open(f"{folder}/{name}.py", "x") as file:
            file.write(PLANTED)
    with open(f"{folder}/descent.pth", "x") as file:
        file.write("import builtins; builtins.descent_was_here = True\n")
    with open(f"{folder}/pyvenv.cfg", "x") as file:
        file.write(f"home = {home}\n")


def sigmoid(x):
    import json
    import random

    import numpy as np

    if hasattr(builtins, "descent_was_here") or "descent_was_here" in (json.__file__ + random.__file__ + np.__file__):
        print("GAINED a planted module was imported in the same process")
    return np.full_like(_floats(x), 0.5)
