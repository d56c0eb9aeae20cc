"""The keys of ``exercise.yaml`` and ``course.yaml``, and what may stand under each.

What is read piece by piece (stubs, parts, cases, draws and checks: see the modules of these names) is
``Any`` here, so that one wrong piece does not hide what is wrong with the others.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from grader.spec.loose import OneOf
from grader.spec.settings import Strict
from grader.spec.sizes import LARGEST
from grader.spec.snippets import Dotted, Expression, Imports, Signature
from grader.spec.units import Bytes, Seconds

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Text = Annotated[str, Field(min_length=1)]
FileName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$")]

STATEMENT = "statement.md"
"""The exercise sheet's name where a spec gives none."""


class WorkerKeys(Strict):
    """Where a submission runs, and what it may use."""

    framework: Literal["numpy", "torch"] = "numpy"
    """The one library that is loaded for the student's code: numpy or torch (which brings numpy along)."""
    time: Seconds = Field("5s", validate_default=True)
    """The time that one call may take, e.g. 5s."""
    import_time: Seconds = Field("20s", validate_default=True)
    """The time that importing the student's file may take, e.g. 20s."""
    memory: Bytes = Field("1GiB", validate_default=True)
    """The memory that the student's process may use, e.g. 1GiB."""


class RuleKeys(Strict):
    """What may not happen while some callables of the stub (and whatever they call) run."""

    callables: Annotated[list[Dotted], Field(alias="in", min_length=1)]
    """The callables that the rule is about: functions or classes of the stub, or single methods."""
    no: Annotated[list[Literal["autodiff", "finite_differences"]], Field(min_length=1)] | None = None
    """Ways of working that are forbidden in them."""
    no_calls: Annotated[list[Dotted], Field(min_length=1)] | None = None
    """Library calls forbidden in them: groups like ready_made_relu, or dotted names like torch.relu."""
    must: Annotated[list[Literal["autodiff"]], Field(min_length=1)] | None = None
    """Ways of working that must be seen in them."""


class FunctionKeys(Strict):
    """A function of the starter file."""

    signature: Signature
    """Its parameters in parentheses, e.g. (x, eps=1e-5)."""
    doc: str = ""
    """Its docstring."""
    decorator: Dotted | None = None
    """A decorator, e.g. staticmethod."""


class ClassKeys(Strict):
    """A class of the starter file."""

    base: Dotted | None = None
    """Its base class, e.g. torch.autograd.Function."""
    doc: str = ""
    """Its docstring."""
    methods: dict[str, Any] = Field(default_factory=dict)
    """Its methods by name, each with signature, doc and decorator."""


class ConstantKeys(Strict):
    """A constant of the starter file."""

    value: Expression
    """Its untouched value, as Python source text."""
    doc: str = ""
    """A comment above it."""


class CaseKeys(Strict):
    """One set of inputs for a part's program."""

    name: Text
    """The case's name, unique in its part; checks refer to it and its random numbers depend on it."""
    public: bool = False
    """Whether students see this case's numbers; hidden when absent."""
    note: Text
    """What kind of case it is, in words that a student may read even when it is hidden."""
    sizes: dict[str, Annotated[int, Field(ge=0, le=LARGEST)]] = Field(default_factory=dict)
    """Named sizes for shapes, over those of the part."""
    draw: dict[str, Any] = Field(default_factory=dict)
    """The inputs by name, over those of the part."""


class PartKeys(Strict):
    """A program, its cases and its checks."""

    id: Identifier | None = None
    """The part's name, needed where there are several."""
    tensors: bool = False
    """Make every drawn array a torch tensor."""
    program: Text
    """The calls to make, one assignment a line: out, cache = forward(x)."""
    sizes: dict[str, Annotated[int, Field(ge=0, le=LARGEST)]] = Field(default_factory=dict)
    """Named sizes for the shapes of every case."""
    draw: dict[str, Any] = Field(default_factory=dict)
    """The inputs of every case, by name: a distribution, or a plain value."""
    cases: Annotated[list[Any], Field(min_length=1)]
    """The sets of inputs that the program is run on."""
    checks: Annotated[list[Any], Field(min_length=1)]
    """What is judged, each with its points."""


class ExerciseKeys(Strict):
    """An exercise: its starter file, and how what comes back is judged."""

    id: Identifier
    """The exercise's name: that of its folder and of the file handed in."""
    title: Text
    """What a reader sees above it."""
    summary: Text
    """What it is about, in one sentence."""
    points: Annotated[float, Field(gt=0)]
    """Its marks: the sum over its checks."""
    statement: FileName = STATEMENT
    """The exercise sheet, beside this file."""
    reference: FileName | None = None
    """The reference module under reference/; absent only in a student's kit."""
    worker: WorkerKeys = Field(default_factory=lambda: WorkerKeys.model_validate({}))
    """Where a submission runs, and what it may use."""
    rules: list[RuleKeys] = Field(default_factory=list)
    """What may not happen in the student's callables."""
    forbidden: str = ""
    """The rules in words, for the starter file and the statement."""
    preamble: Imports = ""
    """Import lines of the starter file."""
    stub: Annotated[dict[str, Any], Field(min_length=1)]
    """The functions, classes and constants that a student fills in, by name."""
    parts: Annotated[list[Any], Field(min_length=1)]
    """Programs with their cases and checks."""


class CourseExerciseKeys(Strict):
    """An exercise's place in the course."""

    id: Identifier
    """The name of a folder under exercises/."""
    points: Annotated[float, Field(gt=0)]
    """Its weight in the total; the exercise's own points are scaled to it."""


class PolicyKeys(Strict):
    """What the course says about time and attempts."""

    attempts: Annotated[int, Field(ge=1)] | None = None
    """How often an exercise may be handed in."""
    due: Annotated[Any, OneOf("string", "object")] = None
    """When work is due: one time, or one for each exercise."""
    grace: str | None = None
    """How late is not yet late, e.g. 15min."""
    late_penalty_per_day: Annotated[Any, OneOf("number", "string")] = None
    """What a day's delay costs, e.g. 10%."""
    extensions: dict[str, Any] | None = None
    """Later due times, by student."""
    hints: Annotated[Any, OneOf("boolean", "object")] = None
    """Whether and how feedback gives hints."""


class CourseKeys(Strict):
    """A course: its exercises in order, and its policies."""

    title: Text
    """The course's name."""
    seed: Annotated[int, Field(ge=0)]
    """The seed of every drawn input: another seed, other numbers."""
    exercises: Annotated[list[CourseExerciseKeys], Field(min_length=1)]
    """The exercises, in order."""
    policies: PolicyKeys = Field(default_factory=lambda: PolicyKeys())
    """Due times, attempts and the like."""
