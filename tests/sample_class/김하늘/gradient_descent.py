"""1주차 과제: 선형회귀와 경사하강법 (김하늘)"""
import numpy as np


def 실수로(x):
    # float32는 그대로 두고, 나머지(정수 포함)는 float64로 바꾼다.
    x = np.asarray(x)
    return x if x.dtype == np.float32 else x.astype(np.float64)


def predict(x, w, b=0.0):
    if x.ndim == 1:
        if np.ndim(w) != 0:
            raise ValueError(f"x의 모양이 {x.shape}이면 가중치는 수여야 합니다: {np.shape(w)}")
        return w * 실수로(x) + b
    if np.shape(w) != (x.shape[1],):
        raise ValueError(f"x {x.shape}와 가중치 {np.shape(w)}의 모양이 맞지 않습니다")
    return 실수로(x) @ 실수로(w) + b


def 오차(x, y, w, b):
    예측 = predict(x, w, b)
    # 모양을 확인하지 않으면 (n, 1)인 y가 소리 없이 (n, n)으로 브로드캐스트된다.
    if y.shape != 예측.shape:
        raise ValueError(f"x {x.shape}와 목푯값 {y.shape}의 모양이 맞지 않습니다")
    return 예측 - y


def mse(x, y, w, b=0.0):
    return float(np.mean(오차(x, y, w, b) ** 2))


def mse_gradient(x, y, w, b=0.0):
    # 제곱을 미분하면 2가 나온다. 손실함수가 평균이므로 기울기도 평균이다.
    e = 오차(x, y, w, b)
    if x.ndim == 1:
        dw = 2 * np.mean(e * x)
    else:
        dw = 2 * np.mean(e[:, np.newaxis] * x, axis=0)
    return dw, float(2 * np.mean(e))


def coordinate_step(loss, weights, index, step):
    가장좋은 = 실수로(weights).copy()
    가장낮은 = loss(가장좋은)
    for 방향 in (1, -1):
        후보 = 실수로(weights).copy()
        후보[index] += 방향 * step
        손실 = loss(후보)
        # 더 낮아질 때만 바꾼다. 같으면 원래 가중치를 그대로 둔다.
        if 손실 < 가장낮은:
            가장좋은, 가장낮은 = 후보, 손실
    return 가장좋은


def numerical_gradient(loss, weights, h=1e-5):
    기울기 = np.zeros_like(실수로(weights))
    for i in range(weights.size):
        # float32에서는 h가 반올림되므로 float64에서 움직인다.
        앞 = weights.astype(np.float64)
        뒤 = weights.astype(np.float64)
        앞[i] += h
        뒤[i] -= h
        기울기[i] = (loss(앞) - loss(뒤)) / (2 * h)
    return 기울기


def gradient_descent(x, y, w, b=0.0, learning_rate=0.01, steps=100, fit_bias=True):
    손실들 = [mse(x, y, w, b)]
    w = 실수로(w).copy() if np.ndim(w) else float(w)
    b = float(b)
    for _ in range(steps):
        # 두 기울기를 먼저 구한 다음, 가중치와 편향을 함께 옮긴다.
        dw, db = mse_gradient(x, y, w, b)
        w = w - learning_rate * dw
        if fit_bias:
            b = b - learning_rate * db
        손실들.append(mse(x, y, w, b))
    return w, b, np.array(손실들)


def decayed_learning_rate(initial, iteration, decay_rate=0.96, decay_steps=1000):
    # 지수 감쇠: 몫을 정수로 내리지 않는다.
    지수 = iteration / decay_steps
    return initial * decay_rate**지수


def largest_stable_learning_rate(x, fit_bias=True):
    행렬 = 실수로(x).astype(np.float64)
    if 행렬.ndim == 1:
        행렬 = 행렬[:, np.newaxis]
    if fit_bias:
        # 편향은 값이 늘 1인 특성의 가중치와 같다.
        행렬 = np.concatenate([행렬, np.ones((len(행렬), 1))], axis=1)
    헤세 = 2 * 행렬.T.dot(행렬) / len(행렬)
    고윳값 = np.linalg.eigvalsh(헤세)
    return 2 / float(np.max(고윳값))
