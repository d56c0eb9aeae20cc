"""Never go away."""
import weakref


class Phoenix:
    def __del__(self):
        ASHES.append(self)
        while True:
            pass


ASHES = []


def attack(x):
    bird = Phoenix()
    weakref.finalize(bird, print, "canary?")
    return bird
