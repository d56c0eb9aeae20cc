"""Take a terminal."""
import fcntl
import os


def attack(x):
    os.setsid()
    fcntl.ioctl(0, 0x540E, 0)
    return "THROUGH-TERMINAL"
