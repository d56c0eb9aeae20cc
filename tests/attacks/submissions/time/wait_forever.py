"""Wait for something that never comes."""
import select


def attack(x):
    select.poll().poll()
