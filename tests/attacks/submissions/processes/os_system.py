"""Run a shell."""
import os


def attack(x):
    os.system(f"touch /tmp/{SCENE['marker']}")
