"""The hidden nodes have relu.

Loses: dosage_network
"""

import numpy as np


def dosage_network(dosage):
    x = np.asarray(dosage, np.float64)
    hidden = np.maximum(np.column_stack([-34.4 * x + 2.14, -2.52 * x + 1.29]), 0)
    return hidden, hidden @ np.array([-1.30, 2.28]) - 0.58
