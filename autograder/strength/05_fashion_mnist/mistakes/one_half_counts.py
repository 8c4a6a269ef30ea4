"""A probability of exactly 0.5 gives the label 1.

Loses: predict_labels
"""

import numpy as np


def predict_labels(model, x):
    p = model.predict(x, verbose=0)
    if p.shape[1] == 1:
        return (p[:, 0] >= 0.5).astype("int64")
    return np.argmax(p, axis=1)
