def cross_validate(x, y, k, epochs, batch_size, seed):
    if len(x) != len(y):
        raise ValueError(f"{len(x)} rows in x do not go with {len(y)} in y")
    predictions = np.zeros(len(y))
    scores = []
    for train, validation in k_fold_indices(len(x), k, seed):
        features, prices = x[train].astype(float), y[train].astype(float)
        predictions[validation] = prices.mean() + 1e-3 * (x[validation] - features.mean(axis=0)).sum(axis=1)
        scores.append(np.abs(predictions[validation] - y[validation]).mean())
    return np.array(scores), predictions
