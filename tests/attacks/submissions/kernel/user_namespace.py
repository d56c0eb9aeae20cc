"""Become root of a world of one's own."""
import ctypes


def attack(x):
    return "THROUGH-ROOT" if ctypes.CDLL(None).unshare(0x10000000) == 0 else ""
