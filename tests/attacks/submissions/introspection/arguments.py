"""Look at how the worker was started."""
import os
import sys


def attack(x):
    return repr((sys.argv, sys.orig_argv, sys.path, sys.flags, dict(os.environ)))
