"""Read the kernel's memory and disks.

Instead: no such device is there.
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


for path in ["/dev/mem", "/dev/kmem", "/proc/kcore", "/proc/kmsg", "/dev/sda", "/dev/vda"]:
    attempt(path)
