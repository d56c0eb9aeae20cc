"""Paths of every length, from every starting point, in the hope that one of them is checked wrongly."""
import os


def attack(x):
    target = SCENE["reference"]
    deep = "/usr/lib/python3" + "/.." * 500 + target
    for path in (deep[:4000], "//" * 1000 + target, "/proc/self/root" + target, "/dev/null/../.." + target, target + "/"):
        for folder in ("/", "/usr/lib", "/dev"):
            try:
                return os.read(os.open(path, os.O_RDONLY, dir_fd=os.open(folder, os.O_PATH)), 100)
            except OSError:
                pass
