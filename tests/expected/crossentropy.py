"""What every student of the sample class must get for crossentropy.py: status, points of each question, and why.

The points follow from the checks' sentences; a question that is not named is worth all or nothing of its points.
"""

from __future__ import annotations

FULL = {
    "binary_crossentropy": "9",
    "binary_crossentropy_gradient": "7",
    "one_hot": "4",
    "softmax": "8",
    "categorical_crossentropy": "6",
    "softmax_crossentropy_gradient": "6",
}
NOTHING = dict.fromkeys(FULL, "0")

EXPECTED: dict[str, tuple[str, dict[str, str], str]] = {
    "ada_loops": ("graded", FULL, "Right, in plain loops with the math module."),
    "ben_vectorised": ("graded", FULL, "Right, vectorised; one_hot by a comparison, the loss by einsum and log1p."),
    "chloe_where": ("graded", FULL, "Right, with np.where and boolean masks."),
    "dmitri_untouched": ("graded", NOTHING, "The stub as handed out: every check ends in its NotImplementedError."),
    "eva_output": (
        "graded",
        {
            **FULL,
            # The gradient by the logit is left with its sign (1/2) and its ValueError (1/2).
            "binary_crossentropy_gradient": "1",
            # With the logits in place of their softmax, only the ValueError is right (1/4).
            "softmax_crossentropy_gradient": "1/4",
        },
        "Prediction minus label, in both gradients: once by the wrong variable, once without softmax.",
    ),
    "farid_halved": (
        "graded",
        {
            **FULL,
            "softmax": "25/4",  # NaN for large logits (1/2), far out (3/4), and in rows far apart (1/2)
            "softmax_crossentropy_gradient": "5",  # it calls his softmax: large logits (1/2), far out (1/4), rows (1/4)
        },
        "softmax without subtracting the maximum.",
    ),
    "grace_integers": (
        "graded",
        {
            **FULL,
            "binary_crossentropy": "17/2",  # -y of uint8 and bool labels: 1/2
            "binary_crossentropy_gradient": "13/2",  # the same: 1/2
            "one_hot": "7/2",  # in the dtype of the labels: 1/2
            "softmax": "15/2",  # empty_like of integer logits: 1/2
            "categorical_crossentropy": "11/2",  # -y again: 1/2
            "softmax_crossentropy_gradient": "23/4",  # it calls her softmax: 1/4
        },
        "Nothing is converted to float: unsigned labels are negated, and powers are stored as integers.",
    ),
    "hugo_in_place": (
        "graded",
        {
            **FULL,
            "binary_crossentropy": "35/4",
            "binary_crossentropy_gradient": "27/4",
            "softmax": "31/4",
            "categorical_crossentropy": "23/4",
        },
        "Four functions write into the caller's arrays; one check in each asks for that (1/4).",
    ),
    "ines_off_by_one": (
        "graded",
        {
            **FULL,
            "binary_crossentropy": "8",  # with two axes: 1/2 and 1/2
            "binary_crossentropy_gradient": "13/2",  # with two axes: 1/2
            "one_hot": "11/4",  # IndexError for num_classes (1/2 and 1/4); -1 is taken for the last class (1/2)
        },
        "The mean is over the rows only; one_hot compares with num_classes by > and overlooks negative labels.",
    ),
    "jun_endless": ("missing", NOTHING, "Not handed in."),
    "김하늘": ("graded", FULL, "Right, with Korean names and comments."),
    "lena_exit": ("missing", NOTHING, "Not handed in."),
    "mateo_syntax": (
        "graded",
        {
            **FULL,
            "binary_crossentropy": "3/4",  # what is left: both checks of shapes (1/2 and 1/4)
            "binary_crossentropy_gradient": "1/2",  # what is left: the shapes
            "categorical_crossentropy": "1/2",
            "softmax_crossentropy_gradient": "1/4",
        },
        "The sign is wrong in both losses and in both gradients.",
    ),
    "nadia_empty": (
        "graded",
        {
            **FULL,
            # A wrong loss at 0 and 1 (1/2 and 1/2), epsilon not used (1/2, and 1/4 for integers), 1e-6 clipped (1/2).
            "binary_crossentropy": "27/4",
            "binary_crossentropy_gradient": "25/4",  # epsilon is not used (1/2), and 1e-6 is clipped (1/4)
            "one_hot": "3",  # classes that do not occur get no column: 1/2 and 1/2
            # Left: three logits (1), shift (1/2), large logits (1/2) and far out (3/4), precision (1/4): one row each.
            "softmax": "3",
            "categorical_crossentropy": "1/2",  # np.mean is wrong for any number of rows; the shapes are left
            "softmax_crossentropy_gradient": "3/4",  # so is z.size; left are the zero sum (1/2) and the shapes (1/4)
        },
        "A clip at 1e-4, and means over all elements where they should be over rows or along an axis.",
    ),
    "oskar_prints": (
        "graded",
        {
            **FULL,
            # Two predictions (1), guesses (1/2), two axes (1/2 and 1/2), the formula (3/4), rows twice (1/4).
            "binary_crossentropy": "11/2",
            # Two predictions (1), the slope (1), two axes (1/2), rows twice (1/4).
            "binary_crossentropy_gradient": "17/4",
            # Two rows (1), guesses (1/2), the formula (3/4), rows twice (1/2).
            "categorical_crossentropy": "13/4",
            # Two rows (1), the slope (1), rows twice (1/2), rows far apart (1/4), the order of rows (1/4).
            "softmax_crossentropy_gradient": "3",
        },
        "Sums where means are asked for; whatever has a single element or row is right.",
    ),
    "priya_memory": ("missing", NOTHING, "Not handed in."),
    "quentin_missing": ("missing", NOTHING, "Not handed in, again."),
    "rosa_misnamed": (
        "graded",
        {
            **FULL,
            "softmax": "27/4",  # along other axes (3/4), and NaN in rows far below another (1/2)
            "softmax_crossentropy_gradient": "23/4",  # it calls her softmax: rows far apart (1/4)
        },
        "The right file name this time; softmax ignores axis and subtracts the maximum of the whole array.",
    ),
    "sam_sneaky": ("missing", NOTHING, "Not handed in."),
    "tomas_naive": (
        "graded",
        {
            # The loss at 0 and 1 (1/2 and 1/2), inf in float32 (3/4), broadcasting (1/2 and 1/4).
            "binary_crossentropy": "13/2",
            "binary_crossentropy_gradient": "25/4",  # broadcasting (1/2), and not 0 beyond 1e-7 (1/4)
            # IndexError for num_classes (1/2 and 1/4), negative labels (1/2), labels (n, 1) (1/4).
            "one_hot": "5/2",
            "softmax": "15/2",  # int8 logits become float32: 1/2
            "categorical_crossentropy": "9/2",  # the loss at 0 (1/2 and 1/2), broadcasting (1/2)
            "softmax_crossentropy_gradient": "23/4",  # broadcasting: 1/4
        },
        "A clip at 1e-15, which vanishes in float32, and no look at any shape or label.",
    ),
    "uma_bias": (
        "graded",
        {
            **FULL,
            # Not to 12 digits (1/4), negative for right predictions (1/4), another use of epsilon (1/2), 1e-6 (1/2).
            "binary_crossentropy": "15/2",
            # Not 0 where clipped (1/2, 1/2, 1/4), not to 12 digits (1/4), 1e-6 (1/4).
            "binary_crossentropy_gradient": "21/4",
            "softmax": "31/4",  # not to 12 digits: 1/4
            # Not to 12 digits (1/4), negative for right predictions (1/2), another use of epsilon (1/4), 1e-6 (1/4).
            "categorical_crossentropy": "19/4",
        },
        "1e-7 is added in every logarithm and denominator instead of clipping: no larger than it has to cost.",
    ),
}
