"""Return a number of ten million digits."""


def attack(x):
    return 1 << 33000000
