"""Which hostile submissions get through when a layer is switched off: each layer has to matter.

    python benchmarks/red_team.py [all | landlock | seccomp | sealed | neither] ...

"landlock" leaves only Landlock of the two, "seccomp" only seccomp; the other layers stay on. What gets through is
undone, but some of it is real: run it on a machine of your own.
"""

import sys
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from grader.sandbox.inside.confine import DEFAULT
from grader.sandbox.zygotes import ZygoteLauncher
from tests.attacks.harness import attacks, ready, run
from tests.attacks.scene import USER, Scene

LAYERS = {
    "all": DEFAULT,
    "sealed": DEFAULT - {"landlock"} | {"sealed"},
    "landlock": DEFAULT - {"seccomp"},
    "seccomp": DEFAULT - {"landlock"},
    "neither": DEFAULT - {"landlock", "seccomp"},
}


def main(names: list[str]) -> None:
    """Print a table for each of ``names``."""
    for name in names:
        started = time.monotonic()
        through = measure(LAYERS[name])
        groups = defaultdict(list)
        for attack, harm in through.items():
            groups[attack.partition("/")[0]].append((attack.partition("/")[2], harm))
        print(f"\n{name}: {len(through)} of {len(attacks())} get through ({time.monotonic() - started:.0f} s)")
        for group, rows in groups.items():
            print(f"  {group}")
            for attack, harm in rows:
                print(f"    {attack:<24} {'; '.join(harm)}"[:160])


def measure(layers: frozenset[str]) -> dict[str, list[str]]:
    """By name, what came of every attack that got through."""
    scene = Scene()
    through = {}
    try:
        with ZygoteLauncher(layers=layers, user=USER or None) as launcher:
            ready(launcher)
            for attack in attacks():
                if harm := run(attack, launcher, scene):
                    through[attack.name] = harm
    finally:
        scene.close()
    return through


if __name__ == "__main__":
    main(sys.argv[1:] or ["all", "landlock", "seccomp"])
