"""The data sets of the course, as NumPy arrays.

What is bundled lies in `shared/data`, whose README says where it comes from. Every file is verified when it is loaded.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib
import os
import sys
import zlib
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

Array = np.ndarray[Any, Any]
Split = tuple[Array, Array]

DATA = Path(__file__).resolve().parent / "data"
SAMPLE = DATA / "fashion_mnist_sample"
BOSTON = DATA / "boston_housing.csv"
DEBIAN = Path("/usr/share/datasets/fashion-mnist")  # the package dataset-fashion-mnist
MIB = 1 << 20
_OTHER_CONTENT = "does not hold what it should (its checksum, SHA-256, is another one)"

FASHION_MNIST_CLASSES = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)
BOSTON_FEATURES = (
    "CRIM",
    "ZN",
    "INDUS",
    "CHAS",
    "NOX",
    "RM",
    "AGE",
    "DIS",
    "RAD",
    "TAX",
    "PTRATIO",
    "B",
    "LSTAT",
)


class DataError(Exception):
    """A data set is missing or damaged. The message is one sentence: which file, what is wrong, what mends it."""


@dataclass(frozen=True)
class _IdxFile:
    """A gzipped file of bytes in the IDX format.

    The digest is that of the decompressed bytes: how they were compressed does not matter.
    """

    name: str
    shape: tuple[int, ...]
    sha256: str

    @property
    def header(self) -> int:
        """Length of the header: four bytes of magic number, and four for the length of each axis."""
        return 4 + 4 * len(self.shape)

    @property
    def size(self) -> int:
        return self.header + int(np.prod(self.shape))


# Training images and labels, test images and labels.
_SAMPLE_FILES = (
    _IdxFile(
        "train-images-idx3-ubyte.gz",
        (10_000, 28, 28),
        "afb9a30f709ca8c713e38793e9d74e4d1d82f2c9185fb829ab0ad63b2c4b7838",
    ),
    _IdxFile(
        "train-labels-idx1-ubyte.gz", (10_000,), "f2efb92fb175759431f2e6ed86ad559fc66eaf217770921d05222bb8fa338a40"
    ),
    _IdxFile(
        "t10k-images-idx3-ubyte.gz", (2_000, 28, 28), "31b08667c215472781caa24c73b78417c64755f6d190bde0352e101ea0362d7f"
    ),
    _IdxFile("t10k-labels-idx1-ubyte.gz", (2_000,), "43870535f20cfc3a76a7a38a13707bb838aa85e037660c8c2ef8ac6311b835db"),
)
_FULL_FILES = (
    _IdxFile(
        "train-images-idx3-ubyte.gz",
        (60_000, 28, 28),
        "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    ),
    _IdxFile(
        "train-labels-idx1-ubyte.gz", (60_000,), "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"
    ),
    _IdxFile(
        "t10k-images-idx3-ubyte.gz",
        (10_000, 28, 28),
        "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    ),
    _IdxFile(
        "t10k-labels-idx1-ubyte.gz", (10_000,), "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"
    ),
)
_BOSTON_SHA256 = "79ac716620024011b03c0c44d2bf99069b8173649181926d9109c25475a3804c"


def load_fashion_mnist(subset: Literal["sample", "full"] = "sample") -> tuple[Split, Split]:
    """Zalando's pictures of clothes: grey, 28 by 28 pixels, and which of ten kinds each shows.

    The sample is bundled. The full set is looked for in the folder that `$DESCENT_DATA` names, in Debian's package
    dataset-fashion-mnist and in Keras' cache, in this order, and downloaded by Keras where it is in none.

    Args:
        subset: "sample", 10,000 training and 2,000 test images, 1,000 and 200 of each class; or "full", 60,000 and
            10,000, 6,000 and 1,000 of each class.

    Returns:
        ((train_images, train_labels), (test_images, test_labels)): images uint8 (n, 28, 28), 0 for the background;
        labels int64 (n,), 0..9, named by `FASHION_MNIST_CLASSES`. The classes are mixed, the sample's rows are in the
        order of the full set. New, writeable arrays each time.

    Raises:
        DataError: a file is missing or damaged, or the full set cannot be downloaded.
        ValueError: `subset` is neither of the two.
    """
    if subset == "sample":
        folder, files = SAMPLE, _SAMPLE_FILES
    elif subset == "full":
        folder, files = _find_full() or _download(), _FULL_FILES
    else:
        raise ValueError(f'subset is "sample" or "full", not {subset!r}.')
    train_images, train_labels, test_images, test_labels = (_read(folder, file) for file in files)
    return (train_images, train_labels.astype(np.int64)), (test_images, test_labels.astype(np.int64))


def load_boston() -> Split:
    """Harrison and Rubinfeld's 506 census tracts of the Boston area, 1970, and the median value of their homes.

    The column B is built on the assumption that segregation raises prices; read `shared/data/README.md` before use.

    Returns:
        (x, y): x float64 (506, 13) with the columns `BOSTON_FEATURES`; y float64 (506,), the median value of
        owner-occupied homes in 1000 US dollars, cut off at 50. New arrays each time.

    Raises:
        DataError: the bundled file is missing or damaged.
    """
    try:
        content = BOSTON.read_bytes()
    except OSError as error:
        raise _unreadable(BOSTON, error) from error
    if hashlib.sha256(content).hexdigest() != _BOSTON_SHA256:
        raise _unusable(BOSTON, _OTHER_CONTENT)
    table = np.loadtxt(content.decode("ascii").splitlines()[1:], np.float64, delimiter=",")
    return table[:, :-1].copy(), table[:, -1].copy()


def load_iris() -> tuple[Array, Array]:
    """Fisher's 150 iris flowers: four lengths of each in cm, and which of three species it is.

    Returns:
        (x, labels): x float64 (150, 4) with the sepal's length and width and the petal's length and width; labels
        int64 (150,), 0 for setosa, 1 for versicolor, 2 for virginica, 50 of each, in this order. New arrays each time.

    Raises:
        ImportError: scikit-learn, which the flowers come from, is not installed. The message says how to get it.
    """
    try:
        from sklearn import datasets  # type: ignore[import-untyped]
    except ImportError as error:
        raise ImportError(
            "The iris flowers come from scikit-learn, which is not installed: run `make setup`, "
            'or `python -m pip install "scikit-learn>=1.7"`.'
        ) from error
    iris = datasets.load_iris()
    return np.array(iris.data, np.float64), np.array(iris.target, np.int64)


def _read(folder: Path, file: _IdxFile) -> Array:
    """The values of a file, uint8, verified; DataError says what is wrong with it."""
    path = folder / file.name
    content = bytearray()  # an array can write to it, and so needs no copy
    try:
        with gzip.open(path) as stream:
            while len(content) <= file.size and (piece := stream.read(MIB)):  # never more than a piece too much
                content += piece
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        reason = "is cut short" if isinstance(error, EOFError) else f"is damaged ({error})"
        raise _unusable(path, reason) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise _unusable(path, _OTHER_CONTENT)
    return np.frombuffer(content, np.uint8, offset=file.header).reshape(file.shape)


def _unreadable(path: Path, error: OSError) -> DataError:
    missing = isinstance(error, FileNotFoundError)
    return _unusable(path, "is missing" if missing else f"cannot be read ({error.strerror})")


def _unusable(path: Path, reason: str) -> DataError:
    """The sentence about a file, with the command that mends it."""
    named = os.environ.get("DESCENT_DATA")
    if named and path.parent == Path(named).expanduser():
        cure = "unset DESCENT_DATA; make data"
    elif path.is_relative_to(DATA):
        cure = f"git checkout -- {path.relative_to(DATA.parent.parent).as_posix()}"
    elif path.parent == DEBIAN:
        cure = "sudo apt-get install --reinstall dataset-fashion-mnist"
    else:
        cure = "make data"
    return DataError(f"{path} {reason}; mend it with `{cure}`.")


def _keras_caches() -> list[Path]:
    """Where Keras keeps its downloads of Fashion-MNIST: in /tmp, when it cannot write to the home folder."""
    home = os.path.expanduser("~")  # noqa: PTH111  Path.home() raises for a user without one
    homes = [named] if (named := os.environ.get("KERAS_HOME")) else [f"{home}/.keras", "/tmp/.keras"]
    return [Path(each) / "datasets" / "fashion-mnist" for each in homes]


def _find_full() -> Path | None:
    """The folder of the full set; its files are not read yet."""
    if named := os.environ.get("DESCENT_DATA"):
        return Path(named).expanduser()  # on purpose without a look: what it lacks is complained about
    for folder in (DEBIAN, *_keras_caches()):
        if all((folder / file.name).is_file() for file in _FULL_FILES):
            return folder
    return None


def prepare_download() -> bool:
    """Delete the damaged files of Keras' cache, where that is what would be read, so that Keras gets them again.

    Returns:
        Whether the full set has to be downloaded.

    Raises:
        DataError: a damaged file cannot be deleted.
    """
    if _find_full() not in (None, *_keras_caches()):
        return False
    for path, file in ((cache / file.name, file) for cache in _keras_caches() for file in _FULL_FILES):
        if path.is_file():
            try:
                _read(path.parent, file)
            except DataError:
                try:
                    path.unlink()
                except OSError as error:
                    raise DataError(
                        f"{path} is damaged, and cannot be deleted ({error.strerror}): delete it, and run `make data`."
                    ) from error
    return _find_full() is None


def _download() -> Path:
    """Let Keras download the full set into its cache; the folder."""
    prepare_download()  # Keras takes what it finds for good
    try:
        with redirect_stdout(sys.stderr):  # Keras reports its progress
            importlib.import_module("keras").datasets.fashion_mnist.load_data()
    except ImportError as error:
        raise _no_download("Keras, which downloads it, is not installed") from error
    except Exception as error:  # Keras raises Exception itself, with "URL fetch failure on ... -- reason"
        raise _no_download(f"it cannot be downloaded ({str(error).rpartition(' -- ')[2]})") from error
    if folder := _find_full():
        return folder
    raise _no_download(f"Keras did not leave its four files in {_keras_caches()[0]}")


def _no_download(reason: str) -> DataError:
    return DataError(
        f"The full set of Fashion-MNIST is not on this machine, and {reason}; with a network connection `make data` "
        "gets it, or DESCENT_DATA names a folder with its four .gz files."
    )


def verify_bundled() -> str:
    """Verify what is bundled, which is all that the assignments read; one line about it.

    Raises:
        DataError: a file is missing or damaged.
    """
    rows = len(load_boston()[1])
    (_, training), (_, test) = load_fashion_mnist("sample")
    return f"{len(training):,} and {len(test):,} images of Fashion-MNIST; Boston housing: {rows} rows"


def has_full() -> bool:
    """Whether there is a full Fashion-MNIST, which would not be downloaded; its files are not read."""
    return _find_full() is not None


def verify() -> str:
    """Verify every data set that has files, after finding or downloading the full Fashion-MNIST; one line about them.

    Raises:
        DataError: a file is missing or damaged, or the full set cannot be downloaded.
    """
    rows = len(load_boston()[1])
    sample, full = (tuple(f"{len(labels):,}" for _, labels in load_fashion_mnist(each)) for each in ("sample", "full"))
    return (
        f"Fashion-MNIST: {full[0]} training and {full[1]} test images in {_find_full()}, {sample[0]} and {sample[1]} "
        f"in the bundled sample; Boston housing: {rows} rows; all checksums are right."
    )
