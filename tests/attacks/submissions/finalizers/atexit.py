"""Leave work for the end."""
import atexit


def late():
    for path in ("/tmp/" + SCENE["marker"], SCENE["course"] + "/" + SCENE["marker"]):
        open(path, "w").write("here")
    while True:
        pass


atexit.register(late)


def attack(x):
    return x
