"""Become another user."""
import os


def attack(x):
    os.setuid(0)
    return "THROUGH-ROOT"
