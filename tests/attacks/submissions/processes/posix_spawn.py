"""Spawn a command."""
import os


def attack(x):
    os.posix_spawn("/bin/sleep", ["sleep", "20"], {})
