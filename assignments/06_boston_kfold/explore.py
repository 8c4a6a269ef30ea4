"""The source of the notebooks explore.ipynb and explore.ko.ipynb, made by `make notebooks`."""

# %% [markdown] lang="en"
# Few rows, and a number to predict: how far can one measurement be trusted? Each cross-validation takes some seconds.

# %% [markdown] lang="ko"
# 행이 적고 예측할 것은 수입니다. 한 번 잰 값을 얼마나 믿을 수 있을까요? 교차검증 한 번에 몇 초가 걸립니다.

# %%
import boston_kfold
import demo
import matplotlib.pyplot as plt
import numpy as np

from shared import datasets

x, y = datasets.load_boston()
x.shape, y.shape

# %% [markdown] lang="en"
# ## Folds
#
# Every row is predicted by the model that has not seen it. Change n and k.

# %% [markdown] lang="ko"
# ## 폴드
#
# 모든 행은 그 행을 보지 않은 모델이 예측합니다. n과 k를 바꿔 보세요.

# %%
for train, validation in boston_kfold.k_fold_indices(n=10, k=3, seed=0):
    print("trained on", np.sort(train), "validated on", np.sort(validation))

# %%
demo.folds()
plt.show()

# %% [markdown] lang="en"
# ## One score after another
#
# The scores of the folds differ, and another seed gives others. How many digits of the mean mean something?

# %% [markdown] lang="ko"
# ## 점수마다 다르다
#
# 폴드마다 점수가 다르고, 시드를 바꾸면 또 달라집니다. 평균에서 몇 자리까지 믿을 수 있을까요?

# %%
scores, predictions = boston_kfold.cross_validate(x, y, k=4, epochs=20, batch_size=16, seed=0)
scores, scores.mean(), scores.std()

# %%
plt.scatter(y, predictions, s=8)
plt.plot([0, 50], [0, 50], "k:")
plt.xlabel("price in 1000 dollars")
plt.ylabel("predicted")
plt.show()

# %%
demo.errors()
plt.show()
