"""What every student of the sample class must get for gradient_descent.py: status, points of each question, and why.

The points follow from the checks' sentences; a question that is not named is worth all or nothing of its points.
"""

from __future__ import annotations

FULL = {
    "predict": "2",
    "mse": "4",
    "mse_gradient": "8",
    "coordinate_step": "4",
    "numerical_gradient": "4",
    "gradient_descent": "10",
    "decayed_learning_rate": "2",
    "largest_stable_learning_rate": "4",
}
NOTHING = dict.fromkeys(FULL, "0")

EXPECTED: dict[str, tuple[str, dict[str, str], str]] = {
    "ada_loops": ("graded", FULL, "Right, in plain loops over Python floats; her history is a list."),
    "ben_vectorised": ("graded", FULL, "Right, with einsum, whole matrices and the norm of the design matrix."),
    "chloe_where": ("graded", FULL, "Right, with np.where and masks, and the Hessian entry by entry."),
    "dmitri_untouched": ("graded", NOTHING, "The stub as handed out: every check ends in its NotImplementedError."),
    "eva_output": (
        "graded",
        {
            **FULL,
            # A forward difference is off by h times half the curvature: at the bowl, with the default h (3/4) and with
            # 1/2 (3/4), not central for any h (3/4), not right to six places (1/2). The other five hidden checks use
            # losses on which every difference is exact: one weight, one at a time, inputs, integers, float32.
            "numerical_gradient": "5/4",
            "gradient_descent": "39/4",  # every call seeds NumPy's global generator: 1/4; nothing is drawn
        },
        "The forward difference of her old textbook, and the seed with which its programs begin.",
    ),
    "farid_halved": (
        "graded",
        {
            **FULL,
            # Half of everything: both public examples (1 and 1), the slopes in w (1) and in b (1), one row (1/4).
            # Shapes, zero at a perfect fit, means, orders, integers, float32, inputs and errors are right.
            "mse_gradient": "15/4",
            # One exact step, public (1) and hidden (1/2); above the stable rate his steps still converge (1/2).
            # He converges where that is asked, only later, and his history belongs to his own steps.
            "gradient_descent": "8",
            # Twice the rate: both public examples (3/4 and 3/4), one feature (1/2), several (3/4), one row (1/4).
            "largest_stable_learning_rate": "1",
        },
        "The gradient of the slides' 1/2m form, in the Hessian as well; its mse is 1/m.",
    ),
    "grace_integers": (
        "graded",
        {
            **FULL,
            "predict": "7/4",  # np.empty of the dtype of x: 1/4
            "mse": "15/4",  # of predictions cut off: 1/4
            "mse_gradient": "15/2",  # empty_like(w), and the same predictions: 1/2
            "coordinate_step": "15/4",  # copies of integer weights do not take a step of 1/4: 1/4
            "numerical_gradient": "7/2",  # nor one of h (1/4), and in float32 a step of 1e-5 is rounded (1/4)
            "gradient_descent": "19/2",  # w[:] of integers: 1/2
            "decayed_learning_rate": "3/2",  # // instead of /, between the multiples of decay_steps: 1/2
        },
        "Arrays made with the dtype of integers, and a whole-number division: right only where nothing is cut off.",
    ),
    "hugo_in_place": (
        "graded",
        {
            **FULL,
            "mse": "15/4",  # subtracts in y (1/4)
            "coordinate_step": "7/2",  # changes the weights (1/4) and returns them (1/4)
            # Puts every weight back, but fails on read-only ones (1/4); in float32 a step of 1e-5 is rounded (1/4).
            "numerical_gradient": "7/2",
            # Walks in the w it is given (1/2), returns it after 0 steps (1/4), fails on a read-only one (1/4).
            "gradient_descent": "9",
        },
        "Four functions work in the caller's arrays.",
    ),
    "ines_off_by_one": (
        "graded",
        {
            **FULL,
            "coordinate_step": "7/2",  # takes a candidate whose loss is equal: 1/2
            # The history lacks the first loss: the public check (1), all losses (1/4), 0 steps (1/4), and two histories
            # that do not join (1/2). The bias follows the w that has moved: one step, public (1) and hidden (1/2), and
            # above the stable rate w and b, one after the other, do not always diverge (1/2).
            "gradient_descent": "6",
        },
        "A history without the loss before the first step, a bias one update late, and <= where < is asked.",
    ),
    "jun_endless": (
        "graded",
        {**FULL, "largest_stable_learning_rate": "0"},
        "largest_stable_learning_rate never returns; no other function calls it, and none loses a point.",
    ),
    "김하늘": ("graded", FULL, "Right, with Korean names, comments and messages."),
    "lena_exit": ("import_error", NOTHING, "sys.exit at the end of the module ends its import."),
    "mateo_syntax": ("import_error", NOTHING, "A colon is missing."),
    "nadia_empty": ("graded", NOTHING, "An empty file imports well and defines none of the functions."),
    "oskar_prints": ("graded", FULL, "Right; a million printed lines, and some in every call, cost only their time."),
    "priya_memory": (
        "graded",
        {**FULL, "largest_stable_learning_rate": "0"},
        "largest_stable_learning_rate takes memory until it may not have more; no other function calls it.",
    ),
    "quentin_missing": ("missing", NOTHING, "He handed in activations.py only."),
    "rosa_misnamed": ("missing", NOTHING, "A right solution, saved as GradientDescent.py."),
    "sam_sneaky": ("graded", FULL, "Right answers, as long as no attempt to reach something outside succeeded."),
    "tomas_naive": (
        "graded",
        {
            **FULL,
            "predict": "3/2",  # float32 (1/4), and np.dot of x and w, both (n,), is a number and no error (1/4)
            "mse": "7/2",  # targets (n, 1) are broadcast (1/4), and w that does not fit is multiplied (1/4)
            # A sum: right for a single row only. The public examples (1 and 1), the slopes (1 and 1), rows twice (1/2);
            # float32 (1/4), targets (n, 1) (1/4), w that does not fit (1/4).
            "mse_gradient": "11/4",
            "coordinate_step": "13/4",  # the first better direction is not always the best (1/2); float32 (1/4)
            # h is not used: not exact at the public example with 1/2 (3/4), not the difference for any h (3/4);
            # float32 (1/4). With his own step of 1e-4, slopes are right to six places and more.
            "numerical_gradient": "9/4",
            # One exact step, public (1) and hidden (1/2); n times too long: uphill below the stable rate (1/4), no
            # convergence (1/4), nor a shift (1/4), one row is not that row twice (1/4); float32 (1/4), targets (1/8), w
            # that does not fit (1/8).
            "gradient_descent": "7",
        },
        "The gradient is a sum over the rows, no shape is compared, and float32 becomes float64.",
    ),
    "uma_bias": (
        "graded",
        {
            **FULL,
            # db is twice too large: the public examples (1 and 1), the slope in b (1), one row (1/4).
            "mse_gradient": "19/4",
            # One exact step, public (1) and hidden (1/2); too long below the stable rate, so that the loss can rise
            # (1/4). She converges where that is asked, from 1 - 0.3 * 4 = -1/5 of the distance in b.
            "gradient_descent": "33/4",
            # No column of ones: the public example with a bias (3/4), one feature (1/2), several (3/4), one row (1/4).
            "largest_stable_learning_rate": "7/4",
        },
        "The 2 of the square is there twice in the gradient of b, and the bias is left out of the Hessian.",
    ),
}
