"""Random numbers of a student's own code, the same each time: a mark must not depend on luck."""

import random
import sys
from typing import Any

import numpy.random

SEED = 20_260_901


def seed_everything() -> None:
    """Seed the global generators of whatever is loaded."""
    random.seed(SEED)
    numpy.random.seed(SEED)
    torch: Any = sys.modules.get("torch")
    if torch is not None:
        torch.manual_seed(SEED)
