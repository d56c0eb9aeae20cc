"""Return a million small things."""


def attack(x):
    return {str(number): [number] for number in range(1000000)}
