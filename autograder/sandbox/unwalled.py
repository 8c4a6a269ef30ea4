"""A zygote without namespaces: "landlock" where they are forbidden, as in Gradescope's container, and "none".

With "landlock" the zygote runs as root, which no submission can reach, and each worker drops to a user id of its own,
with no capability left, before Landlock, the system-call filter and the limits close around it. What that cannot do,
namespaces do: hide that other files exist, give a /tmp of limited size, hide the machine's name.
"""

from __future__ import annotations

import stat
import sys
import tempfile
from pathlib import Path

from autograder.sandbox import files, landlock
from autograder.sandbox.recipe import Recipe, Walls, environment, python, unprivileged_uid
from autograder.sandbox.runtime import Runtime, SandboxUnavailable


def recipe(slot: int, runtime: Runtime, *, walls: bool) -> Recipe:
    """How to start a zygote here, its folders made. Raises `SandboxUnavailable` when `walls` cannot be had."""
    uid = unprivileged_uid(slot) if walls else None
    libraries = runtime.files()
    if walls:
        _require_landlock(uid)
        _require_readable((files.interpreter(), files.standard_library(), *libraries))
    folder = Path(tempfile.mkdtemp(prefix="descent-"))
    scratch, engine, site = folder / "tmp", folder / "engine", folder / "site"
    for each in (scratch, engine / "autograder" / "sandbox", site):
        each.mkdir(parents=True)
    # Links, so that nothing beside them can be imported.
    for name in files.ENGINE_FILES:
        (engine / "autograder" / name).symlink_to(files.PACKAGE / name)
    for library in libraries:
        (site / library.name).symlink_to(library)
    if uid is not None:
        folder.chmod(0o711)
        scratch.chmod(0o1777)  # root's, as /tmp is: a submission could close a folder of its own to the next one
    command = [*python(), str(engine / "autograder/sandbox/zygote.py"), *map(str, (engine, site, scratch))]
    readable = (*files.readable(), str(folder), *(str(files.PACKAGE / name) for name in files.ENGINE_FILES))
    return Recipe(
        [*command, runtime.library],
        environment(str(scratch), runtime.environment()),
        Walls(
            uid,
            system_calls_filtered=walls,
            readable=(*readable, *map(str, libraries)) if walls else (),
            devices=(*files.DEVICES, *map(str, runtime.devices())) if walls else (),
            landlock_required=walls,
        ),
        folder,
    )


def _require_landlock(uid: int | None) -> None:
    if sys.platform != "linux" or landlock.abi() < 1:
        raise SandboxUnavailable(
            "`--sandbox landlock` needs Linux 5.13 or newer with Landlock in force, and here it is not: "
            "grade with bubblewrap, or on another machine."
        )
    if uid is None:
        raise SandboxUnavailable(
            "`--sandbox landlock` has to be started by root, which gives each submission a user id of its own; "
            "as an ordinary user, grade with bubblewrap."
        )


def _require_readable(paths: tuple[Path, ...]) -> None:
    """Require that a user other than root can read all of `paths`."""
    for path in paths:
        for each in (path, *path.parents):
            if not stat.S_IMODE(each.stat().st_mode) & (stat.S_IXOTH if each != path else stat.S_IROTH):
                raise SandboxUnavailable(
                    f"{each} can be read by root only, and submissions run as another user: use a Python that "
                    "everybody can read, such as /usr/bin/python3, and make .venv anew."
                )
