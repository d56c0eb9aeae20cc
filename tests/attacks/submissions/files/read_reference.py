"""Open the reference by its path."""


def attack(x):
    return open(SCENE["reference"]).read()
