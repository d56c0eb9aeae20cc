"""Use up the number of mappings there may be."""
import mmap


def attack(x):
    kept = []
    while True:
        kept.append(mmap.mmap(-1, 4096, prot=1 + len(kept) % 2))
