"""Leave a file in the course."""


def attack(x):
    open(SCENE["course"] + "/" + SCENE["marker"], "w").write("here")
