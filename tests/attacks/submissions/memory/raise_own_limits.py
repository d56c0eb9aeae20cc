"""Raise the limits, then use what they allowed."""
import resource


def attack(x):
    infinite = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    for which in (resource.RLIMIT_AS, resource.RLIMIT_DATA, resource.RLIMIT_CPU, resource.RLIMIT_NOFILE):
        try:
            resource.setrlimit(which, infinite)
        except (OSError, ValueError):
            pass
    return len(bytearray(1 << 31)) * "x"[:0] + "THROUGH-HOARDED"
