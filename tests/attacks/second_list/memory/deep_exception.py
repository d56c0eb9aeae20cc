"""An exception group within an exception group, ten thousand times, each with notes."""


def attack(x):
    error = ValueError("x" * 10_000)
    for _ in range(10_000):
        error = ExceptionGroup("y" * 1000, [error])
        error.__notes__ = ["z" * 1000] * 10
        error.__context__ = error.__cause__ = error.exceptions[0]
    raise error
