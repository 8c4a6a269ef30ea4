"""Likely causes that the checks of several assignments name, or public and hidden ones of the same assignment."""

BOTH_SHAPES = "compare the shapes before computing, and put both into the message"
TRUNCATED = "an array made with the integer dtype of the input cuts off every fraction"

# --- 02_activations ---

OUTPUT = "this takes x for the output of the activation function; x is the pre-activation"
NO_ALPHA = "alpha is ignored, and its default used instead"

# --- 03_crossentropy ---

OVERFLOW = "exp grows to inf or sinks to 0, and inf / inf and 0 / 0 are nan: subtract the maximum along the axis first"
