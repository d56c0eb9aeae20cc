"""Leave so little room that the worker's own code fails."""
import resource


def attack(x):
    for which in (resource.RLIMIT_AS, resource.RLIMIT_DATA, resource.RLIMIT_STACK, resource.RLIMIT_NOFILE):
        resource.setrlimit(which, (1, 1))
    return x
