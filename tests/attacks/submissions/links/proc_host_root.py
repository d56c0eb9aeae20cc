"""Go round by another process's root."""


def attack(x):
    return open(f"/proc/{SCENE['bystander_pid']}/root" + SCENE["reference"]).read()
