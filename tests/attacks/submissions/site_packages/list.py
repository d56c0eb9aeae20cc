"""List everything that is installed."""
import os
import sysconfig


def attack(x):
    return "THROUGH-LISTED" + str(os.listdir(sysconfig.get_path("purelib")))
