"""np.round of the probability, which rounds one half to 0."""

import numpy as np


def predict_labels(model, x):
    outputs = model.predict(x)
    if outputs.shape[1] == 1:
        return np.round(outputs).astype(np.int64).ravel()
    return np.argmax(outputs, axis=-1)
