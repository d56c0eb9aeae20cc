#!/usr/bin/env python
# coding: utf-8

# # Assignment 3

# In[1]:

import numpy as np
import torch
try:
    get_ipython().run_line_magic('matplotlib', 'inline')
except NameError:
    pass

# In[2]:

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}

# In[3]:

def forward(x, w1, b1, w2, b2):
    h = 1 / (1 + np.exp(-(x * w1 + b1)))
    f = 1 / (1 + np.exp(-(h * w2 + b2)))
    return f, (x, h, f, w2)


def backward(df, cache):
    x, h, f, w2 = cache
    db2 = df * f * (1 - f)
    db1 = db2 * w2 * h * (1 - h)
    return {"w1": db1 * x, "b1": db1, "w2": db2 * h, "b2": db2}

# In[7]:

forward(1.0, 0.5, 0.1, -0.3, 0.2)

# In[8]:

# fit one point by gradient descent, as a demo
p = {"w1": 0.5, "b1": 0.1, "w2": -0.3, "b2": 0.2}
history = []
for step in range(300):
    f, c = forward(1.0, **p)
    history.append((f - 0.9) ** 2)
    g = backward(2 * (f - 0.9), c)
    p = {k: p[k] - 1.0 * g[k] for k in p}
print("\r".join(f"{i:3d}/300 loss={l:.5f}" for i, l in enumerate(history)))
assert history[-1] < history[0]

# In[9]:

def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}

torch_gradients(1.0, 0.5, 0.1, -0.3, 0.2)

# In[ ]:
