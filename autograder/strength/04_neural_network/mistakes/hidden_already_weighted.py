"""hidden holds the nodes after they are weighted.

Loses: dosage_network
"""

import numpy as np


def dosage_network(dosage):
    x = np.asarray(dosage, np.float64)
    hidden = np.logaddexp(0, np.column_stack([-34.4 * x + 2.14, -2.52 * x + 1.29])) * np.array([-1.30, 2.28])
    return hidden, hidden.sum(axis=1) - 0.58
