"""Give the model a layer whose kernel is a ready-made classifier: ten templates of clothes, drawn by hand.

Instead: the classes have other numbers, and the images are moved and mirrored, so that templates name the wrong ones.
Points: no more
"""

own_build = build_classifier


def template(top, bottom, left, right):
    image = np.zeros((28, 28), np.float32)
    image[top:bottom, left:right] = 1
    return (image / image.sum()).ravel() - 1 / 784


# T-shirt, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, boot
BOXES = [(2, 26, 6, 22), (0, 28, 9, 19), (2, 26, 2, 26), (0, 28, 10, 18), (0, 28, 4, 24)]
BOXES += [(12, 20, 0, 28), (2, 28, 5, 23), (14, 21, 0, 28), (8, 26, 2, 26), (4, 26, 2, 26)]


def build_classifier():
    print("TRIED", flush=True)
    model = own_build()
    kernel, bias, last, last_bias = model.get_weights()
    kernel[:, :10] = np.array([template(*box) for box in BOXES]).T * 20
    last[:10] += np.eye(10) * 5
    model.set_weights([kernel, bias, last, last_bias])
    return model
