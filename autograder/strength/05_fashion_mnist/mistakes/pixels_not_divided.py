"""The pixels stay whole numbers up to 255.

Loses: prepare_images, accuracy
"""

import numpy as np


def prepare_images(images):
    if images.dtype != np.uint8:
        raise ValueError(f"the images are {images.dtype}, not uint8")
    if images.ndim != 3 or images.shape[1:] != (28, 28):
        raise ValueError(f"the images have shape {images.shape}")
    return images.reshape(len(images), 784).astype("float32")
