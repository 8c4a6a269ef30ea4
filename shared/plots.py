"""The look of the course's pictures, and where they go.

A demo is a module of functions that each build and return a Matplotlib figure; it ends with `draw(first, second, ...)`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib import pyplot as plt
from matplotlib.backends.registry import BackendFilter, backend_registry

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Okabe and Ito's palette: told apart by colour-blind readers, and in grey.
BLUE, ORANGE, GREEN, RED, PURPLE, GREY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#666666"
_LOOK = {
    "axes.prop_cycle": mpl.cycler(color=[BLUE, ORANGE, GREEN, RED, PURPLE, GREY]),
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#e5e5e5",
    "axes.axisbelow": True,
    "figure.constrained_layout.use": True,
    "font.size": 10,
    "legend.frameon": False,
    "savefig.dpi": 150,
    "svg.hashsalt": "descent",  # equal figures give equal files
}


def new(rows: int = 1, columns: int = 1, width: float = 7.0, height: float = 3.2) -> tuple[Figure, Any]:
    """A figure of `width` x `height` inches and its axes: one, or an array of them as `plt.subplots` gives it."""
    mpl.rcParams.update(_LOOK)
    return plt.subplots(rows, columns, figsize=(width, height))


def folder_beside(module: Path) -> Path:
    """Where the pictures made with a module go: `my_pictures` beside it, or what `$DESCENT_PICTURES` names there.

    Ends the program with a sentence where there can be no such folder.
    """
    folder = module.parent / os.environ.get("DESCENT_PICTURES", "my_pictures")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        sys.exit(
            f"The pictures have no place: {folder} cannot be made ({error.strerror}). Work in a copy of the course "
            "that is your own, or name another folder, for example DESCENT_PICTURES=/tmp/pictures."
        )
    return folder


def draw(*pictures: Callable[[], Figure]) -> None:
    """Build each picture, save it as `<function's name>.png` and `.svg`, and show all where a display exists.

    Files go to the folder `my_pictures` beside the demo, or the one that `$DESCENT_PICTURES` names there. A picture
    that needs a function which is not written yet is left out, with a sentence.
    """
    demo = Path(sys.modules[pictures[0].__module__].__file__ or ".").resolve()
    folder = folder_beside(demo)
    for picture in pictures:
        try:
            figure = picture()
        except NotImplementedError as missing:
            print(f"{picture.__name__}: left out, because it needs a function of yours. {missing}")
            continue
        for suffix, metadata in ((".png", {"Software": None}), (".svg", {"Date": None})):
            figure.savefig(folder / f"{picture.__name__}{suffix}", metadata=metadata)
        print(f"{picture.__name__}: {os.path.relpath(folder / picture.__name__)}.png and .svg")
    if plt.get_fignums() and mpl.get_backend().lower() not in backend_registry.list_builtin(
        BackendFilter.NON_INTERACTIVE
    ):
        plt.show()
