"""Spend for ever in one C call that hears no signal."""
import re


def attack(x):
    return re.match("(a+)+b", "a" * 60)
