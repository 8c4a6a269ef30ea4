"""0주차 과제: 첫 번째 학습기 (김하늘)"""
import numpy as np


def direction(angle):
    return np.array([np.cos(angle), np.sin(angle)])


def classify(points, angle):
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points의 모양은 (n, 2)여야 하는데 {points.shape}입니다")
    정사영 = points.dot(direction(angle))
    # 경계선 위의 점은 약속에 따라 0
    return (정사영 > 0).astype("int64")


def accuracy(predicted, labels):
    if predicted.shape != labels.shape:
        raise ValueError(f"모양이 다릅니다: {predicted.shape}, {labels.shape}")
    if predicted.size == 0:
        raise ValueError("점이 하나도 없습니다")
    맞은개수 = int((predicted == labels).sum())
    return 맞은개수 / predicted.size


def 찾기(points, labels, angles, 멈춤):
    가장좋은각 = float(angles[0])
    기록 = []
    for angle in angles:
        정확도 = accuracy(classify(points, angle), labels)
        if all(정확도 > 이전 for 이전 in 기록):
            가장좋은각 = float(angle)
        기록.append(정확도)
        if 멈춤 and 정확도 == 1:
            break
    return 가장좋은각, np.array(기록)


def learn(points, labels, angles):
    return 찾기(points, labels, angles, 멈춤=False)


def random_search(points, labels, trials, seed):
    난수 = np.random.default_rng(seed)
    return 찾기(points, labels, 난수.uniform(-np.pi, np.pi, trials), 멈춤=True)
