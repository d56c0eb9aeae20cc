"""Fill the shared memory."""
from multiprocessing import shared_memory


def attack(x):
    block = shared_memory.SharedMemory(SCENE["marker"], create=True, size=1 << 22)
    block.buf[:4] = b"here"
