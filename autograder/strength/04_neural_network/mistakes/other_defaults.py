"""train is SGD when nothing is said, Adam steps by 0.01, and RMSProp's epsilon is 1e-8.

Loses: rmsprop_step, adam_step, train
"""

reference_train, reference_adam, reference_rmsprop = train, adam_step, rmsprop_step


def train(
    x,
    y,
    sizes,
    optimizer="sgd",
    learning_rate=0.01,
    decay_rate=1.0,
    decay_steps=1000,
    epochs=50,
    batch_size=16,
    seed=0,
):
    return reference_train(x, y, sizes, optimizer, learning_rate, decay_rate, decay_steps, epochs, batch_size, seed)


def adam_step(parameters, gradients, state=None, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-7):
    return reference_adam(parameters, gradients, state, learning_rate, beta1, beta2, epsilon)


def rmsprop_step(parameters, gradients, state=None, learning_rate=0.001, rho=0.9, epsilon=1e-8):
    return reference_rmsprop(parameters, gradients, state, learning_rate, rho, epsilon)
