"""Replace the reference."""


def attack(x):
    open(SCENE["reference"], "w").write("ANSWER = 0")
