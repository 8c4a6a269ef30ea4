"""The source of the notebooks explore.ipynb and explore.ko.ipynb, made by `make notebooks`."""

# %% [markdown] lang="en"
# The dosage network, then networks of your own shape on the Iris flowers.

# %% [markdown] lang="ko"
# 용량 신경망을 살펴보고, 원하는 모양의 신경망을 붓꽃 데이터에 학습시킵니다.

# %%
import demo
import matplotlib.pyplot as plt
import neural_network
import numpy as np

from shared.datasets import load_iris

features, labels = load_iris()
x, y = demo.standardised(features), np.eye(3)[labels]

# %% [markdown] lang="en"
# ## Two bent curves
#
# The effect is the sum of the two hidden nodes, weighted.

# %% [markdown] lang="ko"
# ## 두 개의 굽은 곡선
#
# 효과는 두 은닉 노드에 가중치를 곱해 더한 값입니다.

# %%
demo.dosage()
plt.show()

# %% [markdown] lang="en"
# ## A network of your own shape
#
# Change the hidden layers, the optimizer, the learning rate. Is more always better?

# %% [markdown] lang="ko"
# ## 원하는 모양의 신경망
#
# 은닉층과 옵티마이저, 학습률을 바꿔 보세요. 크면 언제나 더 좋은가요?

# %%
sizes, optimizer, learning_rate = [4, 8, 3], "adam", 0.01
parameters, history = neural_network.train(x, y, sizes, optimizer=optimizer, learning_rate=learning_rate, epochs=50)
plt.plot(history)
plt.xlabel("epoch")
plt.ylabel("loss")
right = (neural_network.predict_labels(parameters, x) == labels).sum()
f"{right} of {len(x)} flowers are named rightly"

# %%
demo.optimisers()
plt.show()

# %%
demo.iris_regions()
plt.show()
