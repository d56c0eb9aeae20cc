"""Print what a terminal would obey."""


def attack(x):
    print("\x1b]0;owned\x07\x1b[2J\x1b[31mAll tests passed!\x1b[0m\r\u202ereversed\x00")
    raise ValueError("\x1b[2J\x1b]52;c;Z2FtZSBvdmVy\x07")
