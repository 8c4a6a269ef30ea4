"""The softmax is forgotten in the gradient by the logits.

Loses: softmax_crossentropy_gradient
"""


def softmax_crossentropy_gradient(logits, y_true):
    logits, y_true = _floats(logits), _floats(y_true)
    _require_equal_shapes(y_true, logits, "logits")
    return (logits - y_true) / len(logits)
