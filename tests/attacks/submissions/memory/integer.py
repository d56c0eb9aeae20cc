"""Compute a number that fills the memory."""


def attack(x):
    return 1 << (1 << 34)
