# Ada - homework 3. Loops again, one number after the other.
import math

import numpy as np


def same_shape(a, b):
    if a.shape != b.shape:
        raise ValueError("%s is not the same shape as %s" % (a.shape, b.shape))


def answer_like(*arrays):
    """An empty array in the shape of the first one, float32 when all of them are."""
    single = all(array.dtype == np.float32 for array in arrays)
    return np.zeros(arrays[0].shape, dtype=np.float32 if single else np.float64)


def clip(p, epsilon):
    if p < epsilon:
        return epsilon
    if p > 1.0 - epsilon:
        return 1.0 - epsilon
    return p


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    same_shape(y_true, y_pred)
    total = 0.0
    for place in np.ndindex(*y_pred.shape):
        y = float(y_true[place])
        p = clip(float(y_pred[place]), epsilon)
        total += -y * math.log(p) - (1.0 - y) * math.log(1.0 - p)
    return total / y_pred.size


def binary_crossentropy_gradient(y_true, y_pred, epsilon=1e-7):
    same_shape(y_true, y_pred)
    gradient = answer_like(y_pred, y_true)
    for place in np.ndindex(*y_pred.shape):
        y = float(y_true[place])
        p = float(y_pred[place])
        if p <= epsilon or p >= 1.0 - epsilon:
            gradient[place] = 0.0
        else:
            gradient[place] = (-y / p + (1.0 - y) / (1.0 - p)) / y_pred.size
    return gradient


def one_hot(labels, num_classes):
    if len(labels.shape) != 1:
        raise ValueError("labels should be a row of numbers, not %s" % (labels.shape,))
    answer = np.zeros((len(labels), num_classes))
    for row in range(len(labels)):
        label = int(labels[row])
        if label < 0 or label >= num_classes:
            raise ValueError("there is no class %d" % label)
        answer[row, label] = 1.0
    return answer


def softmax(logits, axis=-1):
    answer = answer_like(logits)
    # walk along all other axes; `line` is one row of logits along the given axis
    others = list(logits.shape)
    others[axis] = 1
    for place in np.ndindex(*others):
        where = list(place)
        where[axis] = slice(None)
        line = [float(z) for z in logits[tuple(where)]]
        largest = max(line)
        powers = [math.exp(z - largest) for z in line]
        total = sum(powers)
        answer[tuple(where)] = [power / total for power in powers]
    return answer


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    same_shape(y_true, y_pred)
    n, k = y_pred.shape
    total = 0.0
    for row in range(n):
        for c in range(k):
            total -= float(y_true[row, c]) * math.log(clip(float(y_pred[row, c]), epsilon))
    return total / n


def softmax_crossentropy_gradient(logits, y_true):
    same_shape(logits, y_true)
    p = softmax(logits)
    gradient = answer_like(logits, y_true)
    n, k = logits.shape
    for row in range(n):
        for c in range(k):
            gradient[row, c] = (p[row, c] - float(y_true[row, c])) / n
    return gradient
