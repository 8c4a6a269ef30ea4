"""Writes the seeds of the corpus: one frame of every kind of thing that the wire knows, and some that are refused.

    python tests/fuzz/seed_corpus.py tests/fuzz/corpus/wire

The same bytes on every run, in files named `seed-...`; what else is in the corpus, atheris found.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))  # the repository: run as a script, this file's own folder is there

from autograder.sandbox import values, wire
from autograder.sandbox.values import Callback, Handle
from autograder.sandbox.wire import Kind
from tests.fuzz.requirements import LIMITS


def seeds() -> dict[str, bytes]:
    """Every seed, by its name."""
    frames = {name: wire.encode(Kind.RETURNED, 1, body) for name, body in _bodies().items()}
    frames |= {f"kind-{kind.name.lower()}": wire.encode(kind, 2**63 + kind, {}) for kind in Kind}
    frames |= _spoiled(frames["several-arrays"], frames["dtype-bool"], frames["no-dimensions"])
    return {f"seed-{name}": data for name, data in frames.items()}


def _bodies() -> dict[str, Any]:
    deep: Any = 1
    for level in range(values.MAX_DEPTH):
        deep = ([deep], (deep,), {"k": deep})[level % 3]
    matrix = np.arange(6.0).reshape(2, 3)
    read_only = np.arange(3)
    read_only.flags.writeable = False
    named = {f"dtype-{dtype}": [np.array([0, 1], dtype), np.ones((), dtype)[()]] for dtype in values.DTYPES}
    return named | {
        "no-number": [None, True, False],
        "numbers": [0, -1, 2**64, -(10**300), 0.5, -0.0, 1e-320, float("nan"), float("inf"), -float("inf")],
        "nan-with-bits": np.array([0x7FF0000000000001, 0xFFF8000000000002], np.uint64).view(np.float64),
        "texts": ["", "plain", '\x00\n"\\', "김서연 😀", "\ud800 half", "\udc00\ud800"],
        "containers": [[], (), {}, [[1], (2,), {"a": {"t": [{"s": 0}]}}]],
        "keys-of-the-format": {key: {key: 0} for key in "astdhnc"},
        "nested": deep,
        "handles": [Handle(0, "Sequential"), Handle(2**40, "x" * 201), Handle(-1, "")],
        "callbacks": [Callback(0), Callback(2**40)],
        "no-dimensions": np.array(1.5),
        "eight-dimensions": np.zeros((1, 2, 1, 1, 1, 1, 2, 1), np.int8),
        "empty-arrays": [np.zeros(0), np.zeros((0, 3)), np.zeros((2**20, 0), np.uint8)],
        "fortran": np.asfortranarray(matrix),
        "strided": [matrix[:, ::2], matrix[::-1]],
        "read-only": read_only,
        "as-many-bytes-as-allowed": [np.zeros(256), np.zeros(LIMITS.array_bytes - 2048, np.uint8)],
        "refused-too-many-bytes": [np.zeros(256), np.zeros(LIMITS.array_bytes - 2047, np.uint8)],
        "refused-too-many-arrays": [np.zeros(0)] * (LIMITS.arrays + 1),
        "refused-too-long": "x" * LIMITS.json_bytes,
        "several-arrays": [np.arange(4, dtype=np.uint8), {"w": matrix, "b": np.float32(2)}, (np.array([True, False]),)],
        "a-call": {"function": "relu", "args": (matrix,), "kwargs": {"alpha": 0.1}, "watch_rng": False},
        "an-exception": {
            "type": "ValueError",
            "bases": ["Exception"],
            "message": "no",
            "frames": [["f.py", 1, "f", ""]],
        },
    }


def _spoiled(frame: bytes, booleans: bytes, array: bytes) -> dict[str, bytes]:
    """What no writer of ours sends, most of it refused: so a fuzzer starts on both sides of every check."""
    table = 19  # where it begins
    return {
        "refused-nothing": b"",
        "refused-cut-off": frame[:-1],
        "refused-magic": frame.replace(b"DSC1", b"DSC2"),
        "refused-count": frame[:5] + b"\xff\xff" + frame[7:],
        "refused-no-json": frame.replace(b"[", b"]", 1),
        "refused-dtype": array[:table] + bytes([len(values.DTYPES)]) + array[table + 1 :],
        "refused-dimensions": array[: table + 1] + bytes([values.MAX_DIMENSIONS + 1]) + array[table + 2 :],
        "refused-flags": array[: table + 2] + b"\6" + array[table + 3 :],
        "refused-named-twice": frame.replace(b'{"a":1}', b'{"a":0}'),
        "refused-never-named": array.replace(b'{"a":0}', b"[[0,0]]"),
        "booleans-of-any-byte": booleans[:-3] + b"\2\xff\x80",
        "followed-by-another": frame + frame,
    }


if __name__ == "__main__":
    for name, data in seeds().items():
        (Path(sys.argv[1]) / name).write_bytes(data)
