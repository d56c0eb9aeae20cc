"""Wait for somebody to type."""


def attack(x):
    return input("your password: ")
