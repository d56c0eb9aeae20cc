"""Every hostile submission, under everything this kernel has: nothing may get through."""

import sys
from collections.abc import Iterator

import pytest

if sys.platform != "linux":
    pytest.skip("confinement is for Linux", allow_module_level=True)

from grader.sandbox import isolation
from grader.sandbox.zygotes import ZygoteLauncher
from tests.attacks.harness import Attack, attacks, ready, run
from tests.attacks.scene import USER, Scene

if isolation.detect().missing:
    pytest.skip("this kernel cannot confine", allow_module_level=True)


@pytest.fixture(scope="module")
def launcher(scene: Scene) -> Iterator[ZygoteLauncher]:
    with ZygoteLauncher(user=USER or None) as launcher:
        yield ready(launcher)


@pytest.fixture(scope="module")
def scene() -> Iterator[Scene]:
    scene = Scene()
    yield scene
    scene.close()


@pytest.mark.parametrize("attack", attacks(), ids=lambda attack: attack.name)
def test_nothing_gets_through(attack: Attack, launcher: ZygoteLauncher, scene: Scene) -> None:
    assert run(attack, launcher, scene) == []


def test_there_are_enough_of_them() -> None:
    assert len(attacks()) >= 80
