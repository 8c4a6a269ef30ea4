"""Results written by hand, as grading would leave them: what the tests of the reports read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from autograder.lateness import Deadlines, LatePolicy, Policy
from autograder.results import CheckResult, CheckStatus, Counterexample, QuestionResult, Result, ShownCall, Status

TITLES = {
    "01_gradient_descent": "Gradient descent",
    "02_activations": "Activation functions and their derivatives",
}
COURSE = "A first course in deep learning"
PRINTED = "what the submission printed"


@dataclass(frozen=True)
class Outcome:
    """How a check ended."""

    status: CheckStatus = CheckStatus.PASSED
    message: str = ""
    counterexample: Counterexample | None = None


PASSED = Outcome()


def check(
    name: str, requirement: str, points: Fraction | int | str = 1, outcome: Outcome = PASSED, visibility: str = "hidden"
) -> CheckResult:
    """The check `name`, "sigmoid/range" for the check `test_sigmoid_range` of the question `sigmoid`."""
    about = (f"test_{name.replace('/', '_')}", name.partition("/")[0], requirement, visibility)
    return CheckResult(*about, outcome.status, Fraction(points), outcome.message, outcome.counterexample)


def public(name: str, requirement: str, points: Fraction | int | str = 1, outcome: Outcome = PASSED) -> CheckResult:
    return check(name, requirement, points, outcome, "public")


def failed(message: str, call: str, returned: str, expected: str, cause: str | None = None) -> Outcome:
    example = Counterexample((ShownCall(call, f"returned {returned}"),), expected, cause)
    return Outcome(CheckStatus.FAILED, message, example)


def question(*checks: CheckResult) -> QuestionResult:
    return QuestionResult(checks[0].question, checks)


def sigmoid(naive: bool = False) -> QuestionResult:
    """`1 / (1 + np.exp(-x))` when naive: right values, with an overflow warning, and integers kept as integers."""
    integers = failed(
        "The value at index 0 is 0; it should be 0.5.",
        "sigmoid(np.array([0]))",
        "np.array([0])",
        "np.array([0.5])",
        "the result array is made with `np.empty_like(x)` or `np.zeros_like(x)`, which keep the integer dtype of x",
    )
    warning = failed(
        "The call gave a warning: overflow encountered in exp.",
        "sigmoid(np.array([-1000.0]))",
        "np.array([0.0])",
        "no warning",
    )
    return question(
        public("sigmoid/values", "sigmoid(0) is 1/2, and sigmoid(ln 3) is 3/4."),
        public("sigmoid/symmetry", "sigmoid(-x) equals 1 - sigmoid(x)."),
        check("sigmoid/range", "Every value of sigmoid lies between 0 and 1."),
        check("sigmoid/tail", "sigmoid(x) keeps its relative accuracy for x from -40 down to -700."),
        check(
            "sigmoid/integers",
            "Integer input is treated as float64: the result is not rounded to whole numbers.",
            outcome=integers if naive else PASSED,
        ),
        check(
            "sigmoid/warnings",
            "sigmoid gives no overflow warning, however large |x| is.",
            "1/2",
            warning if naive else PASSED,
        ),
        check("sigmoid/shape", "The result has the shape of x.", "1/2"),
    )


def sigmoid_derivative(of_the_output: bool = False) -> QuestionResult:
    wrong = failed(
        "The value at index 0 is 0.0; it should be 0.19661193324148185.",
        "sigmoid_derivative(np.array([1.0]))",
        "np.array([0.0])",
        "np.array([0.19661193324148185])",
        "this is the derivative in terms of the output, s * (1 - s); the handout asks for it at the pre-activation x",
    )
    return question(
        public("sigmoid_derivative/at_zero", "sigmoid_derivative(0) is 1/4, the largest value it takes."),
        check(
            "sigmoid_derivative/slope",
            "sigmoid_derivative(x) is the slope of sigmoid at x.",
            3,
            wrong if of_the_output else PASSED,
        ),
        check("sigmoid_derivative/even", "sigmoid_derivative is even: x and -x give the same value."),
        check("sigmoid_derivative/far", "sigmoid_derivative is 0 at x = 1000 and at x = -1000."),
    )


def relu(multiplied: bool = False) -> QuestionResult:
    wrong = failed(
        "The value at index 0 is np.nan; it should be 0.0.",
        "relu(np.array([-np.inf]))",
        "np.array([np.nan])",
        "np.array([0.0])",
        "`x * (x > 0)` multiplies infinity by zero, which is not a number",
    )
    return question(
        public("relu/values", "relu(x) is x where x is positive, and 0 elsewhere.", 2),
        check("relu/homogeneous", "relu(c * x) equals c * relu(x) for every c >= 0."),
        check("relu/infinity", "relu(-inf) is 0 and relu(inf) is inf.", "3/2", wrong if multiplied else PASSED),
        check("relu/inputs", "relu leaves its input as it was.", "3/2"),
    )


def relu_derivative(written: bool = True) -> QuestionResult:
    outcome = PASSED if written else Outcome(CheckStatus.NOT_WRITTEN, "relu_derivative: not written yet")
    positive = "relu_derivative(x) is 1 where x is positive, and 0 where it is negative."
    return question(
        public("relu_derivative/values", positive, 2, outcome),
        check("relu_derivative/at_zero", "relu_derivative(0) is 0, as the handout fixes it.", 2, outcome),
        check("relu_derivative/dtype", "relu_derivative returns numbers, not booleans.", 2, outcome),
    )


def softplus(raises: bool = False) -> QuestionResult:
    values = "softplus(0) is ln 2, in an array of any shape."
    error = "TypeError: only 0-dimensional arrays can be converted to Python scalars"
    line = "activations.py, line 61: `return math.log1p(math.exp(x))`"
    broken = Outcome(
        CheckStatus.RAISED,
        f"softplus raised TypeError at {line}: only 0-dimensional arrays can be converted to Python scalars",
        Counterexample((ShownCall("softplus(np.array([0.0, 0.0]))", f"raised {error}"),)),
    )
    needs = Outcome(CheckStatus.SKIPPED, f"It builds on another requirement, which does not hold yet: {values}")
    after = needs if raises else PASSED
    return question(
        public("softplus/values", values, 1, broken if raises else PASSED),
        check("softplus/large", "softplus(x) equals x for x from 40 up.", 1, after),
        check("softplus/tail", "softplus(x) keeps its relative accuracy down to x = -700.", 1, after),
    )


def activations(student: str, *questions: QuestionResult, status: Status = Status.GRADED, message: str = "") -> Result:
    """A result for activations: `questions`, and in full those that are left out."""
    complete = (sigmoid(), sigmoid_derivative(), relu(), relu_derivative(), softplus())
    given = {each.id: each for each in questions}
    return Result(
        student,
        "02_activations",
        status,
        tuple(given.get(each.id, each) for each in complete),
        message,
        "2026-03-14T09:12:00Z",
        "9b74c9897bac770ffc029102a200c5de9b74c9897bac770ffc029102a200c5de",
        PRINTED,
    )


def half_right(student: str = "김서연") -> Result:
    """A submission with most kinds of finding, as a real one might have them."""
    wrong = (sigmoid(naive=True), sigmoid_derivative(of_the_output=True), relu(multiplied=True))
    return activations(student, *wrong, relu_derivative(written=False), softplus(raises=True))


def unloadable(student: str, status: Status, message: str) -> Result:
    """A submission that never ran; its checks are skipped, or broken when the fault is ours."""
    ended = CheckStatus.GRADER_ERROR if status is Status.GRADER_ERROR else CheckStatus.SKIPPED
    questions = tuple(
        QuestionResult(
            each.id,
            tuple(
                CheckResult(c.id, c.question, c.requirement, c.visibility, ended, c.max_points, message)
                for c in each.checks
            ),
        )
        for each in activations(student).questions
    )
    return activations(student, *questions, status=status, message=message)


def descent(student: str, points: int, status: Status = Status.GRADED, message: str = "") -> Result:
    """A result for gradient descent in which `points` of six checks pass."""
    wrong = failed(
        "The value is not the required one.",
        "mse(np.array([1.0]), np.array([2.0]), 0.0)",
        "2.0",
        "4.0",
        "the cost is 1/n, not 1/(2n), times the sum of squares",
    )
    names = [f"{name}/{number}" for name in ("mse", "mse_gradient") for number in (1, 2, 3)]
    checks = [
        check(name, f"{name.replace('/', ' has property ')} of the handout.", 1, PASSED if place < points else wrong)
        for place, name in enumerate(names)
    ]
    questions = (question(*checks[:3]), question(*checks[3:]))
    return Result(
        student, "01_gradient_descent", status, questions, message, "2026-03-07T20:00:00Z", "5f" * 32, PRINTED
    )


def small_class() -> list[Result]:
    """Fourteen students over two assignments, with every status."""
    naive, output, inf, raises = sigmoid(True), sigmoid_derivative(True), relu(True), softplus(True)
    results = [
        half_right(),
        activations("이도윤"),
        activations("Ada Lovelace"),
        activations("Emmy Noether", naive),
        activations("Carl Gauss", output, raises),
        activations("Sofia Kovalevskaya", naive, inf),
        activations("박하준", naive, output, relu_derivative(written=False)),
        activations("Alan Turing", inf, raises),
        unloadable(
            "Bernhard Riemann",
            Status.IMPORT_ERROR,
            "activations.py is not valid Python: '(' was never closed (line 12).",
        ),
        unloadable("Évariste Galois", Status.MISSING, ""),
        unloadable("Leonhard Euler", Status.TIMEOUT, "The submission used its 60 s of CPU time."),
        unloadable("Maryam Mirzakhani", Status.MEMORY, "The submission asked for more than 1024 MB of memory."),
        unloadable("Paul Erdős", Status.REJECTED, "The archive holds a path that leaves it: ../../etc/passwd"),
        unloadable("최지우", Status.GRADER_ERROR, "BrokenPipeError: [Errno 32] Broken pipe"),
    ]
    students = [result.student for result in results]
    return results + [descent(name, index % 7) for index, name in enumerate(students) if name != "Paul Erdős"]


def trained() -> list[Result]:
    """What nine students measured against three thresholds."""

    def reaches(value: float, threshold: float) -> CheckResult:
        sentence = f"Measured {value:.4f}; the threshold is {threshold:g}."
        wrong = Outcome(CheckStatus.FAILED, sentence, Counterexample((), f"at least {threshold:g}"))
        outcome = PASSED if value >= threshold else wrong
        made = check(f"build_classifier/{threshold:g}", f"It recognises {threshold:g} of the images.", 2, outcome)
        return replace(made, note=sentence) if value >= threshold else made

    values = (0.101, 0.5312, 0.6, 0.6411, 0.7023, 0.7399, 0.74, 0.7712, 0.8104)
    return [
        Result(
            student,
            "05_fashion_mnist",
            Status.GRADED,
            (question(*(reaches(value, threshold) for threshold in (0.6, 0.7, 0.74))),),
            submitted_at="2026-03-21T08:00:00Z",
        )
        for student, value in zip([each.student for each in small_class()], values, strict=False)
    ]


def strict_policy() -> Policy:
    """A tenth for each day. Gradient descent was due twelve hours, activations two days before they were handed in."""
    due = {
        "01_gradient_descent": datetime(2026, 3, 7, 8, tzinfo=UTC),
        "02_activations": datetime(2026, 3, 12, 9, tzinfo=UTC),
    }
    return Policy(Deadlines(due), LatePolicy(timedelta(days=1), Fraction(1, 10)))
