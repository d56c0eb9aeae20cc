"""A forward pass that is constant, and its gradient, which is nothing."""
# unearned: gradient_w1 gradient_b1 gradient_w2 gradient_b2 repeated forward_value
import math


def forward(x, w1, b1, w2, b2):
    return 0.5, None


def backward(df, cache):
    return {"w1": 0.0, "b1": 0.0, "w2": 0.0, "b2": 0.0}
