"""What comes from students is never trusted: fuzzed frames, damaged archives, and results with enormous texts.

The frames that are kept in `fuzz/corpus/wire` are tried on every run; `fuzz/wire_decoder.py` looks for more.
"""

from __future__ import annotations

import importlib.util
import io
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder import uploads
from autograder.course import load_course
from autograder.entries import MAX_FILE_BYTES, Entry, Refused
from autograder.intake import IntakeError, find_submissions
from autograder.picking import MAX_FILES
from autograder.reports.feedback import feedback_html, feedback_json, feedback_markdown
from autograder.reports.plain import MAX_CHARACTERS, with_texts
from autograder.results import CheckResult, CheckStatus, Counterexample, QuestionResult, Result, ShownCall, Status
from autograder.sandbox import values, wire
from autograder.showing import clean
from tests.arbitrary_results import FEWER, HOSTILE, results, texts
from tests.fuzz.requirements import require_frame_or_refusal
from tests.fuzz.seed_corpus import seeds

HARNESS = Path(__file__).parent / "fuzz" / "wire_decoder.py"
CORPUS = HARNESS.parent / "corpus" / "wire"
ASSIGNMENTS = [load_course().find(name) for name in ("01_gradient_descent", "02_activations")]


# --- frames ---


@pytest.mark.parametrize("file", sorted(CORPUS.iterdir()), ids=lambda file: file.name)
def test_a_frame_of_the_corpus_is_sound_or_refused(file: Path) -> None:
    frame = require_frame_or_refusal(file.read_bytes())
    if file.name.startswith("seed-"):
        assert (frame is None) == file.name.startswith("seed-refused-")


def test_the_seeds_of_the_corpus_are_those_that_the_script_writes() -> None:
    """A format that changed would leave seeds that end at the first byte, and a corpus that tests nothing."""
    assert {file.name: file.read_bytes() for file in CORPUS.glob("seed-*")} == seeds()


def test_the_corpus_holds_every_kind_and_every_dtype() -> None:
    frames = [frame for file in CORPUS.iterdir() if (frame := require_frame_or_refusal(file.read_bytes()))]
    assert {frame.kind for frame in frames} == set(wire.Kind)
    assert {array.dtype for frame in frames for array in frame.arrays} == set(values.DTYPES)


@settings(max_examples=200)
@given(st.data())
def test_a_frame_put_together_from_two_is_sound_or_refused(data: st.DataObject) -> None:
    """Bytes of one frame of the corpus in the middle of another: what a fuzzer does most, without the fuzzer."""
    one, other = (data.draw(st.sampled_from(sorted(seeds().values()))) for _ in range(2))
    start, stop = sorted(data.draw(st.integers(0, len(one))) for _ in range(2))
    begin, end = sorted(data.draw(st.integers(0, len(other))) for _ in range(2))
    require_frame_or_refusal(one[:start] + other[begin:end] + one[stop:])


@pytest.mark.proof
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris, the fuzzer, is not installed")
def test_a_minute_of_fuzzing_finds_nothing(tmp_path: Path) -> None:
    corpus = shutil.copytree(CORPUS, tmp_path / "corpus")
    ran = subprocess.run(
        [sys.executable, HARNESS, corpus, "-max_total_time=60", f"-artifact_prefix={tmp_path}/"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-4000:]
    assert "Done " in ran.stderr  # and not: ended without having run


# --- archives ---

# The format of zips: what zipfile writes by itself is too honest.
LOCAL = struct.Struct("<4s5H3I2H")  # signature, version, flags, method, time, date, checksum, packed, size, name, extra
CENTRAL = struct.Struct("<4s6H3I5H2I")  # with comment, disk and attributes, and the place of the local header
END = struct.Struct("<4s4H2IH")  # disks, entries, size and place of the central directory, comment
UTF_8 = 0x800  # a flag


@dataclass(frozen=True)
class Member:
    """A file of a zip and what the zip says of it, true or not."""

    name: bytes
    content: bytes
    is_deflated: bool = True
    repeats: int = 1  # in the central directory: entries that all point at the same bytes
    mode: int = stat.S_IFREG | 0o644
    flags: int = UTF_8
    method: int | None = None
    size: int | None = None
    checksum: int | None = None


def packed(members: list[Member]) -> bytes:
    """The zip of `members`."""
    files, directory = bytearray(), bytearray()
    for each in members:
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        data = packer.compress(each.content) + packer.flush() if each.is_deflated else each.content
        honest = zipfile.ZIP_DEFLATED if each.is_deflated else zipfile.ZIP_STORED
        said = (
            each.flags,
            honest if each.method is None else each.method,
            *(0, 0x21),  # 1980-01-01
            zlib.crc32(each.content) if each.checksum is None else each.checksum,
            len(data),
            len(each.content) if each.size is None else each.size,
            len(each.name),
        )
        central = CENTRAL.pack(b"PK\1\2", 0x314, 20, *said, 0, 0, 0, 0, each.mode << 16, len(files)) + each.name
        directory += central * each.repeats
        files += LOCAL.pack(b"PK\3\4", 20, *said, 0) + each.name + data
    count = sum(each.repeats for each in members)
    return bytes(files + directory + END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(files), 0))


modules = ["activations.py", "ada/activations.py", "ada/02_activations/activations.py", "ada/helper.py"]
member_names = st.one_of(
    st.sampled_from(modules),
    st.sampled_from([*modules, "ada/notes.txt", "ada/", "a..zip", ".zip", "ada/.py", "..", "/", "", "a\0/b.py"]),
    st.sampled_from(["../activations.py", "/tmp/activations.py", "..\\activations.py", "C:\\activations.py"]),
    st.sampled_from(["__MACOSX/activations.py", "a/" * 500 + "activations.py", "x" * 500 + ".py", "\x1b[31m\u202e.py"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map("{}/activations.py".format),
).map(str.encode)
zip_names = st.sampled_from([b"ada.zip", b"ada/upload.ZIP", b"x" * 500 + b".zip", b"\xff.zip"])  # the last no UTF-8
member_contents = st.sampled_from([b"", b"x = 1\n", b"x = 1\n" * 500, bytes(MAX_FILE_BYTES), bytes(MAX_FILE_BYTES + 1)])


# What a zip may say that is not so; of one file at most one of it, so that the rest takes it past the other checks.
lies: dict[str, st.SearchStrategy[int]] = {
    "repeats": st.sampled_from([2, 3, 40]),
    "mode": st.sampled_from([stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, 0, 0xFFFF]),
    "flags": st.sampled_from([0, UTF_8 | 1, UTF_8 | 8, UTF_8 | 0x20, 0xFFFF]),  # 1: encrypted
    "method": st.sampled_from([0, 8, 9, 12, 14, 99]),
    "size": st.sampled_from([0, 1, 10, MAX_FILE_BYTES, MAX_FILE_BYTES + 1, 2**31, 2**32 - 1]),
    "checksum": st.just(7),
}


honest_members = st.builds(Member, member_names, member_contents, st.booleans())
any_member = st.one_of(
    honest_members, *(st.builds(replace, honest_members, **{field: lie}) for field, lie in lies.items())
)


@st.composite
def archives(draw: st.DrawFn, depth: int = 2) -> bytes:
    """A zip, perhaps with zips in it, honest or not, and perhaps with bytes changed, cut out or repeated."""
    nested = st.builds(Member, zip_names, archives(depth - 1), st.booleans()) if depth else st.nothing()
    data = bytearray(packed(draw(st.lists(any_member | nested, min_size=1, max_size=6))))
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 3]))):
        # Counted from the end, where the directory is: most of a zip may be the zeros of one file.
        start = len(data) - draw(st.integers(0, min(len(data), 300)))
        stop = min(len(data), start + draw(st.integers(0, 8)))
        data[start:stop] = draw(st.binary(max_size=8) | st.just(bytes(data[start:stop] * 2)))
    return bytes(data[: len(data) - draw(st.sampled_from([0] * 6 + [1, 22, 60]))])


@contextmanager
def untouched(folder: Path) -> Iterator[None]:
    """Require that nothing in `folder`, which is the working directory meanwhile, is made, changed or removed."""

    def listing() -> list[tuple[Path, int, int]]:
        return [(path, path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(folder.rglob("*"))]

    before = listing()
    with chdir(folder):
        yield
    assert listing() == before


def require_bounded(entries: list[Entry], most_entries: int, most_bytes: int) -> None:
    """What `read` promises of one student's entries."""
    assert len(entries) <= most_entries + 1  # the last may say that there is more
    assert sum(len(each.content) for each in entries) <= most_bytes
    for each in entries:
        assert each.path.parts
        assert not each.path.is_absolute()
        assert ".." not in each.path.parts
        assert len(each.content) <= MAX_FILE_BYTES
        assert not each.content or (each.path.suffix.lower() == ".py" and not each.problem)
        assert len(each.problem) < 300
        assert clean(each.problem) == each.problem
        assert not each.problem or each.problem.endswith(".")


@contextmanager
def limits(entries: int, source: int) -> Iterator[None]:
    """Limits on one student that archives of a few files reach."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uploads, "MAX_ENTRIES", entries)
        patch.setattr(uploads, "MAX_SOURCE_BYTES", source)
        yield


def test_an_honest_archive_is_read() -> None:
    """Else the archives here would be refused at their first byte, and test nothing."""
    data = packed([Member(b"ada/a.py", b"1\n" * 9), Member(b"ada/b.py", b"2\n", is_deflated=False, repeats=2)])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "class.zip"
        place.write_bytes(packed([Member(b"ada.zip", data)]))
        with uploads.uploads_at(place) as found:
            entries = [(str(each.path), each.content) for each in uploads.read(found)]
    assert entries == [("ada/ada/a.py", b"1\n" * 9), ("ada/ada/b.py", b"2\n"), ("ada/ada/b.py", b"2\n")]


@settings(max_examples=200)
@given(archives())
def test_an_archive_of_any_kind_is_read_within_the_limits_or_refused(data: bytes) -> None:
    """As the zip of a class, a student's zip and a zip in a student's folder; nothing is written anywhere near."""
    most_entries, most_bytes = 5, MAX_FILE_BYTES + 4000  # one of the largest files, and little more
    with tempfile.TemporaryDirectory() as folder, limits(most_entries, most_bytes):
        top = Path(folder)
        places = [top / "deep" / "class.zip", top / "deep" / "class"]
        for file in (places[0], places[1] / "ada.zip", places[1] / "ben" / "upload.zip"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        with untouched(top):
            for place in places:
                try:
                    with uploads.uploads_at(place) as found:
                        for upload in found:
                            require_bounded(uploads.read([upload]), most_entries, most_bytes)
                except Refused:
                    assert place.is_file()  # a student's archive spoils no class
                require_submissions(place)


def require_submissions(place: Path) -> None:
    """What `find_submissions` promises of a place with archives of any kind."""
    try:
        submissions = find_submissions(place, ASSIGNMENTS)
    except IntakeError:
        assert place.is_file()
        return
    for each in submissions:
        assert clean(each.student).strip() == each.student != ""
        assert "\n" not in each.student
        assert bool(each.files) != bool(each.problem)
        assert not each.files or f"{each.module}.py" in each.files
        assert len(each.files) <= MAX_FILES
        assert not any("/" in name or "\\" in name for name in each.files)


# --- reports ---

ENORMOUS = "x" * 4_000_000  # more than the whole of any report below may have
# Of what a page is made besides texts, and bytes of a character: `"` in code is <code>&#34;</code>. No text is shown
# more than twice.
PAGE, BYTES = 100_000, 6


def texts_of(result: Result) -> list[str]:
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    with_texts(result, note)
    return found


def grown(result: Result, title: str, number: int) -> tuple[Result, str]:
    """`result` and `title` with one text of them, of that number, enormous."""
    place = count()

    def change(text: str) -> str:
        return ENORMOUS if next(place) == number else text

    return with_texts(result, change), change(title)


def require_reports(result: Result, title: str) -> None:
    """The reports are no larger than their texts may make them, and are UTF-8."""
    most = PAGE + 2 * BYTES * MAX_CHARACTERS * (len(texts_of(result)) + 1)
    assert most < len(ENORMOUS)
    for report in (feedback_html(result, title), feedback_markdown(result, title), feedback_json(result)):
        assert len(report.encode()) <= most


def everywhere(text: str) -> Result:
    """A result with checks that ended in every way, and `text` in every place for one."""
    example = Counterexample((ShownCall(text, text), ShownCall(text, f"raised {text}")), text, text)
    about = (text, text, text, text)
    checks = tuple(CheckResult(*about, status, Fraction(1), text, example, text) for status in CheckStatus)
    return Result(text, text, Status.TIMEOUT, (QuestionResult(text, checks),), text, text, text, text)


@FEWER
@given(results(), texts, st.data())
def test_the_reports_of_any_result_are_bounded(result: Result, title: str, data: st.DataObject) -> None:
    require_reports(result, title)
    require_reports(*grown(result, title, data.draw(st.integers(0, len(texts_of(result))))))


def test_no_text_of_a_result_makes_a_report_enormous() -> None:
    result = everywhere("text")
    for number in range(len(texts_of(result)) + 1):
        require_reports(*grown(result, "title", number))


@pytest.mark.parametrize("text", HOSTILE)
def test_reports_full_of_hostile_text_are_bounded(text: str) -> None:
    require_reports(everywhere(text), text)
