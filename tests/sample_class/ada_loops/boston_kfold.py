# Ada - homework 6. Loops where I can; the training itself I have to leave to Keras.
import math

import keras
import numpy as np


def k_fold_indices(n, k, seed):
    if k < 2 or k > n:
        raise ValueError("n = %d rows and k = %d folds do not go together" % (n, k))
    rows = list(range(n))
    np.random.default_rng(seed).shuffle(rows)
    parts = [[] for fold in range(k)]
    for place in range(n):
        parts[place % k].append(rows[place])  # like dealing cards
    folds = []
    for part in parts:
        train = [row for row in range(n) if row not in part]
        folds.append((np.array(train, dtype=np.int64), np.array(sorted(part), dtype=np.int64)))
    return folds


def fit_normalizer(x_train):
    if len(x_train.shape) != 2 or x_train.shape[0] < 1:
        raise ValueError("need a table with rows, not %s" % (x_train.shape,))
    n, d = x_train.shape
    mean = np.zeros(d)
    std = np.zeros(d)
    for j in range(d):
        total = 0.0
        for i in range(n):
            total += float(x_train[i, j])
        mean[j] = total / n
        squares = 0.0
        for i in range(n):
            squares += (float(x_train[i, j]) - mean[j]) ** 2
        std[j] = math.sqrt(squares / n)
    return mean, std


def normalize(x, mean, std):
    answer = np.zeros(x.shape)
    for j in range(x.shape[1]):
        if std[j] == 0:
            continue
        for i in range(x.shape[0]):
            answer[i, j] = (float(x[i, j]) - float(mean[j])) / float(std[j])
    return answer


def build_regressor(n_features):
    model = keras.Sequential()
    model.add(keras.Input(shape=(n_features,)))
    model.add(keras.layers.Dense(64))
    model.add(keras.layers.ReLU())
    model.add(keras.layers.Dense(64))
    model.add(keras.layers.ReLU())
    model.add(keras.layers.Dense(1, activation="linear"))
    model.compile(
        optimizer=keras.optimizers.RMSprop(learning_rate=0.001),
        loss=keras.losses.MeanSquaredError(),
        metrics=[keras.metrics.MeanAbsoluteError()],
    )
    return model


def cross_validate(x, y, k, epochs, batch_size, seed):
    if x.shape[0] != y.shape[0]:
        raise ValueError("x is %s but y is %s" % (x.shape, y.shape))
    keras.utils.set_random_seed(seed)
    predictions = np.zeros(len(y))
    scores = []
    for train, validation in k_fold_indices(len(y), k, seed):
        mean, std = fit_normalizer(x[train])
        model = build_regressor(x.shape[1])
        model.fit(normalize(x[train], mean, std), y[train].astype(float), epochs=epochs, batch_size=batch_size, verbose=0)
        answer = model.predict(normalize(x[validation], mean, std), verbose=0)
        total = 0.0
        for place in range(len(validation)):
            row = validation[place]
            predictions[row] = float(answer[place, 0])
            total += abs(float(y[row]) - predictions[row])
        scores.append(total / len(validation))
    return np.array(scores), predictions
