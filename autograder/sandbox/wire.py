"""The wire: how values cross between the grader and a submission. Plain data only, never a pickle.

A frame is a fixed header, a table of arrays, a JSON text and the bytes of the arrays. JSON carries the structure; every
array is named there by its index. Every size is checked against `Limits` before anything is read or allocated, and
whatever is wrong with a frame raises `ProtocolError`. Needs nothing but the standard library and NumPy.

Values: None, bool, int, float, str, lists, tuples, dicts with string keys, NumPy arrays and scalars of the dtypes in
`DTYPES`, `Handle`s (objects that stay inside the sandbox) and `Callback`s (functions that stay with the grader).
"""

from __future__ import annotations

import functools
import json
import math
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np

DTYPES = tuple(
    np.dtype(name)
    for name in (
        *("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
        *("float16", "float32", "float64", "complex64", "complex128"),
    )
)
_CODES = {dtype: code for code, dtype in enumerate(DTYPES)}
MAX_DIMENSIONS = 8
MAX_DEPTH = 24
MAX_INTEGER_BITS = 14_284  # always within the 4,300 decimal digits that Python reads and writes
_HEADER = struct.Struct("<4sBHIQ")  # magic, kind, number of arrays, bytes of JSON, call id
_ARRAY = struct.Struct(f"<BBBx{MAX_DIMENSIONS}QQ")  # dtype code, dimensions, layout flags, shape, bytes
_CALL_ID = struct.Struct("<Q")  # the last part of a header
_ID_STARTS, _ID_ENDS = _HEADER.size - _CALL_ID.size, _HEADER.size
NOBODYS = 0  # the id of calls that are asked together, and known by their order
_NOBODYS = _CALL_ID.pack(NOBODYS)
_SIZE = struct.Struct("<Q")  # the last part of an array's entry
_MAGIC = b"DSC1"
CHUNK = 2**16  # bytes that either end receives at a time, until it knows that more will come
_READ_ONLY, _FORTRAN, _STRIDED = 1, 2, 4
_quoted = json.encoder.encode_basestring_ascii
_NOT_FINITE = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}  # as `json` writes and reads them
_SHORT = 1024  # bytes of table and JSON whose plan is remembered; one of a long text would take much memory
_SMALL_BYTES = 2**16  # of arrays that are copied into one piece: one system call is cheaper than one copy less


class ProtocolError(Exception):
    """The other side sent something that is not a frame, or not within the limits."""


class NotPlainData(TypeError):
    """A value that cannot cross. The message says which type it has."""


class Kind(IntEnum):
    """What a frame says."""

    LOAD = 1  # grader: here is the module
    CALL = 2  # grader: call this function
    ANSWER = 3  # grader: what the callback returned
    TOOL = 4  # grader: call this function of `sandbox.models`
    CONTAINED = 10  # worker: its walls are up; with a sentence, why they are not
    LOADED = 11  # worker: the module was imported
    RETURNED = 12  # worker: the function returned
    RAISED = 13  # worker: the import or the function raised
    REFUSED = 14  # worker: there is no such function, or it does not take these arguments
    CALLBACK = 15  # worker: please call this function of yours


_KINDS = {kind.value: kind for kind in Kind}


@dataclass(frozen=True)
class Limits:
    """The most that one frame may hold."""

    json_bytes: int = 2**20
    arrays: int = 1024
    array_bytes: int = 64 * 2**20  # of all arrays together


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class Handle:
    """An object that stays inside the sandbox, named by a number; `type_name` is what the worker says it is."""

    id: int
    type_name: str

    def __repr__(self) -> str:
        return f"<{self.type_name}>"


@dataclass(frozen=True)
class Callback:
    """A function of the grader's, named by a number, that the submission may call during one call."""

    id: int


class Frame(NamedTuple):
    """One message. `arrays` are those of `body`, in the order in which they were met."""

    kind: Kind
    call_id: int
    body: Any
    arrays: tuple[np.ndarray[Any, Any], ...] = ()


# --- writing ---


Piece = bytes | memoryview


def pieces(
    kind: Kind,
    call_id: int,
    body: object,
    other: Callable[[object], Handle | Callback] | None = None,
    limits: Limits | None = None,
) -> tuple[list[Piece], list[np.ndarray[Any, Any]]]:
    """A frame in pieces to be sent one after the other, and the arrays of `body` in the order in which it holds them.

    A small frame is one piece; large arrays are pieces of their own, not copied. `other` turns objects that are not
    data into handles or callbacks; without it they raise `NotPlainData`. So do values that exceed `limits`, which are
    the default ones when none are given.
    """
    arrays: list[np.ndarray[Any, Any]] = []
    text = _pack(body, arrays, other, 0)
    return _framed(kind, call_id, text, arrays, limits or DEFAULT_LIMITS), arrays


def returned(call_id: int, value: object, other: Callable[[object], Handle | Callback]) -> list[Piece]:
    """The frame of a call that returned `value` and did nothing else: as `pieces` makes it, in half the time."""
    arrays: list[np.ndarray[Any, Any]] = []
    text = '{"d":[["value",' + _pack(value, arrays, other, 1) + _NOTHING_ELSE
    return _framed(Kind.RETURNED, call_id, text, arrays, DEFAULT_LIMITS)


def _framed(kind: Kind, call_id: int, text: str, arrays: list[np.ndarray[Any, Any]], limits: Limits) -> list[Piece]:
    structure = text.encode()
    size = sum([array.nbytes for array in arrays])
    if len(structure) > limits.json_bytes or len(arrays) > limits.arrays or size > limits.array_bytes:
        held = f"{len(structure) + size:,} bytes in {len(arrays)} arrays"
        raise NotPlainData(f"a value of {held}, more than can be passed on")
    table = map(_array_header, arrays)
    head = (_HEADER.pack(_MAGIC, kind, len(arrays), len(structure), call_id), *table, structure)
    if size <= _SMALL_BYTES:
        return [b"".join((*head, *map(_contents, arrays)))]
    return [b"".join(head), *map(_contents, arrays)]


def encode(
    kind: Kind,
    call_id: int,
    body: object,
    other: Callable[[object], Handle | Callback] | None = None,
    limits: Limits | None = None,
) -> tuple[bytes, list[np.ndarray[Any, Any]]]:
    """The same as `pieces`, joined."""
    parts, arrays = pieces(kind, call_id, body, other, limits)
    return b"".join(parts), arrays


def _contents(array: np.ndarray[Any, Any]) -> Piece:
    """The elements of `array` in the order that its flags say; a view of them where there are many."""
    flags = _flags(array)
    if array.nbytes <= _SMALL_BYTES or flags & _STRIDED:
        return array.tobytes("F" if flags & _FORTRAN else "C")
    return (array.T if flags & _FORTRAN else array).data.cast("B")


def _pack(value: object, arrays: list[np.ndarray[Any, Any]], other: Any, depth: int) -> str:
    """`value` as JSON, written at once: twice as fast as a structure for the encoder of `json`."""
    if depth > MAX_DEPTH:
        raise NotPlainData(f"a value nested more than {MAX_DEPTH} deep")
    kind = type(value)  # exact types first: nearly all values have them
    if kind is str:
        return _quoted(value)  # type: ignore[arg-type]
    if value is None or kind is bool:
        return "null" if value is None else "true" if value else "false"
    if kind is dict and all(type(key) is str for key in value):  # type: ignore[attr-defined]
        pairs = [f"[{_quoted(key)},{_pack(each, arrays, other, depth + 1)}]" for key, each in value.items()]  # type: ignore[attr-defined]
        return '{"d":[' + ",".join(pairs) + "]}"
    if kind is list:
        return "[" + ",".join([_pack(each, arrays, other, depth + 1) for each in value]) + "]"  # type: ignore[attr-defined]
    if kind is tuple:
        return '{"t":[' + ",".join([_pack(each, arrays, other, depth + 1) for each in value]) + "]}"  # type: ignore[attr-defined]
    if isinstance(value, np.generic | np.ndarray):
        if value.dtype in _CODES and value.ndim <= MAX_DIMENSIONS:
            # np.array(..., copy=None) would keep a subclass; only base-class arrays travel
            arrays.append(np.asarray(value))
            return f'{{"{"s" if isinstance(value, np.generic) else "a"}":{len(arrays) - 1}}}'
    elif isinstance(value, int):
        if value.bit_length() <= MAX_INTEGER_BITS:
            return int.__repr__(value)
    elif isinstance(value, float):
        text = float.__repr__(value)
        return _NOT_FINITE.get(text, text)
    elif isinstance(value, complex):
        return _pack(np.complex128(value), arrays, other, depth)
    elif isinstance(value, str):
        return _quoted(str(value))
    elif isinstance(value, list):
        return _pack([*value], arrays, other, depth)
    elif isinstance(value, tuple):
        return _pack((*value,), arrays, other, depth)
    elif isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return _pack({str(key): each for key, each in value.items()}, arrays, other, depth)
    reference = value if isinstance(value, Handle | Callback) else other(value) if other else None
    if isinstance(reference, Handle):
        return f'{{"h":{reference.id},"n":{_quoted(reference.type_name)}}}'
    if isinstance(reference, Callback):
        return f'{{"c":{reference.id}}}'
    described = f"an array of dtype {value.dtype}" if isinstance(value, np.ndarray) else f"a {type(value).__name__}"
    raise NotPlainData(described)


# What a call noticed beside its value, as it stands in nearly every answer.
NOTICED_NOTHING: dict[str, object] = {
    "mutated": [],
    "shares_memory": False,
    "warnings": [],
    "touched_global_rng": False,
}
_NOTHING_ELSE = "]," + _pack(NOTICED_NOTHING, [], None, 0).removeprefix('{"d":[')


def _flags(array: np.ndarray[Any, Any]) -> int:
    flags = 0 if array.flags.writeable else _READ_ONLY
    if array.flags.c_contiguous:
        return flags
    return flags | (_FORTRAN if array.flags.f_contiguous else _STRIDED)


def _array_header(array: np.ndarray[Any, Any]) -> bytes:
    shape = array.shape + (0,) * (MAX_DIMENSIONS - array.ndim)
    return _ARRAY.pack(_CODES[array.dtype], array.ndim, _flags(array), *shape, array.nbytes)


# --- reading ---


def decode(
    read: Callable[[int], bytes | bytearray],
    limits: Limits,
    named: Callable[[Handle | Callback], object] | None = None,
) -> Frame:
    """Read one frame with `read(n)`, which returns exactly n bytes or raises. Raises `ProtocolError` for anything else.

    With `named`, the body has what it returns in the place of handles and callbacks. A `bytearray` that `read` returns
    becomes an array's memory: it must be nobody else's.

    Arrays come out as base-class arrays with memory of their own, contiguous or not, writeable or not, as they were
    sent.
    """
    kind, count, json_bytes, call_id = _header(read(_HEADER.size), limits)
    before = bytes(read(_ARRAY.size * count + json_bytes))  # the table and the text
    if len(before) <= _SHORT:
        plan = _plan_of(count, before)
        if plan.size > limits.array_bytes:
            raise ProtocolError("arrays larger than allowed")
        arrays = tuple([_array(read, *layout) for layout in plan.layouts])
        return Frame(_KINDS[kind], call_id, plan.build(arrays, named), arrays)
    layouts = _layouts(count, before)
    if sum(size for *_, size in layouts) > limits.array_bytes:
        raise ProtocolError("arrays larger than allowed")
    structure = _parsed(before[_ARRAY.size * count :])
    arrays = tuple([_array(read, *layout) for layout in layouts])
    unused = set(range(count))
    body = _unpack(structure, arrays, unused, named, 0)
    if unused:
        raise ProtocolError("an array that nothing refers to")
    return Frame(_KINDS[kind], call_id, body, arrays)


def _parsed(text: bytes) -> Any:
    try:
        return json.loads(text.decode())
    except (ValueError, RecursionError) as error:
        raise ProtocolError("the structure is not JSON") from error


def _header(head: bytes | bytearray | memoryview, limits: Limits) -> tuple[int, int, int, int]:
    """Kind, number of arrays, bytes of JSON and call id."""
    magic, kind, count, json_bytes, call_id = _HEADER.unpack(head)
    if magic != _MAGIC or kind not in _KINDS:
        raise ProtocolError("not a frame")
    if count > limits.arrays or json_bytes > limits.json_bytes:
        raise ProtocolError("a frame larger than allowed")
    return kind, count, json_bytes, call_id


def skim(read: Callable[[int], bytes | bytearray], limits: Limits) -> bytes:
    """One frame as it came, of which only the sizes have been checked: the rest raises when `decode` reads it."""
    head = read(_HEADER.size)
    _, count, json_bytes, _ = _header(head, limits)
    table = read(_ARRAY.size * count)
    size = sum(_SIZE.unpack_from(table, _ARRAY.size * (index + 1) - _SIZE.size)[0] for index in range(count))
    if size > limits.array_bytes:
        raise ProtocolError("arrays larger than allowed")
    return b"".join((head, table, read(json_bytes + size)))


def is_numbered(frame: bytes, call_id: int) -> bool:
    """Whether a frame, or the beginning of one, has this call id."""
    return frame[_ID_STARTS:_ID_ENDS] == _CALL_ID.pack(call_id)


def anonymous(frame: Piece) -> bytes:
    """A whole frame with the call id `NOBODYS`: equal for calls with equal arguments, and for equal answers."""
    return b"".join((frame[:_ID_STARTS], _NOBODYS, frame[_ID_ENDS:]))


def numbered(frame: bytes, call_id: int) -> bytes:
    """A whole frame with this call id in the place of its own."""
    return b"".join((frame[:_ID_STARTS], _CALL_ID.pack(call_id), frame[_ID_ENDS:]))


_Layout = tuple[np.dtype[Any], tuple[int, ...], int, int]  # dtype, shape, flags and bytes of an array


def _layouts(count: int, table: bytes) -> list[_Layout]:
    return [_layout(table[_ARRAY.size * index :][: _ARRAY.size]) for index in range(count)]


@functools.lru_cache(maxsize=256)
def _layout(entry: bytes) -> _Layout:
    """The layout of an array, from its entry in the table."""
    code, dimensions, flags, *shape_and_size = _ARRAY.unpack(entry)
    if code >= len(DTYPES) or dimensions > MAX_DIMENSIONS or flags > 7 or flags & 6 == 6:
        raise ProtocolError("an array of a kind that is not allowed")
    dtype, shape, size = DTYPES[code], tuple(shape_and_size[:dimensions]), shape_and_size[-1]
    # Zero times a huge length is no bytes, but NumPy rejects it: bound each length, too.
    if (
        any(shape_and_size[dimensions:-1])
        or (shape and max(shape) > 2**40)
        or math.prod(shape) * dtype.itemsize != size
    ):
        raise ProtocolError("an array whose shape and size disagree")
    return dtype, shape, flags, size


def _array(
    read: Callable[[int], bytes | bytearray], dtype: np.dtype[Any], shape: tuple[int, ...], flags: int, size: int
) -> np.ndarray[Any, Any]:
    content = read(size) if size else bytearray()
    if not isinstance(content, bytearray):
        content = bytearray(content)
    if dtype.kind == "b":  # a byte that is neither 0 nor 1 is no bool
        content = (np.frombuffer(content, np.uint8) != 0).data
    try:
        array: np.ndarray[Any, Any] = np.ndarray(shape, dtype, content, order="F" if flags & _FORTRAN else "C")
        if flags & _STRIDED and shape:
            array = spread_out(array)
    except (ValueError, MemoryError) as error:
        raise ProtocolError("an array that cannot be made") from error
    if flags & _READ_ONLY:
        array.flags.writeable = False
    return array


def spread_out(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """A copy of `array` (which has dimensions) with gaps between its elements, so that it is not contiguous."""
    gaps = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
    gaps[..., ::2] = array
    return gaps[..., ::2]


def _unpack(value: Any, arrays: Sequence[np.ndarray[Any, Any]], unused: set[int], named: Any, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise ProtocolError("a value nested too deep")
    if type(value) is list:
        return [_unpack(each, arrays, unused, named, depth + 1) for each in value]
    if type(value) is not dict:
        return value
    if len(value) == 1:  # by hand, not by `match`: several times as fast, and once per value of every call
        ((kind, content),) = value.items()
        if kind == "d" and type(content) is list and all(map(_is_pair, content)):
            return {key: _unpack(each, arrays, unused, named, depth + 1) for key, each in content}
        if kind == "t" and type(content) is list:
            return tuple([_unpack(each, arrays, unused, named, depth + 1) for each in content])
        if type(content) is int:
            if kind == "a":
                return _take(content, arrays, unused)
            if kind == "s":
                array = _take(content, arrays, unused)
                if array.ndim:
                    raise ProtocolError("a scalar with dimensions")
                return array[()]
            if kind == "c":
                return named(Callback(content)) if named else Callback(content)
    elif len(value) == 2 and type(value.get("h")) is int and type(value.get("n")) is str:
        handle = Handle(value["h"], value["n"][:200])
        return named(handle) if named else handle
    raise ProtocolError("a value of no known kind")


def _take(index: int, arrays: Sequence[np.ndarray[Any, Any]], unused: set[int]) -> np.ndarray[Any, Any]:
    if index not in unused:
        raise ProtocolError("an array that is missing or named twice")
    unused.discard(index)
    return arrays[index]


# --- the same for short frames, whose tables and texts are met again and again ---

_Arrays = Sequence[np.ndarray[Any, Any]]
_Build = Callable[[_Arrays, Any], Any]  # the value, from the arrays of a frame and what `decode` calls `named`


class _Plan(NamedTuple):
    """How to build a frame's value: as `_unpack` does, with everything but the contents of arrays looked at before."""

    layouts: list[_Layout]
    size: int  # bytes of all arrays
    build: _Build


@functools.lru_cache(maxsize=1024)
def _plan_of(count: int, before: bytes) -> _Plan:
    """The plan of a frame with `count` arrays, from its table and its text. Raises `ProtocolError`."""
    layouts = _layouts(count, before)
    arrays, build = _plan_of_text(before[_ARRAY.size * count :])
    if arrays != count:
        raise ProtocolError("an array that nothing refers to, or one that is missing")
    return _Plan(layouts, sum(size for *_, size in layouts), build)


@functools.lru_cache(maxsize=256)
def _plan_of_text(text: bytes) -> tuple[int, _Build]:
    """How many arrays a text refers to, and how to build its value from them. Raises `ProtocolError`."""
    used: list[int] = []
    build = _plan(_parsed(text), used, 0)
    if sorted(used) != list(range(len(used))):
        raise ProtocolError("an array that is missing or named twice")
    return len(used), build


def _plan(value: Any, used: list[int], depth: int) -> _Build:
    if depth > MAX_DEPTH:
        raise ProtocolError("a value nested too deep")
    if type(value) is list:
        return _plan_of_list(value, used, depth)
    if type(value) is not dict:
        return lambda arrays, named: value
    if len(value) == 1:
        ((kind, content),) = value.items()
        if kind == "d" and type(content) is list and all(map(_is_pair, content)):
            parts = [(key, _plan(each, used, depth + 1)) for key, each in content]
            return lambda arrays, named: {key: build(arrays, named) for key, build in parts}
        if kind == "t" and type(content) is list:
            items = _plan_of_list(content, used, depth)
            return lambda arrays, named: tuple(items(arrays, named))
        if type(content) is int:
            if kind in ("a", "s"):
                used.append(content)
                return _element(content) if kind == "a" else _scalar(content)
            if kind == "c":
                return _reference(Callback(content))
    elif len(value) == 2 and type(value.get("h")) is int and type(value.get("n")) is str:
        return _reference(Handle(value["h"], value["n"][:200]))
    raise ProtocolError("a value of no known kind")


def _plan_of_list(value: list[Any], used: list[int], depth: int) -> _Build:
    items = [_plan(each, used, depth + 1) for each in value]
    if len(items) == 1:
        return lambda arrays, named: [items[0](arrays, named)]
    return lambda arrays, named: [build(arrays, named) for build in items]


def _element(index: int) -> _Build:
    return lambda arrays, named: arrays[index]


def _scalar(index: int) -> _Build:
    def build(arrays: _Arrays, named: Any) -> Any:
        if arrays[index].ndim:
            raise ProtocolError("a scalar with dimensions")
        return arrays[index][()]

    return build


def _reference(reference: Handle | Callback) -> _Build:
    return lambda arrays, named: named(reference) if named else reference


def _is_pair(pair: object) -> bool:
    return type(pair) is list and len(pair) == 2 and type(pair[0]) is str
