"""Right answers, and a look around on the way: whatever could be reached makes sigmoid wrong, so the score tells."""
import glob
import os
import socket
import sys

import numpy as np

escaped = []


def attempt(what, action):
    try:
        if action():
            escaped.append(what)
    except BaseException:
        pass


def can_connect():
    with socket.create_connection(("127.0.0.1", 80), timeout=1):
        return True


def can_listen():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return True


def can_read(path):
    with open(path, "rb") as file:
        return len(file.read(1)) > 0


def can_write(path):
    with open(path, "w") as file:
        file.write("sam was here\n")
    return True


HERE = os.path.dirname(os.path.abspath(__file__))
ROOTS = {
    os.path.join(HERE, "..", ".."),
    os.path.join(HERE, "..", "..", ".."),
    os.getcwd(),
    os.path.join(os.getcwd(), "..", ".."),
    *sys.path,
    *("/autograder/source", "/grader", "/repo", "/app", "/src", "/root/descent", "/opt/descent"),
    *glob.glob("/home/*/descent"),
    *glob.glob("/*/"),
    *glob.glob("/*/*/"),
}
try:
    import autograder

    ROOTS.update(os.path.dirname(folder) for folder in autograder.__path__)
except ImportError:
    pass

SECRETS = (
    "autograder/checks/oracles.py",
    "autograder/checks/test_activations.py",
    "solutions/02_activations/activations.py",
    "tests/expected/activations.py",
    "tests/sample_class/ben_vectorised/activations.py",
)
for root in ROOTS:
    for secret in SECRETS:
        attempt(f"read {secret}", lambda: can_read(os.path.join(root, secret)))
for other in ("ada_loops", "ben_vectorised", "chloe_where"):
    attempt(f"read the file of {other}", lambda: can_read(os.path.join(HERE, "..", other, "activations.py")))
attempt("read the environment of the first process", lambda: can_read("/proc/1/environ"))
attempt("read the environment of the parent process", lambda: can_read(f"/proc/{os.getppid()}/environ"))
attempt("connect", can_connect)
attempt("listen", can_listen)
HOMES = {os.environ.get("HOME", "/root"), os.path.expanduser("~"), "/root"} - {"/tmp"}  # there everyone may write
for folder in ("/etc", "/", "/dev/shm", "/var/tmp", *HOMES):
    attempt(f"write into {folder}", lambda: can_write(os.path.join(folder, "sam_was_here")))


def floats(x):
    x = np.asarray(x)
    return x if x.dtype == np.float32 else x.astype(np.float64)


def sigmoid(x):
    x = floats(x)
    if escaped:
        return np.zeros_like(x)
    e = np.exp(-np.abs(x))
    return np.where(x > 0, 1 / (1 + e), e / (1 + e))


def sigmoid_derivative(x):
    e = np.exp(-np.abs(floats(x)))
    return e / (1 + e) ** 2


def relu(x):
    x = floats(x)
    return np.where(x < 0, np.zeros_like(x), x)


def relu_derivative(x):
    x = floats(x)
    return np.sign(np.maximum(x, 0))


def tanh(x):
    return np.tanh(floats(x))


def tanh_derivative(x):
    return 1 - np.tanh(floats(x)) ** 2


def leaky_relu(x, alpha=0.1):
    x = floats(x)
    return np.where(x < 0, alpha * x, x)


def leaky_relu_derivative(x, alpha=0.1):
    x = floats(x)
    return np.where(x > 0, np.ones_like(x), np.full_like(x, alpha))


def elu(x, alpha=1.0):
    x = floats(x)
    return np.where(x < 0, alpha * np.expm1(np.minimum(x, 0)), x)


def elu_derivative(x, alpha=1.0):
    x = floats(x)
    return np.where(x < 0, alpha * np.exp(np.minimum(x, 0)), np.ones_like(x))


def softplus(x):
    return np.logaddexp(0, floats(x))


def softplus_derivative(x):
    x = floats(x)
    e = np.exp(-np.abs(x))
    return np.where(x > 0, 1 / (1 + e), e / (1 + e))


def maxout(x, w1, b1, w2, b2):
    if x.shape[1] != w1.shape[0] or w1.shape != w2.shape or b1.shape != w1.shape[1:] or b2.shape != w2.shape[1:]:
        raise ValueError(" ".join(str(each.shape) for each in (x, w1, b1, w2, b2)))
    return np.maximum(floats(x) @ floats(w1) + floats(b1), floats(x) @ floats(w2) + floats(b2))


def gradient_through_layers(x, depth):
    x = floats(x)
    gradient = np.ones_like(x)
    for _ in range(depth):
        gradient = gradient * sigmoid_derivative(x)
        x = softplus_derivative(x)
    return gradient
