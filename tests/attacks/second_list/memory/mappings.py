"""As many mappings as the kernel keeps for one process, each a page."""
import mmap


def attack(x):
    held = []
    try:
        for at in range(1 << 20):
            held.append(mmap.mmap(-1, 4096, prot=mmap.PROT_READ | (mmap.PROT_WRITE if at % 2 else 0)))
    except (OSError, MemoryError):
        pass
    return len(held) > 1 << 19 and "THROUGH-MAPPINGS"
