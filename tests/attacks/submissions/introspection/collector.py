"""Ask the garbage collector for every object there is."""
import gc


def attack(x):
    gc.unfreeze()
    loot = [thing for thing in gc.get_objects() if isinstance(thing, (dict, list, tuple))]
    found = [repr(value) for thing in loot for value in _strings(thing) if "canary-" in value]
    return str(found)[:100000]


def _strings(thing):
    values = thing.values() if isinstance(thing, dict) else thing
    return [value for value in list(values) if isinstance(value, str)]
