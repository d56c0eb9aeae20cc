"""Build text that fills the memory."""


def attack(x):
    text = "x"
    while True:
        text += text
