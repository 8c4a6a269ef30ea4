"""Leave sitecustomize.py, .pth and numpy.py where the next interpreter would look.

Instead: the folder is emptied, and no interpreter looks there.
Points: same
"""

import os

print("TRIED")
for folder in (".", "/tmp", os.path.expanduser("~"), os.path.expanduser("~/.local/lib/python3.11/site-packages")):
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError:
        continue
    for name in ("sitecustomize.py", "usercustomize.py", "numpy.py", "activations.py", "descent.pth", ".pythonrc.py"):
        try:
            with open(os.path.join(folder, name), "w") as file:
                file.write("print('GAINED the next submission')\n")
        except OSError:
            pass
