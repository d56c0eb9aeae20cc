"""Open the exercise's specification."""


def attack(x):
    return open(SCENE["exercise"]).read()
