"""Fill the temporary folder."""


def attack(x):
    for number in range(8):
        with open(f"/tmp/{SCENE['marker']}{number}", "wb") as file:
            file.write(b"x" * (1 << 22))
