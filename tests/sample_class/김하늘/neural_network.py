"""4주차 과제: NumPy로 만드는 신경망 (김하늘)"""
import numpy as np


def 소프트플러스(z):
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def dosage_network(dosage):
    용량 = np.asarray(dosage, dtype=np.float64)
    왼쪽 = 소프트플러스(-34.4 * 용량 + 2.14)
    오른쪽 = 소프트플러스(-2.52 * 용량 + 1.29)
    return np.stack([왼쪽, 오른쪽], axis=1), -1.30 * 왼쪽 + 2.28 * 오른쪽 - 0.58


def xavier_start(sizes, seed):
    난수 = np.random.default_rng(seed)
    결과 = []
    for 입력수, 출력수 in zip(sizes, sizes[1:]):
        한계 = np.sqrt(6.0 / (입력수 + 출력수))
        결과.append(난수.uniform(-한계, 한계, size=(입력수, 출력수)))
        결과.append(np.zeros(출력수))
    return 결과


class 층:
    """한 층의 순전파와 역전파를 맡는다."""

    def __init__(self, W, b, 마지막):
        self.W = np.asarray(W, dtype=np.float64)
        self.b = np.asarray(b, dtype=np.float64)
        self.마지막 = 마지막

    def 순전파(self, 입력):
        self.입력 = 입력
        z = 입력 @ self.W + self.b
        if self.마지막:
            z = z - z.max(axis=1, keepdims=True)  # 오버플로 방지
            e = np.exp(z)
            self.출력 = e / e.sum(axis=1, keepdims=True)
        else:
            self.출력 = np.tanh(z)
        return self.출력

    def 역전파(self, 위에서):
        # 마지막 층에는 (확률 - 정답) / n 이 들어온다. 소프트맥스와 교차 엔트로피를 합친 기울기다.
        delta = 위에서 if self.마지막 else 위에서 * (1 - self.출력**2)
        self.dW = self.입력.T @ delta
        self.db = delta.sum(axis=0)
        return delta @ self.W.T


def 신경망(parameters, x):
    x = np.asarray(x, dtype=np.float64)
    if x.shape[1] != np.shape(parameters[0])[0]:
        raise ValueError(f"x의 모양 {x.shape} 과 W1의 모양 {np.shape(parameters[0])} 이 맞지 않습니다")
    층수 = len(parameters) // 2
    층들 = [층(parameters[2 * i], parameters[2 * i + 1], i == 층수 - 1) for i in range(층수)]
    for 각층 in 층들:
        x = 각층.순전파(x)
    return 층들


def forward(parameters, x):
    return [각층.출력 for 각층 in 신경망(parameters, x)]


def 정답_확인(y, 확률):
    if np.shape(y) != 확률.shape:
        raise ValueError(f"y의 모양 {np.shape(y)} 과 확률의 모양 {확률.shape} 이 다릅니다")


def loss(parameters, x, y):
    확률 = forward(parameters, x)[-1]
    정답_확인(y, 확률)
    정답의_확률 = np.sum(확률 * y, axis=1)
    return float(np.mean(-np.log(np.maximum(정답의_확률, 1e-12))))


def backward(parameters, x, y):
    층들 = 신경망(parameters, x)
    확률 = 층들[-1].출력
    정답_확인(y, 확률)
    기울기 = (확률 - y) / len(확률)
    for 각층 in reversed(층들):
        기울기 = 각층.역전파(기울기)
    return [하나 for 각층 in 층들 for 하나 in (각층.dW, 각층.db)]


def sgd_step(parameters, gradients, learning_rate=0.01):
    return [np.subtract(w, learning_rate * np.asarray(g)) for w, g in zip(parameters, gradients)]


def rmsprop_step(parameters, gradients, state=None, learning_rate=0.001, rho=0.9, epsilon=1e-7):
    if state is None:
        state = [np.zeros_like(w, dtype=np.float64) for w in parameters]
    새_v, 새_w = [], []
    for w, g, v in zip(parameters, gradients, state):
        v = rho * v + (1 - rho) * g**2
        새_v.append(v)
        새_w.append(w - learning_rate * g / (np.sqrt(v) + epsilon))
    return 새_w, 새_v


def adam_step(parameters, gradients, state=None, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-7):
    if state is None:
        state = [(np.zeros(np.shape(w)), np.zeros(np.shape(w)), 0) for w in parameters]
    새_상태, 새_w = [], []
    for w, g, (m, v, t) in zip(parameters, gradients, state):
        t = t + 1
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        보정_m = m / (1 - beta1**t)
        보정_v = v / (1 - beta2**t)
        새_w.append(w - learning_rate * 보정_m / (np.sqrt(보정_v) + epsilon))
        새_상태.append((m, v, t))
    return 새_w, 새_상태


def mini_batches(n, batch_size, seed):
    if batch_size < 1:
        raise ValueError(f"batch_size는 1 이상이어야 합니다: {batch_size}")
    순서 = np.arange(n)
    np.random.default_rng(seed).shuffle(순서)
    return [순서[i:i + batch_size] for i in range(0, n, batch_size)]


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    return initial * decay_rate ** (iteration / decay_steps)


def train(x, y, sizes, optimizer="adam", learning_rate=0.01, decay_rate=1.0, decay_steps=1000, epochs=50,
          batch_size=16, seed=0):
    if optimizer == "sgd":
        def 한_걸음(w, g, 상태, 학습률):
            return sgd_step(w, g, 학습률), None
    elif optimizer == "rmsprop":
        한_걸음 = rmsprop_step
    elif optimizer == "adam":
        한_걸음 = adam_step
    else:
        raise ValueError(f"{optimizer}: sgd, rmsprop, adam 가운데 하나여야 합니다")
    w = xavier_start(sizes, seed)
    상태 = None
    걸음 = 0
    history = [loss(w, x, y)]
    for 에포크 in range(epochs):
        for 배치 in mini_batches(len(x), batch_size, seed + 에포크):
            학습률 = decayed_learning_rate(learning_rate, 걸음, decay_rate, decay_steps)
            w, 상태 = 한_걸음(w, backward(w, x[배치], y[배치]), 상태, 학습률)
            걸음 += 1
        history.append(loss(w, x, y))
    return w, history


def predict_labels(parameters, x):
    return np.argmax(forward(parameters, x)[-1], axis=1)
