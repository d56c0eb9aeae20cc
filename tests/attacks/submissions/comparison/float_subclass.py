"""Return a number that equals every number."""


class Right(float):
    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__
    __hash__ = float.__hash__

    def __repr__(self):
        return "canary"

    __float__ = hex = __repr__


def attack(x):
    return Right(3.0)
