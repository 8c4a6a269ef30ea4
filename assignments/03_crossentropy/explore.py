"""The source of the notebooks explore.ipynb and explore.ko.ipynb, made by `make notebooks`."""

# %% [markdown] lang="en"
# How much a wrong prediction costs, and what softmax makes of logits.

# %% [markdown] lang="ko"
# 틀린 예측이 얼마나 큰 손실을 내는지, 그리고 softmax가 로짓을 어떻게 바꾸는지 살펴봅니다.

# %%
import crossentropy
import demo
import matplotlib.pyplot as plt
import numpy as np

# %% [markdown] lang="en"
# ## One prediction
#
# The label is 1. What does a prediction of 0.001 cost, and what does the squared error say?

# %% [markdown] lang="ko"
# ## 예측 하나
#
# 레이블은 1입니다. 예측이 0.001이면 손실은 얼마이고, 제곱오차는 얼마인가요?

# %%
for p in (0.999, 0.9, 0.5, 0.1, 0.001, 0.0):
    cost = crossentropy.binary_crossentropy(np.array([1.0]), np.array([p]))
    print(f"p = {p}: crossentropy {cost:.3f}, squared error {(1 - p) ** 2:.3f}")

# %%
demo.loss()
plt.show()

# %% [markdown] lang="en"
# ## Softmax
#
# Add 100 to every logit: nothing changes. Multiply them by 10: one class takes nearly everything.

# %% [markdown] lang="ko"
# ## softmax
#
# 모든 로짓에 100을 더해도 아무것도 달라지지 않습니다. 10을 곱하면 한 클래스가 거의 모든 확률을 가져갑니다.

# %%
logits = np.array([1.0, 2.0, 4.0])
for changed in (logits, logits + 100, 10 * logits):
    print(changed, crossentropy.softmax(changed).round(4))

# %%
demo.probabilities()
plt.show()

# %% [markdown] lang="en"
# ## The gradient
#
# Softmax and crossentropy together have the gradient (prediction - label) / n.
# It never dies out while the answer is wrong.

# %% [markdown] lang="ko"
# ## 기울기
#
# softmax와 교차 엔트로피를 합치면 기울기는 (예측 - 레이블) / n입니다. 답이 틀린 동안에는 사라지지 않습니다.

# %%
y = crossentropy.one_hot(np.array([2]), 3)
crossentropy.softmax_crossentropy_gradient(logits[np.newaxis], y)

# %%
demo.gradient()
plt.show()
