"""Boston housing: k folds, normalisation with the statistics of the training rows, and a regression model in Keras.

Conventions of every function here (n rows, d features, k folds):
- x has shape (n, d), one row per example; y has shape (n,) and holds the number to predict.
- Rows are counted from 0. A fold is a pair of index arrays, the rows to train on and the rows to validate on.
- Arguments are never changed. They may be read-only, slices of larger arrays, integers or float32; results are float64
  where nothing else is said, and arrays that are returned are new.
- What a model is trained on, mean and standard deviation included, knows nothing of the rows it is validated on.
- The same seed gives the same result to the last bit, another seed another one.
"""

import keras
import numpy as np


def k_fold_indices(n: int, k: int, seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Shuffle the row numbers 0 ... n - 1, deal them into k parts, and let every part be the validation rows once.

    The sizes of the parts differ by at most 1: when k does not divide n, some have one row more, and none is left out.

    Args:
        n: the number of rows.
        k: the number of folds, 2 <= k <= n. With k = n every validation part is a single row.
        seed: an int >= 0 for np.random.default_rng; NumPy's global random numbers are left alone.

    Returns:
        A list of k pairs (train, validation) of int64 arrays with one axis. Every row is in exactly one of the k
        validation parts, and train holds all rows that are not in validation. The order within an array is free.

    Raises:
        ValueError: k is below 2 or above n. The message contains n and k.

    Example:
        >>> [len(validation) for train, validation in k_fold_indices(5, 2, seed=0)]
        [3, 2]
    """
    raise NotImplementedError("k_fold_indices: not written yet")


def fit_normalizer(x_train: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The mean and the standard deviation of every feature, from the rows to train on.

    mean = 1/n * sum(x)        std = sqrt(1/n * sum((x - mean)**2))

    Args:
        x_train: array (n, d), n >= 1.

    Returns:
        (mean, std): two float64 arrays (d,). The standard deviation divides by n, as np.std does.

    Raises:
        ValueError: x_train has not two axes, or no row. The message contains its shape as Python writes it: (0, 2).

    Example:
        >>> fit_normalizer(np.array([[1.0, 10.0], [3.0, 10.0]]))
        (array([ 2., 10.]), array([1., 0.]))
    """
    raise NotImplementedError("fit_normalizer: not written yet")


def normalize(x: np.ndarray, mean: np.ndarray, std: np.ndarray) -> np.ndarray:
    """(x - mean) / std, feature by feature. A feature whose std is 0 becomes 0 in every row.

    It becomes 0 also in a row whose value is not the mean: a feature that was constant in training tells the model
    nothing. No NaN, no infinity and no warning comes of it.

    Args:
        x: array (n, d): the rows that mean and std were computed from, or any others.
        mean: array (d,).
        std: array (d,), no element below 0.

    Returns:
        float64 array (n, d).

    Example:
        >>> normalize(np.array([[1.0, 10.0], [5.0, 12.0]]), np.array([2.0, 10.0]), np.array([1.0, 0.0]))
        array([[-1.,  0.],
               [ 3.,  0.]])
    """
    raise NotImplementedError("normalize: not written yet")


def build_regressor(n_features: int) -> keras.Model:
    """A new, compiled Keras model that predicts one number from n_features features.

    The lecture's model has two hidden layers of 64 nodes with relu, and RMSProp. Other numbers of layers and nodes,
    other activations of the hidden layers and other optimisers are as welcome.

    Args:
        n_features: the number d of features, >= 1.

    Returns:
        A keras.Model with input shape (d,), at least one hidden layer with a nonlinear activation, and one output node
        without an activation. It is compiled with the loss mean_squared_error and the metric mean_absolute_error
        ("mse" and "mae" for short). Every call returns another model with a start of its own.

    Example:
        >>> build_regressor(13).output_shape
        (None, 1)
    """
    raise NotImplementedError("build_regressor: not written yet")


def cross_validate(
    x: np.ndarray, y: np.ndarray, k: int, epochs: int, batch_size: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Train k models, each without one fold, and let each predict the fold that it has not seen.

    First of all, keras.utils.set_random_seed(seed), once. Then, for each (train, validation) of
    k_fold_indices(n, k, seed), in that order:
    1. fit_normalizer on the training rows of this fold alone; normalize the training and the validation rows with it,
       before anything becomes float32;
    2. a fresh model from build_regressor(d);
    3. fit it on the training rows for `epochs` epochs in batches of `batch_size`;
    4. predict the validation rows.
    No validation row may take part in training: fit gets no validation data, and nothing is stopped early or chosen
    by looking at the validation fold.

    Args:
        x: array (n, d).
        y: array (n,).
        k: the number of folds, 2 <= k <= n.
        epochs: an int >= 1, for fit.
        batch_size: an int >= 1, for fit.
        seed: an int >= 0, for the folds and for Keras.

    Returns:
        (scores, predictions): scores float64 (k,), for each fold the mean of |y - prediction| over its validation
        rows; predictions float64 (n,), for row i what was predicted by the model that had not seen row i.

    Raises:
        ValueError: x and y have not the same number of rows. The message contains both shapes as Python writes them.

    Example:
        >>> scores, predictions = cross_validate(x, y, k=4, epochs=50, batch_size=16, seed=0)   # Boston housing
        >>> scores.shape, predictions.shape
        ((4,), (506,))
    """
    raise NotImplementedError("cross_validate: not written yet")
