"""The direction is a complex number on the unit circle, and the projection a real part."""

import numpy as np


def direction(angle):
    turned = np.exp(1j * angle)
    return np.array([turned.real, turned.imag])


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must be (n, 2), not {points.shape}")
    numbers = points[:, 0] + 1j * points[:, 1]
    return np.array((numbers * np.exp(-1j * angle)).real > 0, dtype=np.int64)
