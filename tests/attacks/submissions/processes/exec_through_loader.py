"""Have the dynamic loader, which may be read, run a program."""
import glob
import os


def attack(x):
    loader = glob.glob("/lib64/ld-linux*")[0]
    os.execv(loader, [loader, "/bin/cat", SCENE["reference"]])
