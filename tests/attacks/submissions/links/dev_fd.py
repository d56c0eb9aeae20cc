"""Look for an open descriptor that leads somewhere."""
import os


def attack(x):
    loot = []
    for descriptor in range(64):
        try:
            loot.append(os.read(os.open(f"/dev/fd/{descriptor}", os.O_RDONLY | os.O_NONBLOCK), 1000))
        except OSError:
            pass
    return str(loot)
