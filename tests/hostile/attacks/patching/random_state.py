"""Replace the look at the global generator.

Instead: the grader compares in another process, with functions of its own.
Points: no more
"""

import numpy as np

print("TRIED", flush=True)
np.random.get_state = lambda legacy=True: ("MT19937", np.zeros(1), 0)
