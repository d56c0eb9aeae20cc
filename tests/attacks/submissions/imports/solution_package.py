"""Import a package that is installed but not offered."""


def attack(x):
    import hypothesis

    return "THROUGH-IMPORTED " + hypothesis.__file__
