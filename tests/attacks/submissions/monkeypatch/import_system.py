"""Answer every later import with one's own module."""
import sys
import types


class Everything:
    def find_spec(self, name, path=None, target=None):
        sys.modules[name] = types.ModuleType(name)
        return None


sys.meta_path.insert(0, Everything())
sys.modules["numpy"] = types.ModuleType("numpy")
sys.modules.clear()


def attack(x):
    return x
