"""Arrays whose inner workings are broken: strides that leave the buffer, flags that lie."""
import numpy as np


def attack(x):
    wild = np.lib.stride_tricks.as_strided(np.zeros(1), shape=(1 << 16,), strides=(1 << 30,))
    return [wild, np.lib.stride_tricks.as_strided(np.zeros(4), shape=(1 << 18, 2), strides=(-8, 8))]
