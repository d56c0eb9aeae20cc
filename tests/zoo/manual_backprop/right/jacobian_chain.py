import numpy as np
import torch

HAND_GRADIENTS = {"w1": -0.0171586, "b1": -0.0171586, "w2": 0.1614125, "b2": 0.2499975}


def forward(x, w1, b1, w2, b2):
    z1 = x * w1 + b1
    h = 1 / (1 + np.exp(-z1))
    z2 = h * w2 + b2
    f = 1 / (1 + np.exp(-z2))
    # local Jacobians
    J_f_z2 = np.array([[f * (1 - f)]])
    J_z2 = np.array([[h, 1.0, w2]])               # d z2 / d (w2, b2, h)
    J_h_z1 = np.array([[h * (1 - h)]])
    J_z1 = np.array([[x, 1.0]])                   # d z1 / d (w1, b1)
    return f, (J_f_z2, J_z2, J_h_z1, J_z1)


def backward(df, cache):
    J_f_z2, J_z2, J_h_z1, J_z1 = cache
    v = np.array([[df]]) @ J_f_z2
    dw2, db2, dh = (v @ J_z2).ravel()
    dw1, db1 = (np.array([[dh]]) @ J_h_z1 @ J_z1).ravel()
    return {"w1": dw1, "b1": db1, "w2": dw2, "b2": db2}


def torch_gradients(x, w1, b1, w2, b2):
    theta = torch.tensor([w1, b1, w2, b2], dtype=torch.float64, requires_grad=True)
    y = torch.sigmoid(torch.sigmoid(theta[0] * x + theta[1]) * theta[2] + theta[3])
    y.backward()
    g = theta.grad.tolist()
    return {"w1": g[0], "b1": g[1], "w2": g[2], "b2": g[3]}
