"""The source of the notebooks explore.ipynb and explore.ko.ipynb, made by `make notebooks`."""

# %% [markdown] lang="en"
# Images of clothes: look at them, train a network, and look at what it gets wrong. Training takes about half a minute.

# %% [markdown] lang="ko"
# 옷 사진을 살펴보고, 신경망을 학습시키고, 무엇을 틀리는지 봅니다. 학습에는 30초쯤 걸립니다.

# %%
import demo
import fashion_mnist
import matplotlib.pyplot as plt

from shared import datasets

(images, labels), (test_images, test_labels) = datasets.load_fashion_mnist("sample")
images.shape, labels.shape, test_images.shape

# %% [markdown] lang="en"
# ## One image
#
# Choose another row. What does `prepare_images` make of it?

# %% [markdown] lang="ko"
# ## 사진 한 장
#
# 다른 행을 골라 보세요. `prepare_images`는 이 사진을 무엇으로 바꾸나요?

# %%
row = 7
plt.imshow(images[row], cmap="gray_r")
plt.title(str(labels[row]))
prepared = fashion_mnist.prepare_images(images[row : row + 1])
prepared.shape, prepared.dtype, prepared.min(), prepared.max()

# %% [markdown] lang="en"
# ## The model
#
# How many parameters has each layer, and why?

# %% [markdown] lang="ko"
# ## 모델
#
# 층마다 매개변수는 몇 개이고, 왜 그런가요?

# %%
fashion_mnist.build_classifier().summary()

# %% [markdown] lang="en"
# ## What it learns
#
# Where does the validation loss stop falling while the training loss goes on?

# %% [markdown] lang="ko"
# ## 무엇을 배우나
#
# 학습 손실은 계속 줄어드는데 검증 손실이 더 줄지 않는 곳은 어디인가요?

# %%
demo.curves()
plt.show()

# %%
demo.predictions()
plt.show()

# %%
demo.confusion()
plt.show()
