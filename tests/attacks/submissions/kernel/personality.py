"""Turn address randomisation off."""
import ctypes


def attack(x):
    return "THROUGH-FIXED" if ctypes.CDLL(None).personality(0x0040000) >= 0 else ""
