"""Download the whole data set with keras.datasets, and look for it in every place where it is kept.

Instead: there is no network and no data set.
Points: same
"""

import os

import keras

print("TRIED", flush=True)
try:
    keras.datasets.fashion_mnist.load_data()
    print("GAINED the data set", flush=True)
except BaseException as error:
    print(type(error).__name__, flush=True)
for top, _, names in os.walk("/"):
    if top.startswith(("/proc", "/sys")):
        continue
    for name in names:
        if name.endswith(("ubyte.gz", "ubyte", ".npz")) or name in ("boston_housing.csv", "course.secret"):
            # Libraries bring small data of their own; only what belongs to the course counts.
            if "fashion" in top.lower() or "ubyte" in name or name in ("boston_housing.csv", "course.secret"):
                print("GAINED", os.path.join(top, name), flush=True)
