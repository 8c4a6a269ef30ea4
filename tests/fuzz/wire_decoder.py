"""Feeds bytes to `wire.decode`, as a hostile worker could, guided by coverage: an atheris (libFuzzer) harness.

    pip install atheris numpy
    cp -r tests/fuzz/corpus/wire /tmp/corpus
    python tests/fuzz/wire_decoder.py /tmp/corpus -max_total_time=60

What must hold is `require_frame_or_refusal` in `requirements.py`. A finding ends the run with a traceback and an exit
status other than 0, and leaves its bytes in `crash-...`; `python tests/fuzz/wire_decoder.py crash-...` repeats it.
libFuzzer writes what reaches new code into the first folder, hence the copy. To keep the best of it:

    python tests/fuzz/wire_decoder.py -merge=1 tests/fuzz/corpus/wire /tmp/corpus
"""

from __future__ import annotations

import random
import re
import shlex
import struct
import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[2]))  # the repository: run as a script, this file's own folder is there

with atheris.instrument_imports(include=["autograder.sandbox.values", "autograder.sandbox.wire"]):
    from autograder.sandbox import wire  # noqa: F401  instrumented here, before anything else imports it

from tests.fuzz.requirements import require_frame_or_refusal

OPTIONS = ("-max_len=8192", "-timeout=10", "-rss_limit_mb=1024")  # any of them given again takes the place of ours
# The format, as in test_wire.py.
HEADER = struct.Struct("<4sBHIQ")  # magic, kind, number of arrays, bytes of JSON, call id
ARRAY_BYTES = 76  # of each array's line in the table
# A value within JSON: a text, a number or a word, or a list or an object with nothing nested in it.
VALUE = re.compile(rb'"(?:[^"\\]|\\.)*"|[-+.\w]+|\{[^{}]*\}|\[[^][]*\]')
# What may take its place; @ stands for the value itself.
VALUES = (
    *(b"null", b"true", b"0", b"-1", b"7", b"1e999", b"NaN", b"[]", b"{}", b'""', rb'"\ud800"'),
    *(b"[@]", b"@,@", b'{"t":[@]}', b'{"d":[["k",@]]}', b'{"d":[["k",@],["k",0]]}', b'{"d":[]}'),
    *(b'{"a":0}', b'{"a":1}', b'{"s":0}', b'{"s":@}', b'{"h":@,"n":""}', b'{"c":@}'),
)


def require_of_bytes(data: bytes) -> None:
    """The target: libFuzzer calls it with input after input."""
    require_frame_or_refusal(data)


def mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """Any change that libFuzzer likes, or half of the time one that leaves the JSON JSON.

    Nearly all of the former end at the JSON, whose parser is C and shows libFuzzer no way through it.
    """
    return restructured(data, random.Random(seed))[:max_size] if seed % 2 else atheris.Mutate(data, max_size)


def restructured(data: bytes, chance: random.Random) -> bytes:
    """`data` with some values of its JSON replaced, and the length of the JSON put right."""
    if len(data) < HEADER.size:
        return data
    magic, kind, count, size, call_id = HEADER.unpack_from(data)
    start = HEADER.size + count * ARRAY_BYTES
    text = data[start : start + size]
    for _ in range(chance.randint(1, 3)):
        found = [match.span() for match in VALUE.finditer(text)]
        if found:
            begin, end = chance.choice(found)
            value = chance.choice(VALUES).replace(b"@", text[begin:end])
            text = text[:begin] + value + text[end:]
    header = HEADER.pack(magic, kind, count, len(text), call_id)
    return header + data[HEADER.size : start] + text + data[start + size :]


if __name__ == "__main__":
    # libFuzzer starts itself again to merge, with a shell and by the name it was given: it has to be a whole command.
    command = shlex.join([sys.executable, __file__])
    atheris.Setup([command, *OPTIONS, *sys.argv[1:]], require_of_bytes, custom_mutator=mutate)
    atheris.Fuzz()
