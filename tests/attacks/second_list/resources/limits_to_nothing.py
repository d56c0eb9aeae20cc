"""Take away from oneself everything that the worker still needs."""
import resource


def attack(x):
    for which in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_STACK, resource.RLIMIT_DATA, resource.RLIMIT_AS):
        try:
            resource.setrlimit(which, (0, 0))
        except (OSError, ValueError):
            pass
    return [x] * 1000
