"""Read the memory of the zygote.

Instead: the zygote cannot be read.
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


for path in ["/proc/1/mem", "/proc/1/maps", "/proc/1/auxv"]:
    attempt(path)
