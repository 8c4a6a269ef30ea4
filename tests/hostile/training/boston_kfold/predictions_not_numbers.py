"""Return predictions that are infinite, complex, masked, of the wrong length, or an object that looks like an array.

Instead: they are refused as answers, one after the other.
Points: no more
"""

ANSWERS = [
    lambda n: np.full(n, np.nan),
    lambda n: np.full(n, np.inf),
    lambda n: np.zeros(n, complex),
    lambda n: np.ma.masked_all(n),
    lambda n: np.zeros(n + 1),
    lambda n: np.zeros((n, 1)),
    lambda n: type("Array", (), {"__array__": lambda self, *args: np.zeros(n), "shape": (n,), "dtype": np.float64})(),
]


def cross_validate(x, y, k, epochs, batch_size, seed):
    print("TRIED", flush=True)
    ANSWERS.append(ANSWERS.pop(0))
    return np.zeros(k), ANSWERS[-1](len(y))
