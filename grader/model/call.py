"""The worker's small protocol: here is a file; run these calls with these inputs; give back these results.

A :class:`Job` opens a submission. Each :class:`Run` is one execution of a short program in a fresh namespace: its
inputs are bound to names, its calls are made in order, and the names in ``send`` come back. What a call
returned stays in the worker under its names, so that a student's opaque cache can be an argument of the next call.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from grader.model.value import Input, Plain, Value

VJP = "vjp"
"""``dx = vjp(out, x, upstream)``: the worker's own ``torch.autograd.grad(out, x, upstream)``; also takes a tuple for x."""

DESCRIBE = "describe"
"""``facts = describe(thing)``: plain facts about a module, figure or class, gathered in the worker."""

VERBS = frozenset({VJP, DESCRIBE})
"""Names in a program that the worker itself provides; everything else is looked up in the student's file."""


@dataclass(frozen=True, slots=True)
class Name:
    """A reference to a name of the run's namespace, as an argument of a call."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """One statement of a program.

    ``target`` is a dotted name in the student's file (``"MyReLU.apply"``) or one of :data:`VERBS`. With ``arguments``
    None the attribute itself is read and nothing is called. ``binds`` are the names the result is bound to;
    with ``unpack`` the result must be a tuple or list of exactly that many values.
    """

    target: str
    arguments: tuple[Name | Plain, ...] | None
    keywords: tuple[tuple[str, Name | Plain], ...] = ()
    binds: tuple[str, ...] = ()
    unpack: bool = False

    def __str__(self) -> str:
        """The statement as an author wrote it."""
        left = ", ".join(self.binds)
        if self.arguments is None:
            return f"{left} = {self.target}"
        shown = [a.name if isinstance(a, Name) else repr(a) for a in self.arguments]
        shown += [f"{k}={v.name if isinstance(v, Name) else repr(v)}" for k, v in self.keywords]
        call = f"{self.target}({', '.join(shown)})"
        return f"{left} = {call}" if left else call


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of a program in a fresh namespace. ``id`` is unique within a job's runs."""

    id: str
    inputs: Mapping[str, Input]
    calls: tuple[Call, ...]
    send: frozenset[str] = frozenset()
    """Names whose values come back. The rest stay in the worker."""
    trace: bool = False
    """Record the values of the student's local variables line by line (for diagnosis; slow)."""
    watched: bool = True
    """Whether the job's watches hold. Not needed, and slow, for hundreds of runs that only feed a numeric derivative."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one submission may use. Times are seconds of the host's clock; sizes are bytes."""

    call_seconds: float = 5.0
    import_seconds: float = 20.0
    memory: int = 1 << 30
    result_bytes: int = 64 << 20
    output_bytes: int = 64 << 10


@dataclass(frozen=True, slots=True)
class Watch:
    """What may not happen while the named callables (and whatever they call) run.

    ``callables`` are names of the stub ("backward", "MyReLU" for all of a class's methods). ``autodiff``: no automatic
    differentiation, library or home-made. ``finite_differences``: no numeric derivatives. ``calls``: names of library
    calls that may not be made, as rows of ``grader.sandbox.rules`` or dotted names ("torch.relu").
    """

    callables: tuple[str, ...]
    autodiff: bool = False
    finite_differences: bool = False
    calls: tuple[str, ...] = ()
    required: bool = False
    """Turned round: what is watched for *must* be seen (``torch_gradients`` has to use autograd)."""


@dataclass(frozen=True, slots=True)
class Job:
    """A student's file, to be imported in a worker under ``framework`` ("numpy" or "torch")."""

    filename: str
    source: bytes
    framework: str
    limits: Limits = Limits()
    watches: tuple[Watch, ...] = ()
    stub: tuple[str, ...] = ()
    """Names of the starter file's functions and methods ("forward", "MyReLU.backward"), for :attr:`Outcome.executed`."""


class Ending(StrEnum):
    """How one call (or the import of the file) ended."""

    RETURNED = "returned"
    RAISED = "raised"
    EXITED = "exited"
    """``sys.exit``, ``os._exit`` or the like."""
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"
    """The process died: a segmentation fault, a kill signal."""
    MISSING = "missing"
    """The target is not in the student's file."""
    UNIMPLEMENTED = "unimplemented"
    """The starter file's ``raise NotImplementedError`` is still there."""
    WRONG_COUNT = "wrong_count"
    """The program unpacks another number of values than were returned."""
    NOT_RUN = "not_run"
    """An earlier call of the same run did not return, or the same callable had timed out too often."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One of the student's own lines on the way to an exception, outermost first. ``line`` counts from 1."""

    line: int
    function: str
    text: str


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule seen broken while a watched callable ran."""

    rule: str
    """"autodiff", "finite_differences", "call" or "tampering"."""
    callable: str
    what: str
    """The library call or the method that was seen, e.g. ``"torch.relu"``."""
    line: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one call of one run (``index`` counts from 0; -1 is the import of the file)."""

    run: str
    index: int
    ending: Ending
    values: Mapping[str, Value] = field(default_factory=dict)
    """By name: those of the call's names that the run sends."""
    kind: str = ""
    """The exception's type name, when one was raised."""
    message: str = ""
    frames: tuple[Frame, ...] = ()
    mutated: tuple[str, ...] = ()
    """Names of inputs (or earlier results given as arguments) whose numbers changed during the call."""
    violations: tuple[Violation, ...] = ()
    float32: bool = False
    """Something float32 was seen in what the call returned, the parts that stay in the worker included."""
    executed: tuple[str, ...] = ()
    """Which of the stub's callables' own code ran during the call, e.g. ``("MyReLU.backward",)``."""
    trace: "tuple[TraceStep, ...]" = ()
    seconds: float = 0.0
    """Of processor time, as the worker says: a busy machine changes it little."""


@dataclass(frozen=True, slots=True)
class TraceStep:
    """The local variables that a line of the student's file changed, in order of execution."""

    line: int
    function: str
    changed: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Observation:
    """Everything that was seen of one submission: by run id, one outcome per call, in order."""

    imported: Outcome
    runs: Mapping[str, tuple[Outcome, ...]]
    printed: str = ""
    printed_truncated: bool = False
    isolation: tuple[str, ...] = ()
    """The names of the confinement layers that were active."""

    def value(self, run: str, name: str) -> "Outcome | None":
        """The first outcome of ``run`` that carries ``name``, or None."""
        return next((o for o in self.runs.get(run, ()) if name in o.values), None)
