"""Open for writing what commands the kernel: its settings, its memory, its triggers, its control groups.

Instead: none of them can be opened.
Points: same
"""

import os

PLACES = (
    "/proc/sys/kernel/core_pattern",
    "/proc/sys/kernel/modprobe",
    "/proc/sys/kernel/yama/ptrace_scope",
    "/proc/sys/vm/overcommit_memory",
    "/proc/sysrq-trigger",
    "/proc/kcore",
    "/proc/kmsg",
    "/proc/self/uid_map",
    "/proc/self/oom_score_adj",
    "/sys/kernel/uevent_helper",
    "/sys/fs/cgroup/cgroup.procs",
    "/sys/fs/cgroup/release_agent",
    "/dev/mem",
    "/dev/kmem",
    "/dev/kmsg",
    "/dev/fuse",
    "/dev/tty",
    "/dev/vda",
    "/dev/sda",
)

print("TRIED")
for place in PLACES:
    for flags in (os.O_WRONLY, os.O_RDWR):  # opened and never written to
        try:
            os.close(os.open(place, flags | os.O_NOCTTY))
        except OSError:
            continue
        print("GAINED", place)
for place in ("/proc/kcore", "/dev/mem", "/dev/kmsg", "/dev/vda", "/sys/kernel"):
    try:
        os.close(os.open(place, os.O_RDONLY | os.O_NONBLOCK))
    except OSError:
        continue
    print("GAINED", place, "for reading")
