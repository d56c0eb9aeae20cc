"""Read another process's memory as a file."""


def attack(x):
    with open(f"/proc/{SCENE['bystander_pid']}/mem", "rb", 0) as memory:
        memory.seek(SCENE["bystander_secret"])
        return memory.read(100).decode("latin-1")
