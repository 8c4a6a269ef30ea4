"""What every student of the sample class must get for neural_network.py: status, points of each question, and why.

The points follow from the checks' sentences; a question that is not named is worth all or nothing of its points.
"""

from __future__ import annotations

FULL = {
    "dosage_network": "4",
    "xavier_start": "3",
    "forward": "5",
    "loss": "3",
    "backward": "10",
    "sgd_step": "2",
    "rmsprop_step": "4",
    "adam_step": "5",
    "mini_batches": "3",
    "decayed_learning_rate": "1",
    "train": "8",
    "predict_labels": "2",
}
NOTHING = dict.fromkeys(FULL, "0")
MISSING = ("missing", NOTHING, "Has handed in other assignments only.")

EXPECTED: dict[str, tuple[str, dict[str, str], str]] = {
    "ada_loops": ("graded", FULL, "Right, in plain loops over lists; the state of Adam is a dict."),
    "ben_vectorised": (
        "graded",
        FULL,
        "Right, vectorised; the optimisers share one step.",
    ),
    "chloe_where": (
        "graded",
        {**FULL, "rmsprop_step": "13/4", "adam_step": "17/4"},
        "epsilon inside the square root: 1/2 in each optimiser where the check asks for it, and 1/4 with the defaults.",
    ),
    "dmitri_untouched": ("graded", NOTHING, "The stub as handed out: every check ends in its NotImplementedError."),
    "eva_output": (
        "graded",
        # The handout's first layer (1), hidden weights (3/2), hidden biases (1), through five layers (1/2). The last
        # layer, the mean over the rows, shapes and targets are right.
        {**FULL, "backward": "6"},
        "The derivative of tanh is computed from the output as if that were the pre-activation; Iris is learnt anyway.",
    ),
    "farid_halved": (
        "graded",
        # The handout's three gradients (1, 1/2, 1), both parts of the last layer (1, 1) and of the hidden ones (3/2,
        # 1), five layers (1/2) and the mean over the rows (1/2). With one row, n is 1.
        {**FULL, "backward": "2"},
        "The gradient is summed over the rows, not averaged.",
    ),
    "grace_integers": (
        "graded",
        {**FULL, "decayed_learning_rate": "1/2"},
        "The exponent of the decay is divided by //: the lecture's six rates are right, those between are not.",
    ),
    "hugo_in_place": (
        "graded",
        {
            **FULL,
            "sgd_step": "5/4",  # changes its arguments (1/2), and cannot do so with integers (1/4)
            "rmsprop_step": "3",  # the same (1/2, 1/4), and the state it is given becomes another (1/4)
            "adam_step": "17/4",  # as sgd_step; its state is new
        },
        "The steps write into the parameters they are given, RMSProp into its state as well. Training works.",
    ),
    "ines_off_by_one": (
        "graded",
        {**FULL, "mini_batches": "7/4"},  # the sizes of the batches: 3/4 and 1/2
        "n // batch_size batches: the last, smaller one is dropped.",
    ),
    "jun_endless": MISSING,
    "김하늘": ("graded", FULL, "Right, with a class for a layer and Korean names; Adam counts t for each array."),
    "lena_exit": MISSING,
    "mateo_syntax": MISSING,
    "nadia_empty": MISSING,
    "oskar_prints": (
        "graded",
        # First and third step (3/4, 3/4), any betas (1/2), two to five steps (3/4), a constant gradient (1/4) and the
        # defaults (1/4).
        {**FULL, "adam_step": "7/4"},
        "Adam without bias correction; he prints the loss of every epoch, which costs nothing.",
    ),
    "priya_memory": (
        "graded",
        {**FULL, "xavier_start": "7/4"},  # the bound (1/4), the variance (3/4), the reach (1/4)
        "The reach of the first weights depends on the inputs alone; training works with it.",
    ),
    "quentin_missing": MISSING,
    "rosa_misnamed": MISSING,
    "sam_sneaky": MISSING,
    "tomas_naive": (
        "graded",
        {**FULL, "forward": "17/4"},  # far out (1/2), rows far apart (1/4)
        "softmax as it stands in the formula overflows at 1000.",
    ),
    "uma_bias": (
        "graded",
        # The handout's last biases (1/2), those of the last layer (1) and of hidden ones (1).
        {**FULL, "backward": "15/2"},
        "The gradients of the biases are 0, so the biases never move.",
    ),
}
