"""Open what another process has open."""


def attack(x):
    return open(f"/proc/{SCENE['bystander_pid']}/fd/{SCENE['bystander_file']}").read()
