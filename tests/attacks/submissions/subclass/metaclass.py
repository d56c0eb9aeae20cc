"""Return an object whose very type misbehaves."""


class Meta(type):
    @property
    def __name__(cls):
        raise SystemExit

    __qualname__ = __module__ = __name__

    def __repr__(cls):
        while True:
            pass

    def __instancecheck__(cls, thing):
        return True


class Thing(metaclass=Meta):
    @property
    def __class__(self):
        return int

    __repr__ = __str__ = Meta.__repr__


def attack(x):
    return Thing()
