"""Rebuild the bundled sample of Fashion-MNIST from the full set: `python -m shared.data.build_sample [folder]`.

The rows are the same on every machine: they are drawn with NumPy's legacy generator, whose stream is frozen. The
images' and labels' bytes are, too, and their SHA-256 is what `shared.datasets` verifies. The compressed files are equal
where zlib is (1.2 and 1.3 agree; zlib-ng does not): no time and no name is written into them.
"""

from __future__ import annotations

import gzip
import struct
import sys
from pathlib import Path

import numpy as np

from shared.datasets import SAMPLE, Array, DataError, load_fashion_mnist

SEED = 2017


def chosen_rows(labels: Array, per_class: int) -> Array:
    """Rows of a sample with `per_class` of each class, in the order of the full set, which mixes the classes.

    Args:
        labels: int64 (n,), the classes 0..9 of the full set.
        per_class: how many rows of each class, at most as many as there are.

    Returns:
        int64 (10 * per_class,), increasing.
    """
    # Drawn from the whole set: the first 1,000 of each class would end in a run of the class that is completed last.
    random = np.random.RandomState(SEED)
    drawn = [random.permutation(np.flatnonzero(labels == each))[:per_class] for each in range(10)]
    return np.sort(np.concatenate(drawn))


def build(folder: Path) -> None:
    """Write the sample's four files into `folder`, which exists.

    Raises:
        DataError: the full set is not there, or damaged.
    """
    for part, per_class, (images, labels) in zip(
        ("train", "t10k"), (1000, 200), load_fashion_mnist("full"), strict=True
    ):
        rows = chosen_rows(labels, per_class)
        # The IDX format: two zeros, the type (8: unsigned byte), the number of axes, their lengths, big-endian.
        _write(folder / f"{part}-images-idx3-ubyte.gz", struct.pack(">4I", 0x803, len(rows), 28, 28), images[rows])
        _write(folder / f"{part}-labels-idx1-ubyte.gz", struct.pack(">2I", 0x801, len(rows)), labels[rows])


def _write(file: Path, header: bytes, values: Array) -> None:
    file.write_bytes(gzip.compress(header + values.astype(np.uint8).tobytes(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    try:
        build(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE)
    except DataError as error:
        sys.exit(str(error))
