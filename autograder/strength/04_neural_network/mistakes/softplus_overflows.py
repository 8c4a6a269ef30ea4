"""softplus by its formula, whose exponential overflows at a dosage of -30.

Loses: dosage_network
"""

import numpy as np


def dosage_network(dosage):
    x = np.asarray(dosage, np.float64)
    hidden = np.log(1 + np.exp(np.column_stack([-34.4 * x + 2.14, -2.52 * x + 1.29])))
    return hidden, hidden @ np.array([-1.30, 2.28]) - 0.58
