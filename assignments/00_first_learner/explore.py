"""The source of the notebooks explore.ipynb and explore.ko.ipynb, made by `make notebooks`."""

# %% [markdown] lang="en"
# Points, an axis, and the accuracy of every position of the axis. Change the numbers and run a cell again.

# %% [markdown] lang="ko"
# 점과 축, 그리고 축의 위치마다 달라지는 정확도를 살펴봅니다. 수를 바꾸고 셀을 다시 실행해 보세요.

# %%
import demo
import first_learner
import matplotlib.pyplot as plt
import numpy as np

points, labels = demo.bands()
points.shape, labels.shape

# %% [markdown] lang="en"
# ## One position of the axis
#
# The arrow is the axis. What lies on its side of the dividing line is called white. Which angle gets all points right?

# %% [markdown] lang="ko"
# ## 축의 한 위치
#
# 화살표가 축입니다. 경계선에서 화살표 쪽에 있는 점은 흰 점으로 판정합니다. 어떤 각도에서 모든 점을 맞힐까요?

# %%
angle = 0.5
_, panel = plt.subplots(figsize=(4, 4))
demo.draw_plane(panel, angle)
first_learner.accuracy(first_learner.classify(points, angle), labels)

# %% [markdown] lang="en"
# ## Every position
#
# The accuracy over the whole turn. Is there one best angle, or a range of them? Where does the accuracy jump?

# %% [markdown] lang="ko"
# ## 모든 위치
#
# 한 바퀴를 도는 동안의 정확도입니다. 가장 좋은 각도는 하나일까요, 구간일까요? 정확도는 어디에서 뛰나요?

# %%
angles = np.linspace(-np.pi, np.pi, 361)
accuracies = [first_learner.accuracy(first_learner.classify(points, angle), labels) for angle in angles]
plt.plot(angles, accuracies)
plt.xlabel("angle")
plt.ylabel("accuracy")
plt.show()

# %% [markdown] lang="en"
# ## The search
#
# How many trials does a random search need? Try other seeds.

# %% [markdown] lang="ko"
# ## 탐색
#
# 무작위 탐색은 몇 번 만에 찾을까요? 시드를 바꿔 보세요.

# %%
for seed in range(5):
    angle, tried = first_learner.random_search(points, labels, trials=200, seed=seed)
    print(f"seed {seed}: {len(tried)} trials, angle {float(angle):.2f}")

# %%
demo.accuracy_per_trial()
plt.show()
