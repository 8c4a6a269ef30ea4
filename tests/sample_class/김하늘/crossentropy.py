"""3주차 과제: 교차 엔트로피와 소프트맥스 (김하늘)"""
import numpy as np


def 실수로(x):
    # float32는 그대로 두고, 나머지(정수, bool 포함)는 float64로 바꾼다.
    x = np.asarray(x)
    if x.dtype == np.float32:
        return x
    return x.astype(np.float64)


def 모양_확인(가, 나):
    # NumPy는 (n, 1)과 (n,)을 아무 말 없이 (n, n)으로 늘이므로 먼저 비교한다.
    if 가.shape != 나.shape:
        raise ValueError(f"모양이 다릅니다: {가.shape}, {나.shape}")


def binary_crossentropy(y_true, y_pred, epsilon=1e-7):
    정답, 예측 = 실수로(y_true), 실수로(y_pred)
    모양_확인(정답, 예측)
    p = np.minimum(np.maximum(예측, epsilon), 1 - epsilon)
    손실 = -(정답 * np.log(p) + (1 - 정답) * np.log(1 - p))
    return float(np.sum(손실) / 손실.size)


def binary_crossentropy_gradient(y_true, y_pred, epsilon=1e-7):
    정답, 예측 = 실수로(y_true), 실수로(y_pred)
    모양_확인(정답, 예측)
    p = np.clip(예측, epsilon, 1 - epsilon)
    기울기 = (p - 정답) / (p * (1 - p)) / p.size
    # 잘린 곳에서는 예측을 조금 바꾸어도 손실이 그대로이므로 기울기가 0이다.
    기울기[(예측 < epsilon) | (예측 > 1 - epsilon)] = 0
    return 기울기


def one_hot(labels, num_classes):
    if labels.ndim != 1:
        raise ValueError(f"레이블은 1차원이어야 합니다: {labels.shape}")
    for 레이블 in labels:
        if not 0 <= 레이블 < num_classes:
            raise ValueError(f"레이블 {레이블}은 0부터 {num_classes - 1}까지가 아닙니다")
    return np.eye(num_classes)[labels]


def softmax(logits, axis=-1):
    z = 실수로(logits)
    # 축마다 가장 큰 값을 빼면 지수가 양수가 되지 않는다.
    지수 = np.exp(z - np.max(z, axis=axis, keepdims=True))
    return 지수 / np.sum(지수, axis=axis, keepdims=True)


def categorical_crossentropy(y_true, y_pred, epsilon=1e-7):
    정답, 예측 = 실수로(y_true), 실수로(y_pred)
    모양_확인(정답, 예측)
    p = np.clip(예측, epsilon, 1 - epsilon)
    return float(np.mean(np.sum(-정답 * np.log(p), axis=1)))


def softmax_crossentropy_gradient(logits, y_true):
    z, 정답 = 실수로(logits), 실수로(y_true)
    모양_확인(z, 정답)
    return (softmax(z) - 정답) / z.shape[0]
