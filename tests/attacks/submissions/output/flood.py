"""Print for ever."""


def attack(x):
    while True:
        print("x" * 10000)
