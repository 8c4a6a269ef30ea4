"""The wire: every value comes back as it was sent, and no stream of bytes does more than raise `ProtocolError`."""

from __future__ import annotations

import io
import json
import re
import struct
import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hypothesis_numpy

from autograder.sandbox import wire
from autograder.sandbox.values import DTYPES, MAX_DEPTH, Callback, Handle, NotPlainData, ProtocolError
from autograder.sandbox.wire import Frame, Kind, Limits

# The format, stated a second time, so that a change of it is noticed.
HEADER = struct.Struct("<4sBHIQ")  # magic, kind, number of arrays, bytes of JSON, call id
ARRAY = struct.Struct("<BBBx8QQ")  # dtype code, dimensions, flags, shape, bytes
READ_ONLY, FORTRAN, STRIDED = 1, 2, 4
BOOL, UINT8, FLOAT64 = 0, 5, 11  # dtype codes
SMALL = Limits(json_bytes=8192, arrays=8, array_bytes=4096)


class Reader:
    """Hands out `data` and notes how much was ever asked for; EOFError when there is not enough."""

    def __init__(self, data: bytes) -> None:
        self._stream = io.BytesIO(data)
        self.asked = 0

    def __call__(self, size: int) -> bytes:
        assert size >= 0
        self.asked += size
        got = self._stream.read(size)
        if len(got) < size:
            raise EOFError
        return got

    @property
    def left(self) -> bytes:
        return self._stream.read()


def most(limits: Limits) -> int:
    """The bytes of the largest frame within `limits`."""
    return HEADER.size + ARRAY.size * limits.arrays + limits.json_bytes + limits.array_bytes


def decoded(data: bytes, limits: Limits = Limits()) -> Frame:  # noqa: B008  frozen
    return wire.decode(Reader(data), limits)


def round_trip(value: object) -> Any:
    data = wire.encode(Kind.CALL, 7, value)
    reader = Reader(data)
    frame = wire.decode(reader, Limits())
    assert (frame.kind, frame.call_id, reader.left) == (Kind.CALL, 7, b"")
    return frame.body


def same(one: Any, other: Any) -> bool:
    """Equal in type and in every bit, and for arrays in the layout that a function can notice."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        flags = ("c_contiguous", "f_contiguous", "writeable")
        return (
            (one.dtype, one.shape, one.tobytes()) == (other.dtype, other.shape, other.tobytes())
            # an array in which the order cannot be told counts as both
            and all(getattr(one.flags, flag) == getattr(other.flags, flag) for flag in flags)
        )
    if isinstance(one, np.generic):
        return (one.dtype, one.tobytes()) == (other.dtype, other.tobytes())
    if isinstance(one, float):
        return repr(one) == repr(other)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    return one == other


# --- values ---

dtypes = st.sampled_from(DTYPES)
shapes = hypothesis_numpy.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
layouts = {
    "C": lambda array: array,
    "Fortran": np.asfortranarray,
    "transposed": np.transpose,
    "every other": lambda array: np.repeat(array, 2, axis=-1)[..., ::2] if array.ndim else array,
    "reversed": lambda array: array[::-1] if array.ndim else array,
    "inner axes swapped": lambda array: array.swapaxes(0, 1) if array.ndim > 1 else array,
}


@st.composite
def arrays(draw: st.DrawFn) -> np.ndarray[Any, Any]:
    array = layouts[draw(st.sampled_from(sorted(layouts)))](draw(hypothesis_numpy.arrays(dtypes, shapes)))
    array.flags.writeable = draw(st.booleans())
    return array


# JSON joins a high surrogate and a low one after it; no other text is changed.
any_text = st.text(st.characters(exclude_categories=[]), max_size=20).filter(
    lambda text: re.search("[\ud800-\udbff][\udc00-\udfff]", text) is None
)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-(10**300), 10**300),
    st.floats(),
    any_text,
    dtypes.flatmap(lambda dtype: hypothesis_numpy.arrays(dtype, (), elements=None)).map(lambda array: array[()]),
    st.builds(Handle, st.integers(-1, 2**40), any_text.map(lambda text: text[:200])),
    st.builds(Callback, st.integers(0, 2**40)),
)
values = st.recursive(
    scalars | arrays(),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(any_text | st.sampled_from(["a", "s", "t", "d", "h", "n", "c"]), inner, max_size=4),
    ),
    max_leaves=12,
)


@settings(max_examples=500)
@given(values)
def test_every_value_comes_back_as_it_was(value: Any) -> None:
    assert same(round_trip(value), value)


@settings(max_examples=300)
@given(values)
def test_short_and_long_texts_are_read_alike(value: Any) -> None:
    data = wire.encode(Kind.RETURNED, 7, value)
    read = []
    for longest in (0, 2**20):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(wire, "_SHORT", longest)
            read.append(decoded(data).body)
    assert same(*read)
    assert same(decoded(data).body, value)


@given(values, st.integers(0, 2**63))
def test_an_answer_that_is_made_quickly_is_the_same(value: Any, call_id: int) -> None:
    body = {"value": value, **wire.NOTICED_NOTHING}
    assert wire.returned(call_id, value, lambda other: Handle(0, "")) == wire.pieces(Kind.RETURNED, call_id, body)


def test_a_number_of_any_size_that_python_prints_comes_back() -> None:
    for number in (0, -1, 2**63, -(2**64), 10**4000, -(10**4000)):
        assert same(round_trip(number), number)


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (0, 2**20), (1,) * 8], ids=str)
def test_every_dtype_and_shape(dtype: np.dtype[Any], shape: tuple[int, ...]) -> None:
    array = np.zeros(shape, dtype)
    assert same(round_trip([array, array]), [array, array])
    if shape == ():
        assert same(round_trip(array[()]), array[()])


def test_arrays_have_memory_of_their_own() -> None:
    array = np.arange(6.0).reshape(2, 3)
    one, other = round_trip([array, array])
    one[0, 0] = other[1, 2] = 99.0
    assert array[0, 0] == other[0, 0] == 0.0
    assert one[1, 2] == 5.0


def test_only_base_class_arrays_travel() -> None:
    masked = np.ma.masked_array([1.0, 2.0], mask=[True, False])
    with pytest.warns(PendingDeprecationWarning):
        matrix = np.matrix([[1.0, 2.0]])
    for array in (masked, matrix):
        assert type(round_trip(array)) is np.ndarray


def test_python_complex_numbers_arrive_as_numpy_ones() -> None:
    assert same(round_trip(1 - 2j), np.complex128(1 - 2j))


class Unknown:
    """No plain data."""


@pytest.mark.parametrize(
    "value",
    [
        Unknown(),
        Unknown,
        len,
        {1: "a key that is no string"},
        {1, 2},
        b"bytes",
        range(3),
        np.array([Unknown()], dtype=object),
        np.array([None]),
        np.zeros(2, [("x", float), ("y", float)]),
        np.array(["text"]),
        np.array([b"bytes"]),
        np.array(["2020-01-01"], dtype="datetime64[D]"),
        np.array([1], dtype="timedelta64[s]"),
        np.array([1.0], dtype=">f8"),
        np.zeros(2, np.longdouble),
        np.datetime64("2020-01-01"),
        np.zeros((1,) * 9),
    ],
    ids=lambda value: f"{type(value).__name__}-{getattr(value, 'dtype', '')}",
)
def test_what_is_not_plain_data_is_refused(value: object) -> None:
    for wrapped in (value, [value], (1, (value,)), {"key": [value]}):
        with pytest.raises(NotPlainData):
            wire.encode(Kind.CALL, 1, wrapped)
    kept: list[object] = []

    def keep(other: object) -> Handle:
        kept.append(other)
        return Handle(len(kept) - 1, type(other).__name__)

    data = wire.encode(Kind.CALL, 1, [value], keep)
    assert decoded(data).body == [Handle(0, type(value).__name__)]
    assert kept[0] is value


def test_a_number_too_long_to_print_is_refused() -> None:
    with pytest.raises(NotPlainData):
        wire.encode(Kind.CALL, 1, 10**5000)


def nested(depth: int, wrap: Any = lambda inner: [inner]) -> object:
    value: object = 1
    for _ in range(depth):
        value = wrap(value)
    return value


@pytest.mark.parametrize("wrap", [lambda inner: [inner], lambda inner: (inner,), lambda inner: {"k": inner}])
def test_depth_is_limited_on_both_sides(wrap: Any) -> None:
    assert round_trip(nested(MAX_DEPTH, wrap)) == nested(MAX_DEPTH, wrap)
    with pytest.raises(NotPlainData):
        wire.encode(Kind.CALL, 1, nested(MAX_DEPTH + 1, wrap))


def test_a_value_that_contains_itself_is_refused() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(NotPlainData):
        wire.encode(Kind.CALL, 1, endless)


@pytest.mark.parametrize(
    "value", [np.zeros(513), [np.zeros(400), np.zeros(400)], [np.zeros(1)] * 9, "x" * 8192, list(range(3000))], ids=type
)
def test_a_value_beyond_the_limits_is_refused_by_the_writer(value: object) -> None:
    with pytest.raises(NotPlainData):
        wire.encode(Kind.CALL, 1, value, limits=SMALL)


# --- streams that are not frames ---


def reads_within_limits(data: bytes, limits: Limits = SMALL) -> Frame | None:
    """Read a stream; None when it is refused. Whatever else happens is an error of the reader."""
    reader = Reader(data)
    try:
        frame = wire.decode(reader, limits)
    except (ProtocolError, EOFError):
        frame = None
    assert reader.asked <= most(limits)
    return frame


def is_plain(value: Any) -> bool:
    match value:
        case None | bool() | int() | float() | str() | Handle() | Callback():
            return True
        case list() | tuple():
            return all(map(is_plain, value))
        case dict():
            return all(isinstance(key, str) for key in value) and all(map(is_plain, value.values()))
    return (type(value) is np.ndarray or isinstance(value, np.generic)) and value.dtype in DTYPES


@st.composite
def spoiled_streams(draw: st.DrawFn) -> bytes:
    """A frame with a few of its bytes changed, cut out or repeated."""
    data = bytearray(wire.encode(Kind.RETURNED, 3, draw(values)))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        stop = draw(st.integers(start, min(len(data), start + 12)))
        data[start:stop] = draw(
            st.binary(max_size=12)
            | st.just(bytes(data[start:stop] * 2))
            | st.sampled_from([b"", b"\xff" * 8, b"\0" * 8])
        )
    return bytes(data)


@settings(max_examples=600)
@given(spoiled_streams())
def test_a_spoiled_stream_is_refused_or_means_something_else(data: bytes) -> None:
    frame = reads_within_limits(data)
    if frame is not None:
        assert is_plain(frame.body)


@settings(max_examples=300)
@given(st.binary(max_size=200), st.integers(0, 3), st.sampled_from(Kind))
def test_bytes_after_a_right_header(noise: bytes, count: int, kind: Kind) -> None:
    header = HEADER.pack(b"DSC1", kind, count, max(0, len(noise) - count * ARRAY.size), 1)
    frame = reads_within_limits(header + noise)
    if frame is not None:
        assert is_plain(frame.body)


@given(values, st.data())
def test_a_stream_that_breaks_off_is_never_an_answer(value: Any, data: st.DataObject) -> None:
    whole = wire.encode(Kind.RETURNED, 3, value)
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(EOFError):
        wire.decode(Reader(whole[:cut]), Limits())


@given(values, st.binary(min_size=1, max_size=50))
def test_what_follows_a_frame_is_left_unread(value: Any, more: bytes) -> None:
    reader = Reader(wire.encode(Kind.RETURNED, 3, value) + more)
    assert same(wire.decode(reader, Limits()).body, value)
    assert reader.left == more


def forged(
    structure: object, *tables: tuple[int, ...], contents: bytes = b"", kind: int = Kind.RETURNED, **header: int
) -> bytes:
    """A frame with a table of (dtype code, dimensions, flags, lengths..., bytes) and a structure of anyone's choice."""
    text = structure if isinstance(structure, bytes) else json.dumps(structure).encode()
    table = b"".join(
        ARRAY.pack(code, dimensions, flags, *lengths, *(0,) * (8 - len(lengths)), size)
        for code, dimensions, flags, *lengths, size in tables
    )
    start = HEADER.pack(b"DSC1", kind, header.get("count", len(tables)), header.get("json_bytes", len(text)), 1)
    return start + table + text + contents


def test_the_forge_makes_frames() -> None:
    data = forged({"a": 0}, (FLOAT64, 1, 0, 2, 16), contents=np.array([1.0, 2.0]).tobytes())
    assert same(decoded(data).body, np.array([1.0, 2.0]))
    assert data == wire.encode(Kind.RETURNED, 1, np.array([1.0, 2.0])).replace(b'{"a":0}', b'{"a": 0}').replace(
        HEADER.pack(b"DSC1", Kind.RETURNED, 1, 7, 1), HEADER.pack(b"DSC1", Kind.RETURNED, 1, 8, 1)
    )


ONE = (FLOAT64, 1, 0, 1, 8)  # an array of one number
BYTES = b"\0" * 8
HUGE = 2**62


FORGERIES = {
    "nothing of ours": b"GET / HTTP/1.1\r\nHost: example\r\n\r\n",
    "another magic": forged(1).replace(b"DSC1", b"DSC2"),
    "unknown kind": forged(1, kind=99),
    "kind 0": forged(1, kind=0),
    "65535 arrays": forged(1, count=65535),
    "4 GB of JSON": forged(1, json_bytes=2**32 - 1),
    "a byte of JSON too many": forged(b" " * (SMALL.json_bytes + 1)),
    "an array too many": forged(1, *[ONE] * (SMALL.arrays + 1)),
    "one array too large": forged({"a": 0}, (FLOAT64, 1, 0, 513, 8 * 513)),
    "arrays too large together": forged([{"a": 0}, {"a": 1}], *[(FLOAT64, 1, 0, 300, 8 * 300)] * 2),
    "16 EiB": forged({"a": 0}, (FLOAT64, 1, 0, 2**61 - 1, 2**64 - 8)),
    "a size that wraps around": forged({"a": 0}, (FLOAT64, 1, 0, 2**61, 0)),
    "a product that wraps around": forged({"a": 0}, (UINT8, 2, 0, 2**32, 2**32, 0)),
    "no bytes, but a huge length": forged({"a": 0}, (UINT8, 2, 0, 0, HUGE, 0)),
    "no bytes, but huge lengths": forged({"a": 0}, (UINT8, 8, 0, 0, *[2**40] * 7, 0)),
    "no bytes, strided and huge": forged({"a": 0}, (FLOAT64, 3, STRIDED, 0, 2**40, 2**40, 0)),
    "fewer bytes than the shape": forged({"a": 0}, (FLOAT64, 1, 0, 2, 8), contents=BYTES),
    "more bytes than the shape": forged({"a": 0}, (FLOAT64, 1, 0, 1, 16), contents=BYTES * 2),
    "bytes of a number without dimensions": forged({"a": 0}, (FLOAT64, 0, 0, 0)),
    "nine dimensions": forged({"a": 0}, (FLOAT64, 9, 0, 1, 8), contents=BYTES),
    "255 dimensions": forged({"a": 0}, (FLOAT64, 255, 0, 1, 8), contents=BYTES),
    "a length beyond the dimensions": forged({"a": 0}, (FLOAT64, 1, 0, 1, 5, 8), contents=BYTES),
    "the dtype after the last": forged({"a": 0}, (len(DTYPES), 1, 0, 1, 8), contents=BYTES),
    "dtype 255": forged({"a": 0}, (255, 1, 0, 1, 8), contents=BYTES),
    "both Fortran and strided": forged({"a": 0}, (FLOAT64, 1, FORTRAN | STRIDED, 1, 8), contents=BYTES),
    "an unknown flag": forged({"a": 0}, (FLOAT64, 1, 8, 1, 8), contents=BYTES),
    "an array named twice": forged([{"a": 0}, {"a": 0}], ONE, contents=BYTES),
    "an array named twice, once as a number": forged([{"a": 0}, {"s": 0}], (FLOAT64, 0, 0, 8), contents=BYTES),
    "an array never named": forged(1, ONE, contents=BYTES),
    "an array that is not there": forged({"a": 0}),
    "an array after the last": forged([{"a": 0}, {"a": 1}], ONE, contents=BYTES),
    "an array before the first": forged({"a": -1}, ONE, contents=BYTES),
    "a number with dimensions": forged({"s": 0}, ONE, contents=BYTES),
    "an index that is no number": forged({"a": "0"}, ONE, contents=BYTES),
    "an index that is a fraction": forged({"a": 0.0}, ONE, contents=BYTES),
    "an index too many": forged({"a": 0, "s": 0}, ONE, contents=BYTES),
    "no JSON": forged(b""),
    "half of JSON": forged(b'[1, {"a"'),
    "JSON and more": forged(b"1 2"),
    "not UTF-8": forged(b'"\xff"'),
    "a byte order mark": forged(b"\xef\xbb\xbf1"),
    "a number of 5000 digits": forged(b"9" * 5000),
    "an object of no kind": forged({}),
    "an unknown object": forged({"pickle": "gASVIAAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjAVjbGVhcpSFlFKULg=="}),
    "a tuple that is no list": forged({"t": "abc"}),
    "pairs that are no pairs": forged({"d": [["key", 1, 2]]}),
    "a pair whose key is no text": forged({"d": [[1, 2]]}),
    "a dictionary as such": forged({"d": {"key": 1}}),
    "a handle without a name": forged({"h": 1}),
    "a handle without a number": forged({"h": "1", "n": "model"}),
    "a callback without a number": forged({"c": None}),
    "nesting that JSON refuses": forged(b"[" * 4000),
    "nesting that JSON allows": forged(b"[" * 200 + b"]" * 200),
    "nesting of tuples": forged(b'{"t":[' * 200 + b"]}" * 200),
}


@pytest.mark.parametrize("data", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_frame_is_refused(data: bytes) -> None:
    reader = Reader(data)
    with pytest.raises(ProtocolError):
        wire.decode(reader, SMALL)
    assert reader.asked <= most(SMALL)


def test_nothing_is_read_before_its_size_was_checked() -> None:
    """A header that claims too much is refused before a byte after it is asked for."""
    for data in (forged(1, count=65535), forged(1, json_bytes=2**32 - 1)):
        reader = Reader(data)
        with pytest.raises(ProtocolError):
            wire.decode(reader, SMALL)
        assert reader.asked == HEADER.size


def test_a_boolean_array_holds_booleans_whatever_its_bytes() -> None:
    array = decoded(forged({"a": 0}, (BOOL, 1, 0, 4, 4), contents=bytes([0, 1, 2, 255]))).body
    assert array.tolist() == [False, True, True, True]
    assert array.tobytes() == bytes([0, 1, 1, 1])


def test_the_name_of_a_handle_is_cut_short() -> None:
    assert len(decoded(forged({"h": 1, "n": "x" * 10_000})).body.type_name) <= 200


ROOMY = Limits(json_bytes=2**18, arrays=500, array_bytes=2**19)
GREEDY = {
    "strided": forged({"a": 0}, (FLOAT64, 1, STRIDED, 2**16, 2**19), contents=bytes(2**19)),
    "Fortran": forged({"a": 0}, (FLOAT64, 2, FORTRAN, 2**8, 2**8, 2**19), contents=bytes(2**19)),
    "booleans": forged({"a": 0}, (BOOL, 1, STRIDED, 2**19, 2**19), contents=bytes(2**19)),
    "many arrays": forged(
        [{"a": index} for index in range(500)], *[(UINT8, 1, STRIDED, 1000, 1000)] * 500, contents=bytes(500_000)
    ),
    "empty lists": forged(b"[" + b"[]," * 87_000 + b"1]"),
    "empty tuples": forged(b"[" + b'{"t":[]},' * 29_000 + b"1]"),
    "pairs": forged(b'{"d":[' + b'["",0],' * 37_000 + b'["",0]]}'),
    "text": forged(b'"' + "\N{GRINNING FACE}".encode() * 65_000 + b'"'),
}


@pytest.mark.parametrize("data", GREEDY.values(), ids=GREEDY)
def test_memory_stays_within_a_small_multiple_of_the_limits(data: bytes) -> None:
    """Empty lists cost most: 3 bytes of JSON become two lists of 56 bytes, with a pointer of 8 bytes to each."""
    reader = Reader(data)
    tracemalloc.start()
    try:
        wire.decode(reader, ROOMY)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak <= 48 * ROOMY.json_bytes + 5 * ROOMY.array_bytes
