"""reshape(n, -1) does not know how long a row is when there is no image.

Loses: prepare_images
"""

import numpy as np


def prepare_images(images):
    if images.dtype != np.uint8 or images.ndim != 3 or images.shape[1:] != (28, 28):
        raise ValueError(f"images of {images.dtype} with shape {images.shape}")
    return images.reshape(images.shape[0], -1).astype("float32") / 255
