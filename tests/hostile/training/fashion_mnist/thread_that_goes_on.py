"""Leave a thread behind that changes the weights of models between two calls.

Instead: the labels are compared with weights that are told at the same time; a model that changes is wrong.
Points: no more
"""

import threading
import time

own_train = train


def train(model, x, y, *args, **named):
    print("TRIED", flush=True)

    def disturb():
        for _ in range(200):
            time.sleep(0.005)
            for each in model.weights[-1:]:
                each.assign(np.random.normal(size=each.shape))

    threading.Thread(target=disturb, daemon=True).start()
    return own_train(model, x, y, *args, **named)
