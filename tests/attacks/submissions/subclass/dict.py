"""Return a dict that never ends."""


class Endless(dict):
    def items(self):
        while True:
            yield "key", "value"

    __iter__ = keys = values = items

    def __len__(self):
        return 1


def attack(x):
    return Endless(a=1)
