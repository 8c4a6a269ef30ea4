"""hidden has the nodes in its rows: (2, n).

Loses: dosage_network
"""

import numpy as np


def dosage_network(dosage):
    x = np.asarray(dosage, np.float64)
    hidden = np.logaddexp(0, np.array([-34.4 * x + 2.14, -2.52 * x + 1.29]))
    return hidden, np.array([-1.30, 2.28]) @ hidden - 0.58
