"""Look into every module."""
import sys


def attack(x):
    return "".join(repr(vars(module))[:3000] for module in list(sys.modules.values()) if hasattr(module, "__dict__"))
