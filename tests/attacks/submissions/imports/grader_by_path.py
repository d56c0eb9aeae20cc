"""Import the grader from where it lies."""
import os
import sys


def attack(x):
    for entry in list(sys.orig_argv) + [SCENE["checkout"]]:
        while len(entry) > 1:
            sys.path.insert(0, entry)
            entry = os.path.dirname(entry)
    sys.meta_path[:] = [finder for finder in sys.meta_path if "Refusal" not in type(finder).__name__]
    sys.path_importer_cache.clear()
    import grader.errors

    return "THROUGH-IMPORTED " + repr(vars(grader.errors))[:1000]
