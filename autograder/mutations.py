"""Which small changes there are: for a piece of code, what a slip of the pen puts in its place."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import libcst as cst

# A small relative change, which every check that asks for more than six digits must see.
SMALL = 1e-6

Change = tuple[str, cst.CSTNode, cst.CSTNode | cst.RemovalSentinel]  # operator, what is replaced, by what

# Replacements that are not at the mercy of what stands around them need no parentheses.
_TIGHT = (cst.BinaryOperation, cst.UnaryOperation, cst.Comparison, cst.ComparisonTarget, cst.Attribute, cst.Subscript)
_COMPOUND = (
    *(cst.BinaryOperation, cst.UnaryOperation, cst.BooleanOperation, cst.Comparison, cst.IfExp, cst.Lambda),
    cst.GeneratorExp,
)


def changes(function: cst.FunctionDef) -> Iterator[Change]:
    """Every change of a function, in the order of its code."""
    for parameter in (*function.params.params, *function.params.kwonly_params):
        if parameter.default is not None:
            yield from _walk(parameter.default, function)
    body = list(function.body.body)
    if function.get_docstring() is not None:
        body = body[1:]
    for statement in body:
        yield from _walk(statement, function)


def _walk(node: cst.CSTNode, parent: cst.CSTNode) -> Iterator[Change]:
    """The changes of `node` and of everything in it."""
    if isinstance(node, cst.Annotation | cst.BaseString) and not isinstance(node, cst.FormattedString):
        return
    for operator, new in _replacements(node, parent):
        yield operator, node, _fitted(new, node, parent)
    if isinstance(node, cst.Raise):
        yield from _raise(node)
        return
    if _is_number(node):
        return  # -1 as a whole, not 1
    for child in node.children:
        yield from _walk(child, node)


def _fitted(
    new: cst.CSTNode | cst.RemovalSentinel, old: cst.CSTNode, parent: cst.CSTNode
) -> cst.CSTNode | cst.RemovalSentinel:
    """`new` with parentheses, where it would otherwise be read in another way than `old` was."""
    if not isinstance(new, cst.BaseExpression) or not isinstance(old, cst.BaseExpression):
        return new
    if isinstance(new, _COMPOUND) and not new.lpar and (old.lpar or isinstance(parent, _TIGHT)):
        same_shape = isinstance(new, cst.BinaryOperation) and isinstance(old, cst.BinaryOperation)
        if same_shape and not old.lpar and _binds(new) == _binds(old):  # type: ignore[arg-type]
            return new
        return new.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return new


def _binds(node: cst.BinaryOperation) -> int:
    if isinstance(node.operator, cst.Power):
        return 3
    return 1 if isinstance(node.operator, cst.Add | cst.Subtract) else 2


def _replacements(node: cst.CSTNode, parent: cst.CSTNode) -> Iterator[tuple[str, cst.CSTNode | cst.RemovalSentinel]]:
    match node:
        case cst.SimpleStatementLine() | cst.For() | cst.While():
            yield "statement", cst.RemoveFromParent()
        case cst.If():
            if node.orelse is None:
                yield "statement", cst.RemoveFromParent()
            yield "condition", node.with_changes(test=cst.Name("True"), whitespace_before_test=_SPACE)
            yield "condition", node.with_changes(test=cst.Name("False"), whitespace_before_test=_SPACE)
        case cst.IfExp():
            yield "condition", node.body
            yield "condition", node.orelse
        case cst.BinaryOperation():
            yield from _binary(node)
        case cst.BooleanOperation():
            other = cst.And() if isinstance(node.operator, cst.Or) else cst.Or()
            yield "condition", node.with_changes(operator=other)
            yield "condition", node.left
            yield "condition", node.right
        case cst.UnaryOperation() if not _is_number(node):
            yield "arithmetic", node.expression
        case cst.AugAssign():
            yield from _augmented(node)
        case cst.Comparison():
            yield from _comparison(node)
        case cst.Name(value="True" | "False"):
            if not (isinstance(parent, cst.Arg) and parent.keyword and parent.keyword.value == "strict"):
                yield "constant", cst.Name("False" if node.value == "True" else "True")
        case cst.Call():
            yield from _call(node)
        case cst.Slice():
            yield from _slice(node)
        case cst.Return(value=cst.Tuple() as pair):
            yield from (("arguments", node.with_changes(value=each)) for each in _swapped_elements(pair))
        case cst.Break():
            yield "statement", cst.Continue()
        case cst.Attribute():
            yield from _attribute(node)
    if _is_number(node):
        yield from _number(node, parent)


_SPACE = cst.SimpleWhitespace(" ")


# --- operators ---

_OPPOSITE: dict[type[cst.BaseBinaryOp], type[cst.BaseBinaryOp]] = {
    cst.Add: cst.Subtract,
    cst.Subtract: cst.Add,
    cst.Multiply: cst.Divide,
    cst.Divide: cst.Multiply,
    cst.FloorDivide: cst.Divide,
    cst.Modulo: cst.FloorDivide,
    cst.Power: cst.Multiply,
    cst.MatrixMultiply: cst.Multiply,
    cst.BitOr: cst.BitAnd,
    cst.BitAnd: cst.BitOr,
}
_NOT_COMMUTATIVE = (cst.Subtract, cst.Divide, cst.FloorDivide, cst.Modulo, cst.Power, cst.MatrixMultiply)


def _binary(node: cst.BinaryOperation) -> Iterator[tuple[str, cst.CSTNode]]:
    opposite = _OPPOSITE.get(type(node.operator))
    if opposite is not None:
        yield "arithmetic", node.with_changes(operator=opposite())
    if isinstance(node.operator, cst.Divide):
        yield "arithmetic", node.with_changes(operator=cst.FloorDivide())
    if isinstance(node.operator, _NOT_COMMUTATIVE):
        yield "arithmetic", node.with_changes(left=_inner(node.right), right=_inner(node.left))
    stable = isinstance(node.operator, cst.Subtract) and _names(node.right) & {"max", "maximum", "amax"}
    yield "stabilisation" if stable else "arithmetic", node.left
    yield "arithmetic", node.right


def _inner(expression: cst.BaseExpression) -> cst.BaseExpression:
    """`expression` as an operand on either side."""
    if isinstance(expression, _COMPOUND) and not expression.lpar:
        return expression.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return expression


def _names(node: cst.CSTNode) -> set[str]:
    """All identifiers in `node`."""
    own = {node.value} if isinstance(node, cst.Name) else set()
    return own.union(*(_names(child) for child in node.children))


def _augmented(node: cst.AugAssign) -> Iterator[tuple[str, cst.CSTNode]]:
    swapped = {cst.AddAssign: cst.SubtractAssign, cst.SubtractAssign: cst.AddAssign}
    opposite = swapped.get(type(node.operator))
    if opposite is not None:
        yield "arithmetic", node.with_changes(operator=opposite())
    yield "arithmetic", cst.Assign([cst.AssignTarget(node.target)], node.value)


_BOUNDARY: dict[type[cst.BaseCompOp], type[cst.BaseCompOp]] = {
    cst.LessThan: cst.LessThanEqual,
    cst.LessThanEqual: cst.LessThan,
    cst.GreaterThan: cst.GreaterThanEqual,
    cst.GreaterThanEqual: cst.GreaterThan,
}
_OTHER: dict[type[cst.BaseCompOp], type[cst.BaseCompOp]] = {
    cst.LessThan: cst.GreaterThan,
    cst.LessThanEqual: cst.GreaterThanEqual,
    cst.GreaterThan: cst.LessThan,
    cst.GreaterThanEqual: cst.LessThanEqual,
    cst.Equal: cst.NotEqual,
    cst.NotEqual: cst.Equal,
    cst.Is: cst.IsNot,
    cst.IsNot: cst.Is,
    cst.In: cst.NotIn,
    cst.NotIn: cst.In,
}


def _comparison(node: cst.Comparison) -> Iterator[tuple[str, cst.CSTNode]]:
    for index, target in enumerate(node.comparisons):
        for name, table in (("boundary", _BOUNDARY), ("comparison", _OTHER)):
            other = table.get(type(target.operator))
            if other is not None:
                changed = target.with_changes(operator=other())
                yield (
                    name,
                    node.with_changes(comparisons=[*node.comparisons[:index], changed, *node.comparisons[index + 1 :]]),
                )


def _is_number(node: cst.CSTNode) -> bool:
    if isinstance(node, cst.UnaryOperation):
        return isinstance(node.operator, cst.Minus) and isinstance(node.expression, cst.Integer | cst.Float)
    return isinstance(node, cst.Integer | cst.Float)


def _number(node: cst.CSTNode, parent: cst.CSTNode) -> Iterator[tuple[str, cst.CSTNode]]:
    value: float = ast.literal_eval(cst.Module([]).code_for_node(node.with_changes(lpar=[], rpar=[])))
    others = [value + 1, value - 1, value * 2, *([-value] if value else [])]
    whole = isinstance(node, cst.Integer) and isinstance(parent, cst.FunctionDef)  # the default of a count
    counted = (
        whole
        or isinstance(parent, cst.Index | cst.Slice)
        or (isinstance(parent, cst.Arg) and parent.keyword is not None and parent.keyword.value == "axis")
    )
    if not counted:  # where only integers can be, a fraction would be a TypeError
        others.append(value * (1 + SMALL) if value else SMALL)
    if isinstance(value, float):
        others.append(0.0)
    for other in others:
        yield "constant", cst.parse_expression(repr(other))


def _slice(node: cst.Slice) -> Iterator[tuple[str, cst.CSTNode]]:
    for name in ("lower", "upper"):
        bound = getattr(node, name)
        if bound is None:
            continue
        yield "slice", node.with_changes(**{name: None})
        if not _is_number(bound):  # numbers change by themselves
            for sign in (cst.Add(), cst.Subtract()):
                yield "slice", node.with_changes(**{name: cst.BinaryOperation(bound, sign, cst.Integer("1"))})
    if node.step is not None:
        yield "slice", node.with_changes(step=None, second_colon=cst.MaybeSentinel.DEFAULT)


def _swapped_elements(node: cst.Tuple) -> Iterator[cst.Tuple]:
    for index in range(len(node.elements) - 1):
        first, second = node.elements[index : index + 2]
        if isinstance(first, cst.Element) and isinstance(second, cst.Element):
            pair = [first.with_changes(value=second.value), second.with_changes(value=first.value)]
            yield node.with_changes(elements=[*node.elements[:index], *pair, *node.elements[index + 2 :]])


# Names of functions and methods that are easily taken for one another.
_TAKEN_FOR = {
    "sum": ("mean", "reduction"),
    "mean": ("sum", "reduction"),
    "max": ("min", "reduction"),
    "min": ("max", "reduction"),
    "argmax": ("argmin", "reduction"),
    "argmin": ("argmax", "reduction"),
    "maximum": ("minimum", "reduction"),
    "minimum": ("maximum", "reduction"),
    "zeros": ("ones", "function"),
    "ones": ("zeros", "function"),
    "zeros_like": ("ones_like", "function"),
    "ones_like": ("zeros_like", "function"),
    "exp": ("expm1", "function"),
    "expm1": ("exp", "function"),
    "log": ("log1p", "function"),
    "log1p": ("log", "function"),
    "cos": ("sin", "function"),
    "sin": ("cos", "function"),
    "tanh": ("arctan", "function"),
    "float64": ("float32", "dtype"),
    "float32": ("float64", "dtype"),
    "int64": ("int32", "dtype"),
    "uniform": ("normal", "function"),
    "eigvalsh": ("eigvals", "function"),
}


def _attribute(node: cst.Attribute) -> Iterator[tuple[str, cst.CSTNode]]:
    taken = _TAKEN_FOR.get(node.attr.value)
    if taken is not None:
        yield taken[1], node.with_changes(attr=cst.Name(taken[0]))
    if node.attr.value == "T":
        yield "axis", node.value


def _call(node: cst.Call) -> Iterator[tuple[str, cst.CSTNode]]:
    name = _called(node)
    yield from _keywords(node)
    positional = [arg for arg in node.args if arg.keyword is None and not arg.star]
    for index in range(len(positional) - 1):
        first, second = positional[index : index + 2]
        pair = [first.with_changes(value=second.value), second.with_changes(value=first.value)]
        yield "arguments", node.with_changes(args=[*node.args[:index], *pair, *node.args[index + 2 :]])
    values = [arg.value for arg in positional]
    if isinstance(node.func, cst.Name) and name in ("max", "min"):
        yield "reduction", node.with_changes(func=cst.Name("min" if name == "max" else "max"))
    match name, values:
        case ("clip", [x, low, high]):
            yield "clipping", x
            yield "clipping", _np("maximum", x, low)
            yield "clipping", _np("minimum", x, high)
        case ("maximum" | "minimum", [x, limit]):
            yield "clipping", x
            yield "clipping", limit
        case ("copy", []) if isinstance(node.func, cst.Attribute):
            yield "copy", node.func.value
        case ("astype", [_]) if isinstance(node.func, cst.Attribute):
            yield "dtype", node.func.value
        case ("max" | "min" | "sum" | "mean", []) if isinstance(node.func, cst.Attribute):
            yield "reduction", node.func.value
        case ("asarray" | "array", [x, _]):
            yield "dtype", node.with_changes(args=[cst.Arg(x)])
            yield "dtype", x
        case ("expm1", [x]):
            yield "function", cst.BinaryOperation(_np("exp", x), cst.Subtract(), cst.Integer("1"))
        case ("log1p", [x]):
            yield "function", _np("log", cst.BinaryOperation(cst.Integer("1"), cst.Add(), _inner(x)))
        case ("range", [_, end, _] | [*_, end]):
            for sign in (cst.Add(), cst.Subtract()):
                longer = cst.BinaryOperation(_inner(end), sign, cst.Integer("1"))
                yield "slice", node.deep_replace(end, longer)
    if len(node.args) == 1 and len(values) == 1 and name not in ("range", "astype"):
        yield "dropped call", values[0]
    if name == "where" and len(values) == 3:
        yield "dropped call", values[1]
        yield "dropped call", values[2]


def _called(node: cst.Call) -> str:
    return node.func.attr.value if isinstance(node.func, cst.Attribute) else getattr(node.func, "value", "")


def _np(name: str, *values: cst.BaseExpression) -> cst.Call:
    return cst.Call(cst.Attribute(cst.Name("np"), cst.Name(name)), [cst.Arg(value) for value in values])


def _keywords(node: cst.Call) -> Iterator[tuple[str, cst.CSTNode]]:
    """Keyword arguments left out, and an axis that is another one."""
    for index, arg in enumerate(node.args):
        if arg.keyword is None or arg.keyword.value == "strict":
            continue  # zip(strict=True) speaks of lists that no contract allows
        kind = {"axis": "axis", "keepdims": "axis", "dtype": "dtype"}.get(arg.keyword.value, "arguments")
        rest = [*node.args[:index], *node.args[index + 1 :]]
        if rest and index == len(node.args) - 1:
            rest[-1] = rest[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        yield kind, node.with_changes(args=rest)
        if arg.keyword.value == "axis":
            for other in ("0", "1", "-1"):
                changed = arg.with_changes(value=cst.parse_expression(other))
                yield "axis", node.with_changes(args=[*node.args[:index], changed, *node.args[index + 1 :]])


def _raise(node: cst.Raise) -> Iterator[Change]:
    """Another exception, and a message that leaves out one of its values."""
    if not isinstance(node.exc, cst.Call):
        return
    other = "TypeError" if _called(node.exc) != "TypeError" else "ValueError"
    yield "exception", node.exc.func, cst.Name(other)
    for arg in node.exc.args:
        if isinstance(arg.value, cst.FormattedString):
            for part in arg.value.parts:
                if isinstance(part, cst.FormattedStringExpression):
                    yield "message", part, cst.FormattedStringText("...")
