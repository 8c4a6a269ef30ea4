"""p * (1 - p) is multiplied after the gradient that contains it already.

Loses: softmax_crossentropy_gradient
"""


def softmax_crossentropy_gradient(logits, y_true):
    logits, y_true = _floats(logits), _floats(y_true)
    _require_equal_shapes(y_true, logits, "logits")
    p = softmax(logits)
    return (p - y_true) * p * (1 - p) / len(logits)
