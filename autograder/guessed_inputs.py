"""Arguments for a function that nobody has written a strategy for, guessed from its signature and docstring.

A guess is a line of Python per parameter, for the body of a Hypothesis composite. The first with which the function
itself never raises, and gives the same twice, is taken: it is a beginning, to be looked at by who knows the contract.
"""

from __future__ import annotations

import contextlib
import copy
import doctest
import inspect
import io
import itertools
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from autograder.assertions import CheckFailure, assert_alike
from autograder.checks.strategies import eighths, vectors
from autograder.sandbox.observe import observe
from autograder.showing import MAX_TEXT, show, show_call

_TRIED = 15  # examples of a guess
_DRAWN = 60  # examples of which one is shown
_ONE_LINE = 100  # characters of a call
_MOST_GUESSES = 60
_ANY_SHAPE = ("vectors((n,))", "vectors((n, d))", "vectors((d,))")
# What a docstring may say of an array: `points: array (n, 2) of floats`.
_SHAPE = r"^\s*{name}\b[^\n]*?\(((?:[a-z]\w*|\d+)(?:\s*,\s*(?:[a-z]\w*|\d+))*\s*,?)\)"


@dataclass(frozen=True)
class Guess:
    """A way of drawing arguments: the parameters that get a value, and the lines that draw them.

    `arrays` are the parameters that are arrays; `leaves_alone` says that the function neither changes one of them nor
    returns its memory. `wrong` maps a parameter to the error that the function raises when it has a row too many,
    where its docstring speaks of that error, and `mentions` are those whose shape is then in the message.
    """

    parameters: tuple[str, ...]
    lines: tuple[str, ...]
    arrays: tuple[str, ...]
    leaves_alone: bool
    wrong: dict[str, str]
    mentions: tuple[str, ...]


@dataclass(frozen=True)
class Example:
    """A call as Python text, and what it returns: as text, and as it would be checked."""

    call: str
    returned: str


def example_of(module: ModuleType, function: str, guess: Guess | None) -> Example | None:
    """A call of the function: that of its docstring's example, or else one that the guess draws; None without any."""
    calls = list(_calls_in_docstring(module, function))
    if guess is not None:
        calls += sorted(_drawn(guess, _DRAWN), key=lambda passed: _says_little(show_call(function, *passed)))
    for args, kwargs in calls:
        value = getattr(module, function)(*copy.deepcopy(args), **copy.deepcopy(kwargs))
        returned = show(value.item() if isinstance(value, np.float64 | np.int64) else value)
        call = show_call(function, args, kwargs)
        if _is_whole(call, module) and _is_whole(returned, module):
            return Example(call, returned)
    return None


def _says_little(call: str) -> tuple[bool, int, int]:
    """Small for a call that fits on a line and has many different numbers, few of them 0."""
    numbers = re.findall(r"\d+\.?\d*", call)
    zeros = sum(float(each) == 0 for each in numbers)
    return len(call) > _ONE_LINE, 2 * zeros - len(set(numbers)), -len(set(call))


def _is_whole(text: str, module: ModuleType) -> bool:
    """Whether `text`, made by `show`, is Python and not an abbreviation of it."""
    try:
        eval(text, {"np": np, **vars(module)})
    except Exception:
        return False
    return len(text) <= MAX_TEXT and "..." not in text


def _calls_in_docstring(module: ModuleType, function: str) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    """The calls of `function` that its docstring's examples make."""
    made: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
    real = getattr(module, function)

    def remembering(*args: Any, **kwargs: Any) -> Any:
        call = copy.deepcopy((args, kwargs))
        value = real(*args, **kwargs)
        made.append(call)  # only those that return: an example may show an error
        return value

    names = {"np": np, **vars(module), function: remembering}
    examples: list[doctest.Example] = []
    with contextlib.suppress(ValueError):  # a docstring whose examples are not indented alike
        examples = doctest.DocTestParser().get_examples(inspect.getdoc(real) or "")
    for example in examples:
        # What the examples print is not for the terminal.
        with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
            exec(compile(example.source, "<example>", "single"), names)  # noqa: S102  the instructor's own
    yield from made


# --- guessing ---


def guess(module: ModuleType, function: str) -> Guess | None:
    """The first guess that fits; None when none does, or the function has parameters that are passed by name only."""
    target = getattr(module, function)
    parameters = list(inspect.signature(target).parameters.values())
    if any(each.kind is each.KEYWORD_ONLY and each.default is each.empty for each in parameters):
        return None
    positional = [each for each in parameters if each.kind in (each.POSITIONAL_ONLY, each.POSITIONAL_OR_KEYWORD)]
    required = [each for each in positional if each.default is each.empty]
    doc = inspect.getdoc(target) or ""
    for chosen in (positional, required) if len(positional) > len(required) else (required,):
        choices = [_choices(each, doc) for each in chosen]
        for kinds in itertools.islice(itertools.product(*choices), _MOST_GUESSES):
            found = _fitting(target, [each.name for each in chosen], kinds, doc)
            if found is not None:
                return found
    return None


def _choices(parameter: inspect.Parameter, doc: str) -> list[str]:
    """What might draw this parameter, the likeliest first."""
    default, hint = parameter.default, str(parameter.annotation).replace("'", "")
    if isinstance(default, bool):
        return ["st.booleans()"]
    if isinstance(default, int | float):
        return [f"st.sampled_from([{default!r}, {2 * default + (default == 0)!r}])"]
    if default is not parameter.empty:
        return [f"st.just({default!r})"]
    shape = re.search(_SHAPE.format(name=re.escape(parameter.name)), doc, re.MULTILINE)
    arrays = [*([_vectors(shape[1])] if shape else []), *_ANY_SHAPE]
    lists = ["st.lists(eighths(), min_size=n, max_size=n)", "st.lists(st.integers(0, 5), min_size=n, max_size=n)"]
    by_hint = (
        ("ndarray", arrays),
        ("list[int]", lists[1:]),
        ("list", lists),
        ("Sequence", lists),
        ("bool", ["st.booleans()"]),
        ("int", ["st.integers(1, 6)", "st.integers(0, 6)"]),
        ("float", ["eighths()", "eighths(0.125, 4)", "eighths(0.125, 0.875)"]),
        ("str", ['st.text("abc ", max_size=8)']),
    )
    for word, choices in by_hint:
        if re.search(rf"\b{re.escape(word)}", hint):
            return choices
    return [*arrays, "eighths()", "st.integers(1, 6)", lists[0]] if "empty" in hint or not hint else []


def _vectors(shape: str) -> str:
    """The guess for an array of this shape, as a docstring writes it between parentheses."""
    sizes = [size.strip() for size in shape.split(",") if size.strip()]
    return f"vectors(({', '.join(sizes)}{',' if len(sizes) == 1 else ''}))"


def _fitting(target: Callable[..., Any], names: list[str], kinds: tuple[str, ...], doc: str) -> Guess | None:
    sizes = sorted({size for kind in kinds for size in re.findall(r"[a-z]\w*", _sizes_in(kind))})
    lines = [f"{size} = draw(st.integers(1, 5))" for size in sizes if size not in names]
    lines += [f"{name} = draw({kind})" for name, kind in zip(names, kinds, strict=True)]
    arrays = tuple(name for name, kind in zip(names, kinds, strict=True) if "vectors" in kind)
    draft = Guess(tuple(names), tuple(lines), arrays, True, {}, ())
    try:
        drawn = [args for args, _ in _drawn(draft, _TRIED)]
        behaviour = [_behaves(target, args) for args in drawn]
    except Exception:
        return None
    wrong: dict[str, str] = {}
    mentions = []
    for name in arrays:
        errors = [_error(target, _lengthened(args, names.index(name))) for args in drawn]
        kind = next(iter({each[0] for each in errors})) if len({each[0] for each in errors}) == 1 else ""
        if kind and kind in doc:
            wrong[name] = kind
            if "message" in doc and all(each[1] for each in errors):
                mentions.append(name)
    return Guess(draft.parameters, draft.lines, arrays, all(behaviour), wrong, tuple(mentions))


def _sizes_in(kind: str) -> str:
    """The part of a guess that holds the names of sizes."""
    if "size=n" in kind:
        return "n"
    shape = re.search(r"vectors\(\((.*)\)\)", kind)
    return shape[1] if shape else ""


def _behaves(target: Callable[..., Any], args: tuple[Any, ...]) -> bool:
    """Whether a call leaves its arguments alone. Raises when it fails, warns, or does not give the same twice."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        first = target(*copy.deepcopy(args))
    if first is None:
        raise CheckFailure("It returns None.")
    seen = observe(target, copy.deepcopy(args), {})
    assert_alike(seen.returned, first, rtol=0.0)
    return not seen.mutated and not seen.shares_memory


def _lengthened(args: tuple[Any, ...], place: int) -> tuple[Any, ...]:
    changed = list(copy.deepcopy(args))
    changed[place] = np.concatenate([changed[place], changed[place][:1]])
    return (*changed, str(changed[place].shape))


def _error(target: Callable[..., Any], args: tuple[Any, ...]) -> tuple[str, bool]:
    """The type of the error that the call raises, and whether its message has the text that stands last in `args`."""
    *passed, text = args
    try:
        target(*passed)
    except Exception as error:
        return type(error).__name__, text in str(error)
    return "", False


def _drawn(of: Guess, count: int) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Arguments as the guess draws them, the same every time."""
    names: dict[str, Any] = {"st": st, "np": np, "eighths": eighths, "vectors": vectors}
    body = "".join(f"    {line}\n" for line in of.lines)
    text = f"def arguments(draw):\n{body}    return ({''.join(f'{name}, ' for name in of.parameters)})\n"
    exec(text, names)  # noqa: S102  our own text
    found: list[tuple[tuple[Any, ...], dict[str, Any]]] = []

    @settings(max_examples=count, derandomize=True, database=None, deadline=None, phases=(Phase.generate,))
    @given(st.composite(names["arguments"])())
    def draw(args: tuple[Any, ...]) -> None:
        found.append((args, {}))

    draw()
    return found
