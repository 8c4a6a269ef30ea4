"""Read files through the zygote's root.

Instead: the links of the first process are closed.
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


for path in ["/proc/1/root/etc/passwd", "/proc/1/cwd/x", "/proc/1/exe"]:
    attempt(path)
