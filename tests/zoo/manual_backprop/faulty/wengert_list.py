import math
import torch

HAND_GRADIENTS = {"w1": -0.01716, "b1": -0.01716, "w2": 0.1614, "b2": 0.2500}


def record(tape, op, *ids):
    a = [tape[i][0] for i in ids]
    v = a[0] * a[1] if op == "mul" else a[0] + a[1] if op == "add" else 1 / (1 + math.exp(-a[0]))
    tape.append((v, op, ids))
    return len(tape) - 1


def forward(x, w1, b1, w2, b2):
    tape = [(v, "leaf", ()) for v in (x, w1, b1, w2, b2)]
    h = record(tape, "sig", record(tape, "add", record(tape, "mul", 0, 1), 2))
    f = record(tape, "sig", record(tape, "add", record(tape, "mul", h, 3), 4))
    return tape[f][0], tape


def backward(df, cache):
    grad = [0.0] * len(cache)
    grad[-1] = df
    for i in range(len(cache) - 1, -1, -1):
        v, op, ids = cache[i]
        if op == "mul":
            grad[ids[0]] += grad[i] * cache[ids[1]][0]
            grad[ids[1]] += grad[i] * cache[ids[0]][0]
        elif op == "add":
            grad[ids[0]] += grad[i]
            grad[ids[1]] += grad[i]
        elif op == "sig":
            grad[ids[0]] += grad[i] * v * (1 - v)
    return dict(zip(("w1", "b1", "w2", "b2"), grad[1:5]))

def torch_gradients(x, w1, b1, w2, b2):
    w1, b1, w2, b2 = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w1, b1, w2, b2))
    f = torch.sigmoid(torch.sigmoid(x * w1 + b1) * w2 + b2)
    f.backward()
    return {"w1": w1.grad.item(), "b1": b1.grad.item(), "w2": w2.grad.item(), "b2": b2.grad.item()}
