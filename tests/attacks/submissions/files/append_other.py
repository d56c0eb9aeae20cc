"""Add a line to another student's file."""


def attack(x):
    open(SCENE["other"], "a").write("\nraise SystemExit\n")
