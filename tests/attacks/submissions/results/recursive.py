"""Return a list that contains itself."""


def attack(x):
    loop = [1]
    loop.append(loop)
    return loop
