"""Move the root to where a false C library waits."""
import os


def attack(x):
    os.chroot("/tmp")
    return "THROUGH-MOVED"
