"""The source of the notebooks explore.ipynb and explore.ko.ipynb, made by `make notebooks`."""

# %% [markdown] lang="en"
# The smallest model, $\hat y = wx$, on $x = y = [1, 2, 3]$: its cost, its slope, and the way down.

# %% [markdown] lang="ko"
# 가장 작은 모델 $\hat y = wx$와 자료 $x = y = [1, 2, 3]$입니다. 비용과 기울기, 그리고 내려가는 길을 살펴봅니다.

# %%
import demo
import gradient_descent
import matplotlib.pyplot as plt
import numpy as np

x = y = np.array([1.0, 2.0, 3.0])

# %% [markdown] lang="en"
# ## The cost and its slope
#
# `mse_gradient` is the slope of the cost. At which $w$ is it 0?

# %% [markdown] lang="ko"
# ## 비용과 기울기
#
# `mse_gradient`는 비용의 기울기입니다. 기울기가 0이 되는 $w$는 어디인가요?

# %%
w = np.linspace(-0.5, 2.5, 61)
plt.plot(w, [gradient_descent.mse(x, y, each) for each in w], label="mse")
plt.plot(w, [gradient_descent.mse_gradient(x, y, each)[0] for each in w], label="dw")
plt.xlabel("w")
plt.legend()
plt.show()

# %% [markdown] lang="en"
# ## The learning rate
#
# Below the largest stable learning rate the loss falls, above it the loss grows. Try values on both sides.

# %% [markdown] lang="ko"
# ## 학습률
#
# 안정한 최대 학습률보다 작으면 손실이 줄고, 크면 손실이 커집니다. 양쪽 값을 모두 넣어 보세요.

# %%
limit = gradient_descent.largest_stable_learning_rate(x, fit_bias=False)
for factor in (0.1, 0.5, 0.9, 1.1):
    _, _, history = gradient_descent.gradient_descent(x, y, 0.0, learning_rate=factor * limit, steps=20, fit_bias=False)
    plt.semilogy(history, label=f"{factor} of the limit")
plt.xlabel("step")
plt.ylabel("loss")
plt.legend()
limit

# %%
demo.bowl()
plt.show()

# %% [markdown] lang="en"
# ## A gradient without calculus
#
# Central differences come close to the exact gradient. How close for other `h`?
# Very small ones are worse again: rounding.

# %% [markdown] lang="ko"
# ## 미분 없이 구하는 기울기
#
# 중앙차분은 정확한 기울기에 가깝습니다. `h`를 바꾸면 얼마나 가까워질까요? 아주 작으면 반올림 때문에 다시 나빠집니다.

# %%
exact = gradient_descent.mse_gradient(x, y, 0.3)[0]
for h in (1e-1, 1e-3, 1e-5, 1e-9, 1e-13):
    measured = gradient_descent.numerical_gradient(lambda w: gradient_descent.mse(x, y, w[0]), np.array([0.3]), h)
    print(f"h = {h:.0e}: off by {abs(measured[0] - exact):.1e}")
