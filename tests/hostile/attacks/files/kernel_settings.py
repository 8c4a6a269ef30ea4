"""Open the kernel's settings for writing, among them the program that core dumps are piped to.

Instead: they cannot be opened.
Points: same
"""

print("TRIED")
for path in (
    "/proc/sys/kernel/core_pattern",
    "/proc/sys/kernel/modprobe",
    "/proc/sysrq-trigger",
    "/proc/sys/vm/overcommit_memory",
    "/sys/kernel/uevent_helper",
    "/sys/fs/cgroup/release_agent",
):
    try:
        with open(path, "r+b"):
            print("GAINED", path)
    except OSError:
        pass
