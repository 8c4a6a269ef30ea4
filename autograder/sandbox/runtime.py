"""What a submission may import, and what those libraries need: their files, settings and devices."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import numpy as np

BACKENDS = ("tensorflow", "jax", "torch")
# Wheels that a GPU needs and that no requirement names, because they belong to an extra.
_GPU_WHEELS = ("nvidia-", "jax-cuda", "triton")
_GPU_DEVICES = ("nvidia[0-9]*", "nvidiactl", "nvidia-uvm", "nvidia-uvm-tools", "nvidia-modeset")


class SandboxUnavailable(Exception):
    """No sandbox can be had here. The message says what is missing and how to get it."""


class LibraryMissing(SandboxUnavailable):
    """A library that submissions may use is not installed. The message says how to get it."""


def backend() -> str:
    """Keras's backend, from the environment. Raises `LibraryMissing` for one that Keras does not have."""
    name = os.environ.get("KERAS_BACKEND", "tensorflow")
    if name not in BACKENDS:
        raise LibraryMissing(f"KERAS_BACKEND is {name!r}; Keras trains on {', '.join(BACKENDS)}.")
    return name


def versions() -> tuple[str, ...]:
    """Keras's backend, and the versions of both. Raises `LibraryMissing`."""
    names = ("keras", backend())
    return (backend(), *(_distribution(name).version for name in names))


@dataclass(frozen=True)
class Runtime:
    """What a sandbox offers: `library` "numpy" or "keras", imported once and with all that it needs.

    One thread by default: then the same training gives the same numbers on every run.
    """

    library: str = "numpy"
    threads: int = 1
    gpu: bool = False

    def environment(self) -> dict[str, str]:
        """The environment variables that the libraries read."""
        threads = str(self.threads)
        settings = {"OPENBLAS_NUM_THREADS": threads, "OMP_NUM_THREADS": threads}
        if self.library == "numpy":
            return settings
        return {
            **settings,
            "KERAS_BACKEND": backend(),
            "TF_NUM_INTRAOP_THREADS": threads,
            "TF_NUM_INTEROP_THREADS": threads,
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "TF_ENABLE_ONEDNN_OPTS": "0",  # its kernels round differently from one processor to the next
            "TF_DETERMINISTIC_OPS": "1",
            "JAX_PLATFORMS": "cuda,cpu" if self.gpu else "cpu",
            **({} if self.gpu else {"CUDA_VISIBLE_DEVICES": ""}),
        }

    def files(self) -> list[Path]:
        """The entries of site-packages that belong to the libraries and to all that they require.

        Nothing else that is installed beside them is shown to submissions. Raises `LibraryMissing`.
        """
        site = Path(np.__file__).resolve().parent.parent
        names = {"numpy"} if self.library == "numpy" else {"keras", backend()}
        entries = {
            file.parts[0]
            for distribution in _closure(names, self.gpu)
            for file in distribution.files or ()
            if file.parts[0] not in ("..", "__pycache__", "bin")
        }
        return [site / entry for entry in sorted(entries) if (site / entry).exists()]

    def devices(self) -> list[Path]:
        """The device files of the GPU, when it is asked for and there is one; nothing else of /dev."""
        return sorted(path for name in _GPU_DEVICES for path in Path("/dev").glob(name)) if self.gpu else []


NUMPY = Runtime()


def _closure(names: set[str], gpu: bool) -> list[metadata.Distribution]:
    """The distributions called `names` and all that they require here, directly or not."""
    from packaging.requirements import Requirement  # not for a student's run, which would wait 20 ms for it

    waiting, found = sorted(names), {}
    if gpu:
        installed = (each.metadata["Name"] for each in metadata.distributions())
        waiting += [name for name in installed if name.lower().replace("_", "-").startswith(_GPU_WHEELS)]
    while waiting:
        name = waiting.pop()
        key = name.lower().replace("_", "-")
        if key in found:
            continue
        try:
            found[key] = _distribution(name)
        except LibraryMissing:
            if name in names:
                raise
            continue  # left out on this platform, or not needed to run
        for text in found[key].requires or ():
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                waiting.append(requirement.name)
    return list(found.values())


def _distribution(name: str) -> metadata.Distribution:
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        sentence = f"{name}, which this assignment trains with, is not installed: run `make setup`"
        hint = "" if name in ("keras", "tensorflow") else f", then `.venv/bin/python -m uv pip install {name}`"
        raise LibraryMissing(f"{sentence}{hint}.") from None
