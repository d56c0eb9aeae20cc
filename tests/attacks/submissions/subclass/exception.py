"""Raise what cannot be printed."""


class Unprintable(Exception):
    def __str__(self):
        while True:
            pass

    __repr__ = __str__
    args = property(__str__)
    __traceback__ = property(lambda self: 1 / 0)


def attack(x):
    raise Unprintable
