"""Running a student's file in a process of its own: jobs and runs in, outcomes out.

``Sandbox`` is all that the rest of the grader needs. What runs beside the student's code is in ``inside``.
"""

from grader.sandbox.host import ISOLATIONS, Sandbox
from grader.sandbox.session import Session

__all__ = ["ISOLATIONS", "Sandbox", "Session"]
