"""Fill the disk."""


def attack(x):
    for number in range(8):
        with open(f"{SCENE['marker']}{number}", "wb") as file:
            file.write(b"x" * (1 << 22))
