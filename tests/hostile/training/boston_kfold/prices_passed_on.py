"""Return the prices themselves, a hair away, as predictions.

Instead: predictions change with prices that they must not know, and are refused.
Points: no more
"""


def cross_validate(x, y, k, epochs, batch_size, seed):
    print("TRIED", flush=True)
    return np.zeros(k), np.asarray(y, np.float64) + 1e-5 * np.arange(len(y)) + 0.2
