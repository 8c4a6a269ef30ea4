"""Values as they cross between the grader and a submission: plain data only, never a pickle.

None, bool, int, float, str, lists, tuples, dicts with string keys, NumPy arrays and scalars of the dtypes in `DTYPES`,
`Handle`s (objects that stay inside the sandbox) and `Callback`s (functions that stay with the grader). JSON carries the
structure; every array is named there by its index in a table, after which come the bytes of the arrays. Needs nothing
but the standard library and NumPy.
"""

from __future__ import annotations

import functools
import json
import math
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
ARRAY = struct.Struct(f"<BBBx{MAX_DIMENSIONS}QQ")  # dtype code, dimensions, layout flags, shape, bytes
SIZE = struct.Struct("<Q")  # the last part of an array's entry
_READ_ONLY, _FORTRAN, _STRIDED = 1, 2, 4
_quoted = json.encoder.encode_basestring_ascii
_NOT_FINITE = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}  # as `json` writes and reads them
SMALL_BYTES = 2**16  # of arrays that are copied into one piece: one system call is cheaper than one copy less


class ProtocolError(Exception):
    """The other side sent something that is not a frame, or not within the limits."""


class NotPlainData(TypeError):
    """A value that cannot cross. The message says which type it has."""


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


# --- writing ---


def pack(value: object, arrays: list[np.ndarray[Any, Any]], other: Any, depth: int) -> str:
    """`value` as JSON, written at once: twice as fast as a structure for the encoder of `json`."""
    if depth > MAX_DEPTH:
        raise NotPlainData(f"a value nested more than {MAX_DEPTH} deep")
    kind = type(value)  # exact types first: nearly all values have them
    if kind is str:
        return _quoted(value)  # type: ignore[arg-type]
    if value is None or kind is bool:
        return "null" if value is None else "true" if value else "false"
    if kind is dict and all(type(key) is str for key in value):  # type: ignore[attr-defined]
        pairs = [f"[{_quoted(key)},{pack(each, arrays, other, depth + 1)}]" for key, each in value.items()]  # type: ignore[attr-defined]
        return '{"d":[' + ",".join(pairs) + "]}"
    if kind is list:
        return "[" + ",".join([pack(each, arrays, other, depth + 1) for each in value]) + "]"  # type: ignore[attr-defined]
    if kind is tuple:
        return '{"t":[' + ",".join([pack(each, arrays, other, depth + 1) for each in value]) + "]}"  # type: ignore[attr-defined]
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
        return pack(np.complex128(value), arrays, other, depth)
    elif isinstance(value, str):
        return _quoted(str(value))
    elif isinstance(value, list):
        return pack([*value], arrays, other, depth)
    elif isinstance(value, tuple):
        return pack((*value,), arrays, other, depth)
    elif isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return pack({str(key): each for key, each in value.items()}, arrays, other, depth)
    reference = value if isinstance(value, Handle | Callback) else other(value) if other else None
    if isinstance(reference, Handle):
        return f'{{"h":{reference.id},"n":{_quoted(reference.type_name)}}}'
    if isinstance(reference, Callback):
        return f'{{"c":{reference.id}}}'
    described = f"an array of dtype {value.dtype}" if isinstance(value, np.ndarray) else f"a {type(value).__name__}"
    raise NotPlainData(described)


def contents(array: np.ndarray[Any, Any]) -> bytes | memoryview:
    """The elements of `array` in the order that its flags say; a view of them where there are many."""
    flags = _flags(array)
    if array.nbytes <= SMALL_BYTES or flags & _STRIDED:
        return array.tobytes("F" if flags & _FORTRAN else "C")
    return (array.T if flags & _FORTRAN else array).data.cast("B")


def _flags(array: np.ndarray[Any, Any]) -> int:
    flags = 0 if array.flags.writeable else _READ_ONLY
    if array.flags.c_contiguous:
        return flags
    return flags | (_FORTRAN if array.flags.f_contiguous else _STRIDED)


def array_header(array: np.ndarray[Any, Any]) -> bytes:
    """The entry of `array` in the table."""
    shape = array.shape + (0,) * (MAX_DIMENSIONS - array.ndim)
    return ARRAY.pack(_CODES[array.dtype], array.ndim, _flags(array), *shape, array.nbytes)


# --- reading ---


def parsed(text: bytes) -> Any:
    """The structure that a text holds. Raises `ProtocolError`."""
    try:
        return json.loads(text.decode())
    except (ValueError, RecursionError) as error:
        raise ProtocolError("the structure is not JSON") from error


_Layout = tuple[np.dtype[Any], tuple[int, ...], int, int]  # dtype, shape, flags and bytes of an array


def layouts_of(count: int, table: bytes) -> list[_Layout]:
    """The layouts of the `count` arrays at the beginning of `table`. Raises `ProtocolError`."""
    return [_layout(table[ARRAY.size * index :][: ARRAY.size]) for index in range(count)]


@functools.lru_cache(maxsize=256)
def _layout(entry: bytes) -> _Layout:
    """The layout of an array, from its entry in the table."""
    code, dimensions, flags, *shape_and_size = ARRAY.unpack(entry)
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


def made(
    read: Callable[[int], bytes | bytearray], dtype: np.dtype[Any], shape: tuple[int, ...], flags: int, size: int
) -> np.ndarray[Any, Any]:
    """An array of this layout, with contents that `read` gives. Raises `ProtocolError`."""
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


def unpacked(structure: Any, arrays: Sequence[np.ndarray[Any, Any]], named: Any) -> Any:
    """The value of this structure; `named` gives what stands for handles and callbacks. Raises `ProtocolError`."""
    unused = set(range(len(arrays)))
    value = _unpack(structure, arrays, unused, named, 0)
    if unused:
        raise ProtocolError("an array that nothing refers to")
    return value


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
def plan_of(count: int, before: bytes) -> _Plan:
    """The plan of a frame with `count` arrays, from its table and its text. Raises `ProtocolError`."""
    layouts = layouts_of(count, before)
    arrays, build = _plan_of_text(before[ARRAY.size * count :])
    if arrays != count:
        raise ProtocolError("an array that nothing refers to, or one that is missing")
    return _Plan(layouts, sum(size for *_, size in layouts), build)


@functools.lru_cache(maxsize=256)
def _plan_of_text(text: bytes) -> tuple[int, _Build]:
    """How many arrays a text refers to, and how to build its value from them. Raises `ProtocolError`."""
    used: list[int] = []
    build = _plan(parsed(text), used, 0)
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
