"""The source of the notebooks explore.ipynb and explore.ko.ipynb, made by `make notebooks`."""

# %% [markdown] lang="en"
# Activation functions, their derivatives, and what is left of a gradient after many layers.

# %% [markdown] lang="ko"
# 활성화함수와 도함수, 그리고 여러 층을 지난 뒤에 남는 기울기를 살펴봅니다.

# %%
import activations
import demo
import matplotlib.pyplot as plt
import numpy as np

# %% [markdown] lang="en"
# ## One function and its derivative
#
# Choose another name: sigmoid, tanh, relu, leaky_relu, elu, softplus. Where is the slope largest, and how large is it?

# %% [markdown] lang="ko"
# ## 함수 하나와 그 도함수
#
# 다른 이름도 넣어 보세요: sigmoid, tanh, relu, leaky_relu, elu, softplus. 기울기는 어디에서 가장 크고, 얼마인가요?

# %%
name = "sigmoid"
x = np.linspace(-6, 6, 401)
plt.plot(x, getattr(activations, name)(x), label=name)
plt.plot(x, getattr(activations, f"{name}_derivative")(x), "--", label="its derivative")
plt.xlabel("pre-activation x")
plt.legend()
plt.show()

# %%
demo.functions()
plt.show()

# %% [markdown] lang="en"
# ## Far out
#
# No value may overflow. What do your functions give at ±1000?

# %% [markdown] lang="ko"
# ## 아주 먼 곳
#
# 어떤 값도 오버플로를 일으키면 안 됩니다. ±1000에서 여러분의 함수는 무엇을 돌려주나요?

# %%
for name in ("sigmoid", "tanh", "elu", "softplus"):
    print(name, getattr(activations, name)(np.array([-1000.0, 0.0, 1000.0])))

# %% [markdown] lang="en"
# ## Through many layers
#
# Each sigmoid layer multiplies the gradient by at most 1/4. What is left after ten?

# %% [markdown] lang="ko"
# ## 여러 층을 지나면
#
# sigmoid 층 하나를 지날 때마다 기울기는 1/4 이하로 줄어듭니다. 열 층을 지나면 얼마나 남을까요?

# %%
{depth: float(activations.gradient_through_layers(0.0, depth)) for depth in (1, 2, 5, 10, 20)}

# %%
demo.vanishing_gradient()
plt.show()
