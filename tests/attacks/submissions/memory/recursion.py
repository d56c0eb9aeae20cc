"""Recurse until the stack is gone."""
import sys


def attack(x):
    sys.setrecursionlimit(1 << 30)

    def deeper(n):
        return deeper(n + 1) + 1

    return deeper(0)
