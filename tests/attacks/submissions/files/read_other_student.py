"""Open another student's file."""


def attack(x):
    return open(SCENE["other"]).read()
