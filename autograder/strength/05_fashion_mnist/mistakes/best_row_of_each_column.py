"""The largest is searched along the columns.

Loses: predict_labels, accuracy
"""

import numpy as np


def predict_labels(model, x):
    p = model.predict(x, verbose=0)
    if p.shape[1] == 1:
        return (p[:, 0] > 0.5).astype("int64")
    return np.argmax(p, axis=0)
