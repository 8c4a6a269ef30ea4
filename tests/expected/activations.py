"""What every student of the sample class must get for activations.py: status, points of each question, and why.

The points follow from the checks' sentences; a question that is not named is worth all or nothing of its points.
"""

from __future__ import annotations

FULL = {
    "sigmoid": "6",
    "sigmoid_derivative": "6",
    "relu": "6",
    "relu_derivative": "6",
    "tanh": "3",
    "tanh_derivative": "3",
    "leaky_relu": "3",
    "leaky_relu_derivative": "3",
    "elu": "3",
    "elu_derivative": "3",
    "softplus": "3",
    "softplus_derivative": "3",
    "maxout": "4",
    "gradient_through_layers": "4",
}
NOTHING = dict.fromkeys(FULL, "0")

EXPECTED: dict[str, tuple[str, dict[str, str], str]] = {
    "ada_loops": ("graded", FULL, "Right, in plain loops with the math module, with care for dtypes and shapes."),
    "ben_vectorised": ("graded", FULL, "Right, vectorised without a branch."),
    "chloe_where": ("graded", FULL, "Right, with np.where and boolean masks."),
    "dmitri_untouched": ("graded", NOTHING, "The stub as handed out: every check ends in its NotImplementedError."),
    "eva_output": (
        "graded",
        {
            **FULL,
            # 2 of the 6 points ask for shape, numbers, float32, integers, an untouched input, elementwise work and
            # silence, which x * (1 - x) has. It is wrong at the known points (1), not even (1/2), not 1/4 at 0 (1/2),
            # not the formula (1/2), negative (1/4), not the slope (1/2) and -999000 at 1000 (3/4).
            "sigmoid_derivative": "2",
            # 1 of 3: the same seven. 1 - x^2 is wrong at the known points (3/4), below 0 (1/4), in the formula (1/2),
            # as a slope (1/4) and far out (1/4).
            "tanh_derivative": "1",
        },
        "Two derivatives take the output of the activation function; her product of layers passes them just that.",
    ),
    "farid_halved": (
        "graded",
        {
            **FULL,
            "sigmoid": "23/4",  # exp(1000) warns: 1/4
            "sigmoid_derivative": "23/4",  # 1/4
            "relu": "11/2",  # -inf * 0 is NaN: 1/2
            "elu": "23/8",  # np.where computes exp(1000) - 1 as well: 1/8
            "elu_derivative": "23/8",
            "softplus": "23/8",
            "softplus_derivative": "23/8",
            "gradient_through_layers": "31/8",
        },
        "All values are right except relu at -inf; what overflows on the way costs only the checks of warnings.",
    ),
    "grace_integers": (
        "graded",
        {
            **FULL,
            "sigmoid": "11/2",
            "sigmoid_derivative": "11/2",  # np.exp makes float16 of int8: 1/2, and 1/4 in the four with 3 or 4 points
            "relu": "11/2",
            "relu_derivative": "23/4",
            "tanh": "11/4",  # float16
            "tanh_derivative": "11/4",  # float16
            "leaky_relu": "11/4",
            "leaky_relu_derivative": "11/4",
            "elu": "11/4",
            "elu_derivative": "11/4",
            "softplus": "11/4",  # float16
            "softplus_derivative": "11/4",  # it returns her sigmoid
            "maxout": "15/4",
            "gradient_through_layers": "15/4",  # float16
        },
        "Arrays of the dtype of integers, and float16 of int8: 1/2 or 1/4 for each function that makes one.",
    ),
    "hugo_in_place": (
        "graded",
        {
            **FULL,
            # Changes x (1/2), keeps integers as integers (1/2), cannot index a Python number (1/4).
            "relu": "19/4",
            "relu_derivative": "11/2",  # changes x (1/2); integers and numbers are converted first
            "leaky_relu": "11/4",  # changes x (1/4)
            "elu": "23/8",  # changes x (1/8)
        },
        "Four functions write into the caller's array and fail on a read-only one; one check in each asks for that.",
    ),
    "ines_off_by_one": (
        "graded",
        {
            **FULL,
            "relu_derivative": "21/4",  # 1 at the kink: 1/2 and 1/4
            "leaky_relu_derivative": "21/8",  # 1 at the kink: 1/4 and 1/8
            # One factor too few: the known points (1), the chain rule (3/4), the bound 4^-depth (1/4), fifty layers
            # (1/4). Depth 0 is right, and so are the limits and everything about shapes and dtypes.
            "gradient_through_layers": "7/4",
        },
        "Comparisons that include 0, and a loop over the layers that starts at 1.",
    ),
    "jun_endless": (
        "graded",
        {**FULL, "sigmoid": "0"},
        "sigmoid never returns; no other function calls it, and none loses a point.",
    ),
    "김하늘": ("graded", FULL, "Right, with Korean names and comments."),
    "lena_exit": ("import_error", NOTHING, "sys.exit at the end of the module ends its import."),
    "mateo_syntax": ("import_error", NOTHING, "A bracket that is never closed."),
    "nadia_empty": ("graded", NOTHING, "An empty file imports well and defines none of the functions."),
    "oskar_prints": ("graded", FULL, "Right; a million printed lines cost nothing but the time to print them."),
    "priya_memory": (
        "graded",
        {**FULL, "softplus": "0"},
        "softplus takes memory until it may not have more; no other function calls it, and none loses a point.",
    ),
    "quentin_missing": ("graded", FULL, "Right, with np.piecewise; it is his other assignment that is missing."),
    "rosa_misnamed": ("missing", NOTHING, "A right solution, saved as Activation.py."),
    "sam_sneaky": ("graded", FULL, "Right answers, as long as no attempt to reach something outside succeeded."),
    "tomas_naive": (
        "graded",
        {
            # Everything is float64: the check of float32 costs 1/4, or 1/8 where a question has 3 points.
            "sigmoid": "23/4",
            "relu": "23/4",
            "tanh": "23/8",
            "leaky_relu": "23/8",
            "elu": "23/8",
            "softplus": "23/8",
            "maxout": "15/4",
            # With a step of 1e-4 a slope is right to about 1e-9, where the formula (1/2), the known points (1), the
            # symmetry (1/2) and the value 1/4 at 0 (1/2) are asked to rounding; float32 costs 1/4. The check of the
            # slope, the limits and the range hold.
            "sigmoid_derivative": "13/4",
            # 1/2 at the kink (1/2 and 1/4), not exactly 0 or 1 (1/2), the known points (1) and the definition (3/4)
            # are off by rounding over 2e-4, tiny and huge x are not told apart (1/4), NaN at inf (1/4), float32 (1/4).
            "relu_derivative": "9/4",
            # Known points (3/4), formula (1/2), float32 (1/8); differences of an odd function are even to the bit.
            "tanh_derivative": "13/8",
            # Known points (1/2), kink (1/4 and 1/8), alpha (1/4), definition (1/2), NaN at inf (1/8), float32 (1/8).
            "leaky_relu_derivative": "9/8",
            # Known points (3/4), alpha (1/4), definition (1/2), far out (1/4), float32 (1/8).
            "elu_derivative": "9/8",
            # Known points (3/4), sum of both sides (1/4), formula (1/2), far out (1/4), float32 (1/8).
            "softplus_derivative": "9/8",
            # Known points (1), depth 0 (1/2 and 1/8), chain rule (3/4), fifty layers (1/4), float32 (1/8).
            "gradient_through_layers": "5/4",
        },
        "Derivatives by finite differences reach 9 digits of the 12 that are asked; float32 becomes float64.",
    ),
    "uma_bias": (
        "graded",
        {
            **FULL,
            "sigmoid": "0",  # even the check of a Python number compares with the value in an array
            "relu_derivative": "21/4",  # bools: floats (1/4), float32 (1/4), integers (1/4); their values are right
            "maxout": "9/4",  # the example with biases (1) and the definition (3/4)
        },
        "sigmoid takes single numbers only, relu_derivative returns a comparison, maxout forgets its biases.",
    ),
}
