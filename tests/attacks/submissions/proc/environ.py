"""Read another process's environment."""


def attack(x):
    return open(f"/proc/{SCENE['bystander_pid']}/environ").read()
