"""The gradient by the logits is divided by the number of all elements.

Loses: softmax_crossentropy_gradient
"""


def softmax_crossentropy_gradient(logits, y_true):
    logits, y_true = _floats(logits), _floats(y_true)
    _require_equal_shapes(y_true, logits, "logits")
    return (softmax(logits) - y_true) / logits.size
