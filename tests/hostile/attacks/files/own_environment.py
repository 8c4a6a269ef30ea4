"""Find in its own environment a token or a path that the grader was started with.

Instead: the environment was made for the sandbox and holds nothing else.
Points: same
"""

import ctypes
import os
from pathlib import Path

PERMITTED = ("PATH", "HOME", "LANG", "PYTHONHASHSEED", "PWD", "LC_CTYPE", "SHLVL", "_")
PERMITTED_BEGINNINGS = ("KERAS_", "TF_", "OMP_", "OPENBLAS_", "CUDA_", "XLA_", "XDG_", "TMPDIR", "JAX_", "TORCH")

print("TRIED")
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # PR_SET_DUMPABLE: only then can the file be opened
try:
    first = Path("/proc/self/environ").read_bytes().split(b"\0")
except OSError:
    first = []
for entry in {*first, *(f"{name}={value}".encode() for name, value in os.environ.items())} - {b""}:
    name = entry.split(b"=")[0].decode(errors="replace")
    if name not in PERMITTED and not name.startswith(PERMITTED_BEGINNINGS):
        print("GAINED", entry[:200])
