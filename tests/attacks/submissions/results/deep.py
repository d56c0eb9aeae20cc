"""Return a list deeper than any stack."""


def attack(x):
    deep = []
    for _ in range(200000):
        deep = [deep]
    return deep
