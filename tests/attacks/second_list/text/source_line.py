"""An error on a line that is itself made for a terminal."""


def attack(x):
    "]8;;http://example.org\\ ‮"; raise ValueError("on this line")
