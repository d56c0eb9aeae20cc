"""What a child does while it waits for its job: the motions of a small one, for its own good.

After a fork every page is shared, and the first use of each costs a fault. A child that is forked ahead has time for that
before the job arrives; a rehearsal of imports, calls and conversions touches most of what any submission will.
"""

import json
import sys

from ..seed import seed_everything
from .motions import numpy_motions, torch_motions

ROUNDS = 2
"""One with a watch and one without."""


def rehearse() -> None:
    """Go through the motions. Nothing remains of it but pages of one's own."""
    seed_everything()
    json.loads(json.dumps({"name": [1, "two", None]}))
    if "torch" in sys.modules:
        torch_motions(ROUNDS)
    else:
        numpy_motions(ROUNDS)
