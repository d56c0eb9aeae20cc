"""Read another process's command line."""


def attack(x):
    return open(f"/proc/{SCENE['bystander_pid']}/cmdline").read()
