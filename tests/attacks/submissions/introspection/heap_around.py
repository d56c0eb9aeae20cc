"""Search the memory around one's own objects, without a map of it."""
import ctypes


def attack(x):
    here = id(x) & ~0xFFFFF
    return repr([ctypes.string_at(here + (step << 12), 4096).split(b"canary" + b"-")[1:] for step in range(256)])
