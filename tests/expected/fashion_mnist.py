"""What every student of the sample class must get for fashion_mnist.py: status, points of each question, and why.

The points follow from the checks' sentences; a question that is not named is worth all or nothing of its points. What
is trained depends on the course's secret, so accuracies here are far from a threshold.
"""

from __future__ import annotations

FULL = {
    "prepare_images": "5",
    "select_classes": "4",
    "build_binary_classifier": "5",
    "build_classifier": "5",
    "build_functional_classifier": "5",
    "train": "10",
    "predict_labels": "5",
    "binary_accuracy": "4",
    "accuracy": "7",
}
NOTHING = dict.fromkeys(FULL, "0")
MISSING = ("missing", NOTHING, "Has handed in other assignments only.")

EXPECTED: dict[str, tuple[str, dict[str, str], str]] = {
    "ada_loops": ("graded", FULL, "Right, row by row; activations are layers, losses are objects."),
    "ben_vectorised": MISSING,
    "chloe_where": MISSING,
    "dmitri_untouched": ("graded", NOTHING, "The stub as handed out: every check ends in its NotImplementedError."),
    "eva_output": MISSING,
    "farid_halved": (
        "graded",
        {
            **FULL,
            "prepare_images": "7/4",  # floats (1/2), dtypes (1/2) and shapes (1/2) are refused, no image is right (1/4)
            "binary_accuracy": "0",
            "accuracy": "0",
        },
        "The pixels are divided by 255 twice, and with SGD nothing is learnt from numbers below 0.004.",
    ),
    "grace_integers": MISSING,
    "hugo_in_place": MISSING,
    "ines_off_by_one": MISSING,
    "jun_endless": MISSING,
    "김하늘": MISSING,
    "lena_exit": MISSING,
    "mateo_syntax": MISSING,
    "nadia_empty": MISSING,
    "oskar_prints": MISSING,
    "priya_memory": MISSING,
    "quentin_missing": MISSING,
    "rosa_misnamed": MISSING,
    "sam_sneaky": MISSING,
    "tomas_naive": MISSING,
    "uma_bias": MISSING,
}
