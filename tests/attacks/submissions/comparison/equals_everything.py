"""Return an object that equals everything."""


class Yes:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __bool__(self):
        return True

    __hash__ = None
    __lt__ = __le__ = __gt__ = __ge__ = __eq__


def attack(x):
    return Yes()
