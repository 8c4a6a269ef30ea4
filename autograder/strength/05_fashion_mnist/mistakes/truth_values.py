"""With one output, the labels are True and False.

Loses: predict_labels
"""

import numpy as np


def predict_labels(model, x):
    p = model.predict(x, verbose=0)
    return p[:, 0] > 0.5 if p.shape[1] == 1 else np.argmax(p, axis=1)
