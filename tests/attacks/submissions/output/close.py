"""Close the output and answer nothing."""
import os

os.close(1)
os.close(2)


def attack(x):
    print("anybody there?")
