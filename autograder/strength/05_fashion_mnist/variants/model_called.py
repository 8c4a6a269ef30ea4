"""The model is called instead of predict, and labels are found row by row."""

import numpy as np


def predict_labels(model, x):
    labels = []
    for row in np.asarray(model(x, training=False)):
        if len(row) == 1:
            labels.append(1 if row[0] > 0.5 else 0)
        else:
            labels.append(list(row).index(max(row)))
    return np.array(labels, dtype=np.int64)
