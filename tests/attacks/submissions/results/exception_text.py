"""Raise an error whose text a terminal or a page would obey."""


def attack(x):
    raise ValueError("\x1b[2J<img src=x onerror=alert(1)>\ud800\x00" + "x" * 3000000)
