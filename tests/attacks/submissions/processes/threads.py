"""Start threads that go on after the answer."""
import threading
import time


def attack(x):
    for _ in range(5):
        threading.Thread(target=time.sleep, args=(20,)).start()
    return "THROUGH-THREADS"
