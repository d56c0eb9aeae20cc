"""Load a shared library from a folder that can be written."""
import ctypes
import shutil


def attack(x):
    shutil.copy(ctypes.util.__file__, f"/tmp/{SCENE['marker']}.so")
    return str(ctypes.CDLL(f"/tmp/{SCENE['marker']}.so"))
