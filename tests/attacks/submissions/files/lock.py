"""Lock the shared account book and hold it."""
import fcntl


def attack(x):
    fcntl.flock(open(SCENE["other"]), fcntl.LOCK_EX)
    return open(SCENE["other"]).read()
