"""What every student of the sample class must get for first_learner.py: status, points of each question, and why.

The points follow from the checks' sentences; a question that is not named is worth all or nothing of its points.
"""

from __future__ import annotations

FULL = {"direction": "1", "classify": "3", "accuracy": "2", "learn": "2", "random_search": "2"}
NOTHING = dict.fromkeys(FULL, "0")
ABSENT = ("missing", NOTHING, "Nothing handed in; the student's other assignments are what they are here for.")

EXPECTED: dict[str, tuple[str, dict[str, str], str]] = {
    "ada_loops": ("graded", FULL, "Right, in plain loops with the math module, drawing one angle at a time."),
    "ben_vectorised": ("graded", FULL, "Right, all angles at once: one matrix product."),
    "chloe_where": ("graded", FULL, "Right, with np.where; random_search is learn on the angles up to the first 1."),
    "dmitri_untouched": ("graded", NOTHING, "The stub as handed out: every check ends in its NotImplementedError."),
    "eva_output": (
        "graded",
        {
            **FULL,
            # The angle: first of equals (1/2 and 1/4), single angle (1/8). The history, which is most of it, is right.
            "learn": "9/8",
            # The angle: first of equals (1/4 and 1/4), at the first success (1/4 and 1/4).
            "random_search": "1",
        },
        "Both searches return the highest accuracy where the angle that has it is asked for.",
    ),
    "farid_halved": (
        "graded",
        {
            **FULL,
            "accuracy": "5/4",  # the two examples (1/4 each) and the definition (1/4)
            "learn": "5/4",  # the history (1/2 and 1/4); the angles are right
            "random_search": "3/2",  # the accuracies (1/4 and 1/4); it stops at 100, where it should
        },
        "accuracy gives percentages, and so do both histories.",
    ),
    "grace_integers": (
        "graded",
        {
            **FULL,
            # Labels made like the points are floats (1/8, and 1/8 for no points); of integers, projections below 1 are
            # cut off to 0 (1/8).
            "classify": "21/8",
            "accuracy": "15/8",  # in uint8, 0 - 1 is 255 (1/8)
        },
        "empty_like and zeros_like take the dtype of the points, and labels are subtracted.",
    ),
    "hugo_in_place": (
        "graded",
        {
            **FULL,
            "classify": "5/2",  # changes the points (1/4); integers cannot hold the products (1/8 and 1/8)
            # The history (1/2 and 1/4), each angle by itself (1/8), inputs left alone (1/8).
            "learn": "1",
            # The accuracies (1/4 and 1/4), stopping at the first success (1/4 and 1/4), inputs left alone (1/8).
            "random_search": "7/8",
        },
        "classify multiplies the points in place: right once, but the next angle meets other points.",
    ),
    "ines_off_by_one": (
        "graded",
        {
            **FULL,
            "classify": "11/4",  # 1 at the origin: 1/4
            "learn": "5/4",  # the last of equals: 1/2 and 1/4
            "random_search": "3/2",  # the last of equals: 1/4 and 1/4
        },
        "Comparisons that include equality: the origin is white, and the last of the best angles is kept.",
    ),
    "jun_endless": (
        "graded",
        # After two checks in which it did not come back, random_search is not called again.
        {**FULL, "random_search": "0"},
        "random_search goes on until the accuracy is 1, which for some labels it never is.",
    ),
    "김하늘": ("graded", FULL, "Right, with Korean names and comments; both searches share one loop."),
    "lena_exit": ABSENT,
    "mateo_syntax": ABSENT,
    "nadia_empty": ABSENT,
    "oskar_prints": (
        "graded",
        {**FULL, "direction": "0"},
        "direction prints the vector and returns nothing; what else is printed costs no point.",
    ),
    "priya_memory": (
        "graded",
        {
            **FULL,
            # Left are: the same again with the same seed, inputs left alone, and labels that do not fit (1/8 each).
            "random_search": "3/8",
        },
        "The angles come from np.random.seed and np.random.uniform: other ones, and the global generator is moved.",
    ),
    "quentin_missing": ABSENT,
    "rosa_misnamed": ("graded", {**FULL, "classify": "0"}, "classify is spelled clasify; her other functions call it."),
    "sam_sneaky": ABSENT,
    "tomas_naive": (
        "graded",
        {
            **FULL,
            "classify": "23/8",  # other shapes: 1/8
            "accuracy": "5/4",  # other lengths (1/4), other shapes (1/4), no labels (1/4)
            "learn": "15/8",  # other labels: 1/8
            "random_search": "15/8",
        },
        "No shape is looked at: zip stops at the shorter array, and nothing divided by nothing is ZeroDivisionError.",
    ),
    "uma_bias": (
        "graded",
        {
            **FULL,
            "classify": "3/2",  # both examples (1/2 each) and the definition (1/2); the rest asks for consistency
            "learn": "3/4",  # both examples (1/2 each) and the history (1/4)
            # The three examples (1/4 each), the accuracies (1/4) and stopping at the first success (1/4).
            "random_search": "3/4",
        },
        "The axis is taken for the dividing line: white is what lies on its left.",
    ),
}
