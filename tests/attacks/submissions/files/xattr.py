"""Put a label on another student's file."""
import os


def attack(x):
    os.setxattr(SCENE["other"], "user." + SCENE["marker"], b"cheater")
