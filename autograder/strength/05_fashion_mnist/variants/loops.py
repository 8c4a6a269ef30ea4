"""Pixel by pixel and row by row, in loops."""

import numpy as np


def prepare_images(images):
    if str(images.dtype) != "uint8":
        raise ValueError("dtype is " + str(images.dtype))
    if len(images.shape) != 3 or images.shape[1] != 28 or images.shape[2] != 28:
        raise ValueError("shape is " + str(images.shape))
    x = np.zeros((images.shape[0], 784), dtype="float32")
    for i in range(images.shape[0]):
        for r in range(28):
            x[i, 28 * r : 28 * r + 28] = images[i, r] / 255.0
    return x


def select_classes(images, labels, classes=(0, 1)):
    if len(images) != len(labels):
        raise ValueError("lengths: " + str(len(images)) + " and " + str(len(labels)))
    rows, new = [], []
    for i in range(len(labels)):
        if labels[i] == classes[0] or labels[i] == classes[1]:
            rows.append(i)
            new.append(0 if labels[i] == classes[0] else 1)
    return images[np.array(rows, dtype=int)], np.array(new, dtype=np.int64)
