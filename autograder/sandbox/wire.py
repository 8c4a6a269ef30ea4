"""The wire: frames in which values cross between the grader and a submission.

A frame is a fixed header, a table of arrays, a JSON text and the bytes of the arrays (see `values`). Every size is
checked against `Limits` before anything is read or allocated, and whatever is wrong with a frame raises
`ProtocolError`. Needs nothing but the standard library and NumPy.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np

from autograder.sandbox.values import (
    ARRAY,
    SIZE,
    SMALL_BYTES,
    Callback,
    Handle,
    NotPlainData,
    ProtocolError,
    array_header,
    contents,
    layouts_of,
    made,
    pack,
    parsed,
    plan_of,
    unpacked,
)

_HEADER = struct.Struct("<4sBHIQ")  # magic, kind, number of arrays, bytes of JSON, call id
_CALL_ID = struct.Struct("<Q")  # the last part of a header
_ID_STARTS, _ID_ENDS = _HEADER.size - _CALL_ID.size, _HEADER.size
NOBODYS = 0  # the id of calls that are asked together, and known by their order
_NOBODYS = _CALL_ID.pack(NOBODYS)
_MAGIC = b"DSC1"
CHUNK = 2**16  # bytes that either end receives at a time, until it knows that more will come
_SHORT = 1024  # bytes of table and JSON whose plan is remembered; one of a long text would take much memory


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
) -> list[Piece]:
    """A frame in pieces to be sent one after the other.

    A small frame is one piece; large arrays are pieces of their own, not copied. `other` turns objects that are not
    data into handles or callbacks; without it they raise `NotPlainData`. So do values that exceed `limits`, which are
    the default ones when none are given.
    """
    arrays: list[np.ndarray[Any, Any]] = []
    text = pack(body, arrays, other, 0)
    return _framed(kind, call_id, text, arrays, limits or DEFAULT_LIMITS)


def returned(call_id: int, value: object, other: Callable[[object], Handle | Callback]) -> list[Piece]:
    """The frame of a call that returned `value` and did nothing else: as `pieces` makes it, in half the time."""
    arrays: list[np.ndarray[Any, Any]] = []
    text = '{"d":[["value",' + pack(value, arrays, other, 1) + _NOTHING_ELSE
    return _framed(Kind.RETURNED, call_id, text, arrays, DEFAULT_LIMITS)


def _framed(kind: Kind, call_id: int, text: str, arrays: list[np.ndarray[Any, Any]], limits: Limits) -> list[Piece]:
    structure = text.encode()
    size = sum([array.nbytes for array in arrays])
    if len(structure) > limits.json_bytes or len(arrays) > limits.arrays or size > limits.array_bytes:
        held = f"{len(structure) + size:,} bytes in {len(arrays)} arrays"
        raise NotPlainData(f"a value of {held}, more than can be passed on")
    table = map(array_header, arrays)
    head = (_HEADER.pack(_MAGIC, kind, len(arrays), len(structure), call_id), *table, structure)
    if size <= SMALL_BYTES:
        return [b"".join((*head, *map(contents, arrays)))]
    return [b"".join(head), *map(contents, arrays)]


def encode(
    kind: Kind,
    call_id: int,
    body: object,
    other: Callable[[object], Handle | Callback] | None = None,
    limits: Limits | None = None,
) -> bytes:
    """The same as `pieces`, joined."""
    return b"".join(pieces(kind, call_id, body, other, limits))


# What a call noticed beside its value, as it stands in nearly every answer.
NOTICED_NOTHING: dict[str, object] = {
    "mutated": [],
    "shares_memory": False,
    "warnings": [],
    "touched_global_rng": False,
}
_NOTHING_ELSE = "]," + pack(NOTICED_NOTHING, [], None, 0).removeprefix('{"d":[')


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
    before = bytes(read(ARRAY.size * count + json_bytes))  # the table and the text
    if len(before) <= _SHORT:
        plan = plan_of(count, before)
        if plan.size > limits.array_bytes:
            raise ProtocolError("arrays larger than allowed")
        arrays = tuple([made(read, *layout) for layout in plan.layouts])
        return Frame(_KINDS[kind], call_id, plan.build(arrays, named), arrays)
    layouts = layouts_of(count, before)
    if sum(size for *_, size in layouts) > limits.array_bytes:
        raise ProtocolError("arrays larger than allowed")
    structure = parsed(before[ARRAY.size * count :])
    arrays = tuple([made(read, *layout) for layout in layouts])
    return Frame(_KINDS[kind], call_id, unpacked(structure, arrays, named), arrays)


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
    table = read(ARRAY.size * count)
    size = sum(SIZE.unpack_from(table, ARRAY.size * (index + 1) - SIZE.size)[0] for index in range(count))
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
