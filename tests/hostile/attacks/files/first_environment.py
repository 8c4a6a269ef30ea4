"""Read the environment of the first process, where the caller's would be.

Instead: the first process is closed to others, and has an empty environment.
Points: same
"""

print("TRIED")


def attempt(path):
    try:
        with open(path, "rb") as file:
            content = file.read(200)
    except OSError:
        return
    if content:
        print("GAINED", path, content)


for path in ["/proc/1/environ", "/proc/self/../1/environ"]:
    attempt(path)
