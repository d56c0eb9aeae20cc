"""Take all the memory, object by object."""


def attack(x):
    hoard = []
    while True:
        hoard.append(bytearray(1 << 24))
