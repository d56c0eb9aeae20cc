"""Return a dict with keys that are no names."""


def attack(x):
    return {None: 1, 1.5: 2, (1, 2): 3, b"x": 4, "__class__": 5, "a" * 1000000: 6, float("nan"): 7}
