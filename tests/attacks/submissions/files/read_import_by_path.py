"""Import the reference from where it lies."""
import importlib.util


def attack(x):
    spec = importlib.util.spec_from_file_location("answer", SCENE["reference"])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.ANSWER
