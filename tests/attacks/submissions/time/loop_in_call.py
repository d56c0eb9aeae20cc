"""Never answer."""


def attack(x):
    while True:
        pass
