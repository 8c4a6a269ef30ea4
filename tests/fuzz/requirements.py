"""What must hold whatever bytes a worker sends: stated once, for atheris, for Hypothesis and for the kept corpus."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import combinations
from types import NoneType
from typing import Any

import numpy as np

from autograder.sandbox import values, wire
from autograder.sandbox.values import Callback, Handle, ProtocolError
from autograder.sandbox.wire import Frame, Limits

LIMITS = Limits(json_bytes=2048, arrays=8, array_bytes=4096)  # small: a fuzzer's frames reach them
_HANDLE_NAME = 200  # the most characters of a handle's type name


class Reader:
    """Hands out `data` piece by piece, as the channel to a worker does; EOFError when there is not enough."""

    def __init__(self, data: bytes) -> None:
        self._stream = io.BytesIO(data)
        self.largest = 0

    def __call__(self, size: int) -> bytes:
        self.largest = max(self.largest, size)
        piece = self._stream.read(size)
        if len(piece) < size:
            raise EOFError
        return piece

    @property
    def left(self) -> bytes:
        return self._stream.read()


def require_frame_or_refusal(data: bytes, limits: Limits = LIMITS) -> Frame | None:
    """Decode `data`: the frame, sound and fit to be sent again, or None when it was refused.

    Any other exception than the two that `wire.decode` may let out, and every AssertionError, is a finding.
    """
    reader = Reader(data)
    try:
        frame = wire.decode(reader, limits)
    except (ProtocolError, EOFError):
        frame = None
    # Also of a frame that was refused: a reader that asks for 4 GB before it refuses has waited for 4 GB.
    assert reader.largest <= max(limits.json_bytes, limits.array_bytes, 128 * limits.arrays)
    if frame is not None:
        _require_own_memory(frame.arrays, limits)
        mentioned = [id(array) for array in _arrays_in(frame.body)]
        assert len(set(mentioned)) == len(mentioned)  # one in two places would be changed in both
        assert set(mentioned) <= set(map(id, frame.arrays))
        body = picture(frame.body)
        again = wire.encode(frame.kind, frame.call_id, frame.body)
        rest = Reader(again)
        second = wire.decode(rest, Limits())
        assert rest.left == b""
        assert (second.kind, second.call_id) == (frame.kind, frame.call_id)
        assert picture(second.body) == body
    return frame


def _require_own_memory(arrays: tuple[np.ndarray[Any, Any], ...], limits: Limits) -> None:
    assert len(arrays) <= limits.arrays
    assert sum(array.nbytes for array in arrays) <= limits.array_bytes
    for array in arrays:
        assert type(array) is np.ndarray
        whole = array
        while isinstance(whole.base, np.ndarray):
            whole = whole.base
        assert whole.nbytes <= 2 * array.nbytes  # a strided array has gaps as large as its elements
        # A boolean of another byte is True to some functions of NumPy and a number to others.
        assert array.dtype != bool or not np.any(array.view(np.uint8) > 1)
    assert not any(np.may_share_memory(*pair) for pair in combinations(arrays, 2))


def _arrays_in(value: object) -> Iterator[np.ndarray[Any, Any]]:
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, list | tuple | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _arrays_in(each)


def picture(value: Any, depth: int = 0) -> object:
    """`value` as something whose `==` compares types and bits, so that NaN equals NaN and True is not 1.

    Raises AssertionError for what is not plain data, or nested too deep.
    """
    assert depth <= values.MAX_DEPTH
    kind = type(value)
    if kind in (NoneType, bool, int, str):
        return kind, value
    if kind is float:
        return kind, value.hex()
    if kind is np.ndarray:
        flags = value.flags
        layout = (flags.c_contiguous, flags.f_contiguous, flags.writeable)
        assert value.dtype in values.DTYPES
        return kind, value.dtype, value.shape, layout, value.tobytes()
    if isinstance(value, np.generic):
        assert value.dtype in values.DTYPES
        return kind, value.tobytes()
    if kind in (list, tuple):
        return kind, tuple(picture(each, depth + 1) for each in value)
    if kind is dict:
        return kind, tuple((picture(key), picture(each, depth + 1)) for key, each in value.items())
    if kind is Handle:
        assert isinstance(value.id, int)
        assert len(value.type_name) <= _HANDLE_NAME
        return kind, value.id, value.type_name
    assert kind is Callback, f"{kind} is no plain data"
    assert isinstance(value.id, int)
    return kind, value.id
