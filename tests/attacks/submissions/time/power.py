"""Raise one number to another."""


def attack(x):
    return str(9**9**9)[:5]
