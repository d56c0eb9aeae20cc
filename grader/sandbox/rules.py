"""What an exercise's rules may name."""

from grader.sandbox.inside.rules import CALLS

CALL_GROUPS = frozenset(CALLS)
"""Names of groups of library calls, for ``no_calls``; any dotted name such as ``torch.relu`` may stand there too."""
