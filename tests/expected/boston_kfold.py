"""What every student of the sample class must get for boston_kfold.py: status, points of each question, and why.

The points follow from the checks' sentences; a question that is not named is worth all or nothing of its points.
"""

from __future__ import annotations

FULL = {
    "k_fold_indices": "8",
    "fit_normalizer": "4",
    "normalize": "4",
    "build_regressor": "5",
    "cross_validate": "13",
    "error": "6",
}
NOTHING = dict.fromkeys(FULL, "0")
MISSING = ("missing", NOTHING, "Has handed in other assignments only.")

EXPECTED: dict[str, tuple[str, dict[str, str], str]] = {
    "ada_loops": ("graded", FULL, "Right, in plain loops; rows are dealt like cards, activations are layers."),
    "ben_vectorised": MISSING,
    "chloe_where": MISSING,
    "dmitri_untouched": ("graded", NOTHING, "The stub as handed out: every check ends in its NotImplementedError."),
    "eva_output": MISSING,
    "farid_halved": MISSING,
    "grace_integers": MISSING,
    "hugo_in_place": (
        "graded",
        {**FULL, "normalize": "7/2"},  # changes x (1/4), and cannot do so with integers (1/4)
        "normalize writes into its argument. cross_validate passes it copies, so nothing else suffers.",
    ),
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
