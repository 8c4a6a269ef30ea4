"""The data sets: what they hold, that damage is noticed, and where the full Fashion-MNIST comes from."""

from __future__ import annotations

import gzip
import importlib.util
import itertools
import os
import shutil
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.environment import ROOT
from shared import datasets
from shared.data import build_sample
from shared.datasets import BOSTON_FEATURES, FASHION_MNIST_CLASSES, DataError, load_boston, load_fashion_mnist

SAMPLE_FILES = [file.name for file in datasets._SAMPLE_FILES]
BUNDLED = [*(f"shared/data/fashion_mnist_sample/{name}" for name in SAMPLE_FILES), "shared/data/boston_housing.csv"]
FULL = datasets._find_full()
needs_full = pytest.mark.skipif(
    FULL is None, reason="the full Fashion-MNIST is not on this machine; `make data` gets it"
)


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module of a copy of `shared`, whose files a test may damage."""
    shutil.copytree(ROOT / "shared", tmp_path / "shared", ignore=shutil.ignore_patterns("__pycache__"))
    spec = importlib.util.spec_from_file_location("copy_of_datasets", tmp_path / "shared" / "datasets.py")
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without the full set: no variable, no package, and the empty folder that is returned for a cache."""
    cache = tmp_path / "keras" / "datasets" / "fashion-mnist"
    cache.mkdir(parents=True)
    monkeypatch.delenv("DESCENT_DATA", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.setattr(datasets, "DEBIAN", tmp_path / "no package")
    return cache


def link_full(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for file in datasets._FULL_FILES:
        (folder / file.name).symlink_to(FULL / file.name)


def flip(path: Path, position: int) -> None:
    content = bytearray(path.read_bytes())
    content[position] ^= 1
    path.write_bytes(content)


def with_another_label(path: Path) -> None:
    """Sound as a gzip file, but with other content."""
    content = bytearray(gzip.decompress(path.read_bytes()))
    content[-1] = (content[-1] + 1) % 10
    path.write_bytes(gzip.compress(content))


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


# What they hold


def check_fashion_mnist(subset: Any, counts: tuple[int, int]) -> None:
    for (images, labels), count in zip(load_fashion_mnist(subset), counts, strict=True):
        assert images.shape == (10 * count, 28, 28)
        assert images.dtype == np.uint8
        assert labels.shape == (10 * count,)
        assert labels.dtype == np.int64
        assert np.bincount(labels).tolist() == [count] * 10
        assert (images.min(), images.max()) == (0, 255)
        assert max(len(list(run)) for _, run in itertools.groupby(labels)) <= 5  # the classes are mixed


def test_the_sample_has_as_many_of_each_class():
    check_fashion_mnist("sample", (1_000, 200))
    assert len(FASHION_MNIST_CLASSES) == 10


@needs_full
def test_the_full_set_has_as_many_of_each_class():
    check_fashion_mnist("full", (6_000, 1_000))


def test_arrays_are_new_and_writeable_each_time():
    for load in (load_fashion_mnist, lambda: (load_boston(),)):
        once, again = ([array for split in load() for array in split] for _ in range(2))
        for first, second in zip(once, again, strict=True):
            assert np.array_equal(first, second)
            first.fill(99)
            assert not np.array_equal(first, second)


def test_the_subset_has_to_be_one_of_two():
    with pytest.raises(ValueError, match='"sample" or "full", not \'all\''):
        load_fashion_mnist("all")  # type: ignore[arg-type]


@needs_full
def test_rows_of_the_sample_are_rows_of_the_full_set_with_their_labels():
    for sample, full in zip(load_fashion_mnist(), load_fashion_mnist("full"), strict=True):
        labels_of: dict[bytes, set[int]] = {}
        for image, label in zip(*full, strict=True):
            labels_of.setdefault(image.tobytes(), set()).add(int(label))
        assert all(int(label) in labels_of.get(image.tobytes(), ()) for image, label in zip(*sample, strict=True))


def test_the_rows_of_a_sample_are_distinct_and_in_order():
    labels = np.arange(500) * 7 % 10
    rows = build_sample.chosen_rows(labels, 20)
    assert (np.diff(rows) > 0).all()
    assert np.bincount(labels[rows]).tolist() == [20] * 10


@needs_full
def test_the_sample_can_be_rebuilt(tmp_path: Path):
    command = [sys.executable, "-m", "shared.data.build_sample", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=300)
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(SAMPLE_FILES)
    for name in SAMPLE_FILES:  # decompressed: another zlib may compress differently
        assert gzip.decompress((tmp_path / name).read_bytes()) == gzip.decompress((datasets.SAMPLE / name).read_bytes())


def test_boston_is_the_table_that_is_known():
    x, y = load_boston()
    assert (x.shape, x.dtype, y.shape, y.dtype) == ((506, 13), np.float64, (506,), np.float64)
    header = datasets.BOSTON.read_text(encoding="ascii").splitlines()[0]
    assert header.split(",") == [*BOSTON_FEATURES, "MEDV"]
    assert x[0].tolist() == [0.00632, 18, 2.31, 0, 0.538, 6.575, 65.2, 4.09, 1, 296, 15.3, 396.9, 4.98]
    assert y[0] == 24
    # Published figures; scikit-learn's copies before 0.20 had a wrong value at [445, 0].
    assert round(y.mean(), 4) == 22.5328
    assert (y == 50).sum() == 16
    assert y.max() == 50
    assert x[445, 0] == 10.6718
    assert x[:, BOSTON_FEATURES.index("CHAS")].sum() == 35
    assert x[:, BOSTON_FEATURES.index("B")].max() == 396.9  # 1000 * 0.63 ** 2: no Black residents


def test_the_files_say_where_they_come_from():
    assert "2017 Zalando SE" in (datasets.SAMPLE / "LICENSE").read_text(encoding="utf-8")
    provenance = (datasets.DATA / "README.md").read_text(encoding="utf-8")
    assert all(f"| {name} |" in provenance for name in (*BOSTON_FEATURES, "MEDV"))


# Damage to what is bundled


@pytest.mark.parametrize("name", BUNDLED)
def test_a_flipped_bit_in_a_bundled_file_is_noticed(copy: Any, tmp_path: Path, name: str):
    flip(tmp_path / name, (tmp_path / name).stat().st_size // 2)
    with pytest.raises(copy.DataError) as caught:
        copy.load_boston() if name.endswith(".csv") else copy.load_fashion_mnist()
    assert str(caught.value).startswith(f"{tmp_path / name} ")
    assert str(caught.value).endswith(f"; mend it with `git checkout -- {name}`.")


@pytest.mark.parametrize("name", BUNDLED)
def test_a_missing_bundled_file_is_named(copy: Any, tmp_path: Path, name: str):
    (tmp_path / name).unlink()
    with pytest.raises(copy.DataError) as caught:
        copy.verify()
    assert str(caught.value) == f"{tmp_path / name} is missing; mend it with `git checkout -- {name}`."


def test_another_label_in_a_sound_file_is_noticed(copy: Any):
    with_another_label(copy.SAMPLE / "t10k-labels-idx1-ubyte.gz")
    with pytest.raises(copy.DataError, match="does not hold what it should"):
        copy.load_fashion_mnist()


def test_line_ends_are_kept_on_every_system():
    if not (ROOT / ".git").exists():
        pytest.skip("a copy without history has no attributes")
    command = ["git", "check-attr", "text", "--", *BUNDLED]
    lines = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    assert lines == [f"{name}: text: unset" for name in BUNDLED]


# Where the full set is


@needs_full
def test_the_full_set_is_looked_for_in_order(nowhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert datasets._find_full() is None
    link_full(nowhere)
    assert datasets._find_full() == nowhere
    link_full(datasets.DEBIAN)
    assert datasets._find_full() == datasets.DEBIAN
    (datasets.DEBIAN / "t10k-labels-idx1-ubyte.gz").unlink()
    assert datasets._find_full() == nowhere
    monkeypatch.setenv("DESCENT_DATA", str(tmp_path / "mine"))
    assert datasets._find_full() == tmp_path / "mine"
    link_full(tmp_path / "mine")
    assert str(tmp_path / "mine") in datasets.verify()


@needs_full
@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (cut_short, "is cut short"),
        (with_another_label, "does not hold what it should (its checksum, SHA-256, is another one)"),
        (lambda path: flip(path, 0), "is damaged (Not a gzipped file"),
        (lambda path: path.write_bytes(b""), "does not hold what it should"),
        (lambda path: path.write_bytes(gzip.compress(bytes(10**8))), "does not hold what it should"),
        (Path.unlink, "is missing"),
    ],
)
def test_damage_in_the_named_folder_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], Any], reason: str
):
    link_full(tmp_path / "mine")
    path = tmp_path / "mine" / "t10k-labels-idx1-ubyte.gz"
    path.unlink()
    shutil.copy(FULL / path.name, path)
    damage(path)
    monkeypatch.setenv("DESCENT_DATA", str(tmp_path / "mine"))
    with pytest.raises(DataError) as caught:
        load_fashion_mnist("full")
    assert str(caught.value).startswith(f"{path} {reason}")
    assert str(caught.value).endswith("; mend it with `unset DESCENT_DATA; make data`.")


@needs_full
def test_damage_elsewhere_is_mended_by_what_put_the_files_there(nowhere: Path):
    link_full(nowhere)
    (nowhere / "train-labels-idx1-ubyte.gz").unlink()
    (nowhere / "train-labels-idx1-ubyte.gz").write_bytes(b"<html>not found</html>")
    with pytest.raises(DataError, match=r"train-labels.* is damaged .*; mend it with `make data`\.$"):
        load_fashion_mnist("full")
    nowhere.rename(datasets.DEBIAN)
    with pytest.raises(DataError, match=r"`sudo apt-get install --reinstall dataset-fashion-mnist`\.$"):
        load_fashion_mnist("full")
    assert not datasets.prepare_download()  # nothing of the package's is deleted
    assert len(list(datasets.DEBIAN.iterdir())) == 4


@needs_full
def test_a_download_replaces_what_is_damaged(nowhere: Path, monkeypatch: pytest.MonkeyPatch):
    def load_data() -> None:
        """As Keras does: get what is not in the cache, and trust what is."""
        print("Downloading data")
        for file in datasets._FULL_FILES:
            if not (nowhere / file.name).exists():
                got.append(file.name)
                (nowhere / file.name).symlink_to(FULL / file.name)

    got: list[str] = []
    keras = types.SimpleNamespace(
        datasets=types.SimpleNamespace(fashion_mnist=types.SimpleNamespace(load_data=load_data))
    )
    monkeypatch.setitem(sys.modules, "keras", keras)
    (nowhere / "t10k-images-idx3-ubyte.gz").symlink_to(FULL / "t10k-images-idx3-ubyte.gz")
    (nowhere / "t10k-labels-idx1-ubyte.gz").write_bytes(b"half")
    assert load_fashion_mnist("full")[1][1].shape == (10_000,)
    assert sorted(got) == ["t10k-labels-idx1-ubyte.gz", "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"]
    assert not datasets.prepare_download()


def test_without_keras_the_sentence_says_what_to_do(nowhere: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "keras", None)
    with pytest.raises(DataError, match=r"Keras, which downloads it, is not installed; .*`make data`"):
        load_fashion_mnist("full")


@pytest.mark.skipif(importlib.util.find_spec("keras") is None, reason="Keras, which downloads, is not installed")
def test_without_a_network_the_sentence_says_so(tmp_path: Path):
    code = (
        "from pathlib import Path; from shared import datasets\n"
        "datasets.DEBIAN = Path('no package')\n"
        "try: datasets.load_fashion_mnist('full')\n"
        "except datasets.DataError as error: print(error)"
    )
    blocked = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    kept = {name: value for name, value in os.environ.items() if name not in ("DESCENT_DATA", "no_proxy", "NO_PROXY")}
    environment = {**kept, **blocked, "KERAS_HOME": str(tmp_path)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=True)
    (sentence,) = done.stdout.splitlines()
    assert sentence.startswith("The full set of Fashion-MNIST is not on this machine, and it cannot be downloaded (")
    assert "http" not in sentence


# The command


def run_data(**environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder.cli", "data"]
    variables = {**os.environ, **environment}
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=300, check=False)


@needs_full
def test_the_command_says_where_the_full_set_is():
    done = run_data()
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    assert line == (
        f"Fashion-MNIST: 60,000 training and 10,000 test images in {FULL}, 10,000 and 2,000 in the bundled sample; "
        "Boston housing: 506 rows; all checksums are right."
    )


def test_the_command_fails_with_one_sentence(tmp_path: Path):
    done = run_data(DESCENT_DATA=str(tmp_path))
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        f"{tmp_path / 'train-images-idx3-ubyte.gz'} is missing; mend it with `unset DESCENT_DATA; make data`."
    ]


def test_loading_imports_nothing_heavy_and_nothing_of_the_grader():
    code = "import sys; from shared import datasets as d; d.load_fashion_mnist(); d.load_boston(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"keras", "tensorflow", "sklearn", "scipy", "autograder"} & set(done.stdout.split())
