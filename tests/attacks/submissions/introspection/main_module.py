"""Look into the program that started all this."""
import __main__


def attack(x):
    return repr(vars(__main__))
