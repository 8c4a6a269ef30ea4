"""How a system package is installed here, as one line to run. The standard library only."""

from __future__ import annotations

import shutil


def installation_hint(package: str = "bubblewrap") -> str:
    """The one line that installs `package` on this system."""
    for manager, line in (
        ("apt-get", "sudo apt-get install"),
        ("dnf", "sudo dnf install"),
        ("pacman", "sudo pacman -S"),
        ("zypper", "sudo zypper install"),
        ("apk", "sudo apk add"),
    ):
        if shutil.which(manager):
            return f"{line} {package}"
    return f"install the package `{package}` of your distribution"
