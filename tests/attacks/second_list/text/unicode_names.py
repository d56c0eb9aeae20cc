"""Functions and variables whose names are as long and as strange as Python lets them be."""

NAMES = {}
exec(f"def {'ﷺ' * 2000}():\n    raise ValueError('x')\n" if False else f"def {'a' * 100_000}():\n    raise ValueError('x')\n", NAMES)


def attack(x):
    NAMES["a" * 100_000]()
