"""2주차 과제: 활성화함수와 도함수 (김하늘)"""
import numpy as np


def 실수로(x):
    # float32는 그대로 두고, 나머지(정수 포함)는 float64로 바꾼다.
    x = np.asarray(x)
    if x.dtype == np.float32:
        return x
    return x.astype(np.float64)


def sigmoid(x):
    x = 실수로(x)
    # 지수가 양수가 되지 않게 하면 오버플로가 없다.
    작은값 = np.exp(-np.abs(x))
    분자 = np.where(x < 0, 작은값, np.ones_like(작은값))
    return 분자 / (1 + 작은값)


def sigmoid_derivative(x):
    # x는 시그모이드의 출력이 아니라 입력(활성화 이전 값)이다.
    s = sigmoid(x)
    return s * (1 - s)


def relu(x):
    x = 실수로(x)
    return np.where(x > 0, x, np.zeros_like(x))


def relu_derivative(x):
    x = 실수로(x)
    # 0에서는 약속에 따라 0
    return np.where(x > 0, np.ones_like(x), np.zeros_like(x))


def tanh(x):
    x = 실수로(x)
    # tanh는 홀함수이므로 양수 쪽만 계산한 뒤 부호를 붙인다.
    e = np.exp(-2 * np.abs(x))
    return np.sign(x) * (1 - e) / (1 + e)


def tanh_derivative(x):
    return 1 - tanh(x) ** 2


def leaky_relu(x, alpha=0.1):
    x = 실수로(x)
    return np.where(x > 0, x, alpha * x)


def leaky_relu_derivative(x, alpha=0.1):
    x = 실수로(x)
    기울기 = np.ones_like(x)
    기울기[x <= 0] = alpha
    return 기울기


def elu(x, alpha=1.0):
    x = 실수로(x)
    # np.where는 양쪽을 모두 계산하므로 exp에는 0 이하의 수만 넣는다.
    return np.where(x > 0, x, alpha * np.expm1(np.where(x > 0, np.zeros_like(x), x)))


def elu_derivative(x, alpha=1.0):
    x = 실수로(x)
    return np.where(x > 0, np.ones_like(x), alpha * np.exp(np.where(x > 0, np.zeros_like(x), x)))


def softplus(x):
    x = 실수로(x)
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def softplus_derivative(x):
    # 소프트플러스의 도함수는 시그모이드
    return sigmoid(x)


def maxout(x, w1, b1, w2, b2):
    값들 = []
    for w, b in ((w1, b1), (w2, b2)):
        if w.ndim != 2 or w.shape[0] != x.shape[1]:
            raise ValueError(f"x {x.shape}와 가중치 {w.shape}의 모양이 맞지 않습니다")
        if b.shape != (w.shape[1],):
            raise ValueError(f"가중치 {w.shape}와 편향 {b.shape}의 모양이 맞지 않습니다")
        값들.append(실수로(x) @ 실수로(w) + 실수로(b))
    if w1.shape != w2.shape:
        raise ValueError(f"두 가중치의 모양이 다릅니다: {w1.shape}, {w2.shape}")
    return np.maximum(값들[0], 값들[1])


def gradient_through_layers(x, depth):
    x = 실수로(x)
    결과 = np.ones_like(x)
    for _ in range(depth):
        # 연쇄법칙: 층마다 그 층의 입력에서의 미분을 곱한다.
        결과 = 결과 * sigmoid_derivative(x)
        x = sigmoid(x)
    return 결과
