"""Results written by hand, as grading would leave them: what the tests of the reports read. Loaded with `runpy`."""

from __future__ import annotations

from fractions import Fraction

from autograder.results import CheckResult, CheckStatus, Counterexample, QuestionResult, Result, ShownCall, Status

TITLES = {
    "01_gradient_descent": "Gradient descent",
    "02_activations": "Activation functions and their derivatives",
}
COURSE = "A first course in deep learning"


def check(
    name: str,
    requirement: str,
    points: Fraction | int | str = 1,
    status: CheckStatus = CheckStatus.PASSED,
    message: str = "",
    counterexample: Counterexample | None = None,
    visibility: str = "hidden",
) -> CheckResult:
    question = name.split("/")[0]
    return CheckResult(
        f"test_{name.replace('/', '_')}", question, requirement, visibility, status, Fraction(points), message, counterexample
    )


def seen(*calls: tuple[str, str], expected: str | None = None, cause: str | None = None) -> Counterexample:
    return Counterexample(tuple(ShownCall(*each) for each in calls), expected, cause)


def question(*checks: CheckResult) -> QuestionResult:
    return QuestionResult(checks[0].question, checks)


F = CheckStatus.FAILED


def sigmoid(naive: bool = False) -> QuestionResult:
    """`1 / (1 + np.exp(-x))` when naive: right values, with an overflow warning, and integers kept as integers."""
    return question(
        check("sigmoid/values", "sigmoid(0) is 1/2, and sigmoid(ln 3) is 3/4.", visibility="public"),
        check("sigmoid/symmetry", "sigmoid(-x) equals 1 - sigmoid(x).", visibility="public"),
        check("sigmoid/range", "Every value of sigmoid lies between 0 and 1."),
        check("sigmoid/tail", "sigmoid(x) keeps its relative accuracy for x from -40 down to -700.", 1),
        check(
            "sigmoid/integers",
            "Integer input is treated as float64: the result is not rounded to whole numbers.",
            *(
                (
                    1,
                    F,
                    "The value at index 0 is 0; it should be 0.5.",
                    seen(
                        ("sigmoid(np.array([0]))", "returned np.array([0])"),
                        expected="np.array([0.5])",
                        cause="the result array is made with `np.empty_like(x)` or `np.zeros_like(x)`, which keep x's integer dtype",
                    ),
                )
                if naive
                else ()
            ),
        ),
        check(
            "sigmoid/warnings",
            "sigmoid gives no overflow warning, however large |x| is.",
            *(
                (
                    "1/2",
                    F,
                    "The call gave a warning: overflow encountered in exp.",
                    seen(("sigmoid(np.array([-1000.0]))", "returned np.array([0.0])"), expected="no warning"),
                )
                if naive
                else ("1/2",)
            ),
        ),
        check("sigmoid/shape", "The result has the shape of x.", "1/2"),
    )


def sigmoid_derivative(of_the_output: bool = False) -> QuestionResult:
    wrong = (
        F,
        "The value at index 0 is 0.0; it should be 0.19661193324148185.",
        seen(
            ("sigmoid_derivative(np.array([1.0]))", "returned np.array([0.0])"),
            expected="np.array([0.19661193324148185])",
            cause="this is the derivative in terms of the output, s * (1 - s); the handout asks for it at the pre-activation x",
        ),
    )
    return question(
        check("sigmoid_derivative/at_zero", "sigmoid_derivative(0) is 1/4, the largest value it takes.", 1, visibility="public"),
        check("sigmoid_derivative/slope", "sigmoid_derivative(x) is the slope of sigmoid at x.", 3, *(wrong if of_the_output else ())),
        check("sigmoid_derivative/even", "sigmoid_derivative is even: x and -x give the same value.", 1),
        check("sigmoid_derivative/far", "sigmoid_derivative is 0 at x = 1000 and at x = -1000.", 1),
    )


def relu(multiplied: bool = False) -> QuestionResult:
    return question(
        check("relu/values", "relu(x) is x where x is positive, and 0 elsewhere.", 2, visibility="public"),
        check("relu/homogeneous", "relu(c * x) equals c * relu(x) for every c >= 0."),
        check(
            "relu/infinity",
            "relu(-inf) is 0 and relu(inf) is inf.",
            *(
                (
                    "3/2",
                    F,
                    "The value at index 0 is np.nan; it should be 0.0.",
                    seen(
                        ("relu(np.array([-np.inf]))", "returned np.array([np.nan])"),
                        expected="np.array([0.0])",
                        cause="`x * (x > 0)` multiplies infinity by zero, which is not a number",
                    ),
                )
                if multiplied
                else ("3/2",)
            ),
        ),
        check("relu/inputs", "relu leaves its input as it was.", "3/2"),
    )


def relu_derivative(written: bool = True) -> QuestionResult:
    rest = () if written else (CheckStatus.NOT_WRITTEN, "relu_derivative: not written yet")
    return question(
        check("relu_derivative/values", "relu_derivative(x) is 1 where x is positive, and 0 where it is negative.", 2, *rest, visibility="public"),
        check("relu_derivative/at_zero", "relu_derivative(0) is 0, as the handout fixes it.", 2, *rest),
        check("relu_derivative/dtype", "relu_derivative returns numbers, not booleans.", 2, *rest),
    )


def softplus(raises: bool = False) -> QuestionResult:
    broken = (
        CheckStatus.RAISED,
        "softplus raised TypeError at activations.py, line 61: `return math.log1p(math.exp(x))`: "
        "only 0-dimensional arrays can be converted to Python scalars",
        seen(
            (
                "softplus(np.array([0.0, 0.0]))",
                "raised TypeError: only 0-dimensional arrays can be converted to Python scalars",
            )
        ),
    )
    needs = (
        CheckStatus.SKIPPED,
        "It builds on another requirement, which does not hold yet: softplus(0) is ln 2, in an array of any shape.",
    )
    return question(
        check("softplus/values", "softplus(0) is ln 2, in an array of any shape.", 1, *(broken if raises else ()), visibility="public"),
        check("softplus/large", "softplus(x) equals x for x from 40 up.", 1, *(needs if raises else ())),
        check("softplus/tail", "softplus(x) keeps its relative accuracy down to x = -700.", 1, *(needs if raises else ())),
    )


def activations(student: str, *questions: QuestionResult, status: Status = Status.GRADED, message: str = "") -> Result:
    return Result(
        student,
        "02_activations",
        status,
        questions or (sigmoid(), sigmoid_derivative(), relu(), relu_derivative(), softplus()),
        message,
        "2026-03-14T09:12:00Z",
        "9b74c9897bac770ffc029102a200c5de9b74c9897bac770ffc029102a200c5de",
        "printed by the student",
    )


def half_right(student: str = "김서연") -> Result:
    """A submission with most kinds of finding, as a real one might have them."""
    return activations(
        student, sigmoid(naive=True), sigmoid_derivative(of_the_output=True), relu(multiplied=True), relu_derivative(written=False), softplus(raises=True)
    )  # fmt: skip


def all_skipped(message: str) -> tuple[QuestionResult, ...]:
    """The questions of a submission that never ran."""
    complete = activations("").questions
    return tuple(
        QuestionResult(
            each.id,
            tuple(
                CheckResult(c.id, c.question, c.requirement, c.visibility, CheckStatus.SKIPPED, c.max_points, message)
                for c in each.checks
            ),
        )
        for each in complete
    )


def unloadable(student: str, status: Status, message: str) -> Result:
    return activations(student, *all_skipped(message), status=status, message=message)


def descent(student: str, points: int, status: Status = Status.GRADED, message: str = "") -> Result:
    """A result for gradient descent in which `points` of six checks pass."""
    wrong = (F, "The value is not the required one.", seen(("mse(np.array([1.0]), np.array([2.0]), 0.0)", "returned 2.0"), expected="4.0", cause="the cost is 1/n, not 1/(2n), times the sum of squares"))  # fmt: skip
    checks = [
        check(f"{name}/{number}", f"{name} has property {number} of the handout.", 1, *(() if place < points else wrong))
        for place, (name, number) in enumerate((name, number) for name in ("mse", "mse_gradient") for number in (1, 2, 3))
    ]
    return Result(
        student,
        "01_gradient_descent",
        status,
        (question(*checks[:3]), question(*checks[3:])),
        message,
        "2026-03-07T20:00:00Z",
        "5f" * 32,
    )


def small_class() -> list[Result]:
    """Fourteen students over two assignments, with every status."""
    syntax = "activations.py is not valid Python: '(' was never closed (line 12)."
    results = [
        half_right(),
        activations("이도윤"),
        activations("Ada Lovelace"),
        activations("Emmy Noether", sigmoid(naive=True), sigmoid_derivative(), relu(), relu_derivative(), softplus()),
        activations("Carl Gauss", sigmoid(), sigmoid_derivative(of_the_output=True), relu(), relu_derivative(), softplus(raises=True)),
        activations("Sofia Kovalevskaya", sigmoid(naive=True), sigmoid_derivative(), relu(multiplied=True), relu_derivative(), softplus()),
        activations("박하준", sigmoid(naive=True), sigmoid_derivative(of_the_output=True), relu(), relu_derivative(written=False), softplus()),
        activations("Alan Turing", sigmoid(), sigmoid_derivative(), relu(multiplied=True), relu_derivative(), softplus(raises=True)),
        unloadable("Bernhard Riemann", Status.IMPORT_ERROR, syntax),
        unloadable("Évariste Galois", Status.MISSING, ""),
        unloadable("Leonhard Euler", Status.TIMEOUT, "The submission used its 60 s of CPU time."),
        unloadable("Maryam Mirzakhani", Status.MEMORY, "The submission asked for more than 1024 MB of memory."),
        unloadable("Paul Erdős", Status.REJECTED, "The archive holds a path that leaves it: ../../etc/passwd"),
        unloadable("최지우", Status.GRADER_ERROR, "BrokenPipeError: [Errno 32] Broken pipe"),
    ]  # fmt: skip
    results += [descent(each.student, index % 7) for index, each in enumerate(results) if each.student != "Paul Erdős"]
    return results
