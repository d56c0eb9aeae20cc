"""Keys that all hash alike: the seed is the same in every child of a zygote."""


def attack(x):
    return {str(at * (2**61 - 1)): {at * (2**61 - 1): at for at in range(3000)} for at in range(100)}
