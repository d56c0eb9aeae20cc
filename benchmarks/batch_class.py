"""A class for the benchmark: samples and zoo multiplied with renamed variables, so that no cache helps; one in ten hostile."""

import ast
import random
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXERCISES = ("manual_backprop", "my_relu", "gradient_flow", "batch_norm_backward")
HOSTILE_SHARE = 0.1

HOSTILE = (
    "import os\nos._exit(0)\n",
    "raise SystemExit('full marks, please')\n",
    "def forward(:\n",
    "import numpy as np\nBIG = np.ones((10**6, 10**6))\n",
    "open('/etc/passwd').read()\nimport socket\nsocket.create_connection(('127.0.0.1', 22), 1)\n",
    "import subprocess\nsubprocess.run(['id'])\n",
    "for _ in range(10**5):\n    print('spam ' * 20)\n",
    "import sys\nsys.setrecursionlimit(10**4)\ndef f(n):\n    return f(n + 1)\nf(0)\n",
    "import numpy as np\nnp.allclose = lambda *a, **k: True\nimport builtins\nbuiltins.abs = lambda x: 0\n",
    "",
)
"""Files that break off, reach for what they may not have, or are nothing. The endless loops are dave's."""


def make_class(folder: Path, students: int, seed: int = 0) -> None:
    """Write ``students`` folders of four files each."""
    chance = random.Random(seed)
    good = {exercise: _sources(exercise) for exercise in EXERCISES}
    bad = {exercise: _broken(exercise) for exercise in EXERCISES}
    for number in range(students):
        own = folder / f"student-{number:05}"
        own.mkdir(parents=True)
        spoilt = chance.choice(EXERCISES) if chance.random() < HOSTILE_SHARE else None
        for exercise in EXERCISES:
            source = chance.choice((bad if exercise == spoilt else good)[exercise])
            (own / f"{exercise}.py").write_text(f"{renamed(source, number)}\n# {number}\n", encoding="utf-8")


def copy_samples(folder: Path, students: int) -> None:
    """Write ``students`` folders, the samples in turn with renamed variables."""
    samples = sorted((ROOT / "submissions").iterdir())
    for number in range(students):
        own = folder / f"student-{number:05}"
        own.mkdir(parents=True)
        for path in sorted(samples[number % len(samples)].glob("*.py")):
            text = f"{renamed(path.read_text(encoding='utf-8'), number)}\n# {number}\n"
            (own / path.name).write_text(text, encoding="utf-8")


def _sources(exercise: str) -> list[str]:
    samples = [ROOT / "submissions" / name / f"{exercise}.py" for name in ("alice", "bob", "erin")]
    paths = [*samples, *(ROOT / "tests" / "zoo" / exercise).glob("*/*.py")]
    sources = [path.read_bytes() for path in sorted(paths) if path.is_file()]
    return [source.decode() for source in sources if _is_utf8(source)]


def _is_utf8(source: bytes) -> bool:
    try:
        source.decode()
    except UnicodeDecodeError:
        return False
    return True


def _broken(exercise: str) -> list[str]:
    paths = [ROOT / "submissions" / name / f"{exercise}.py" for name in ("carol", "dave")]
    return [*HOSTILE, *(path.read_text(encoding="utf-8") for path in paths if path.is_file())]


def renamed(source: str, number: int) -> str:
    """``source`` with the local variables of its functions under other names; as it is where that cannot be done safely."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return source
    local = _renameable(tree)
    places = [(n.lineno, n.col_offset, n.id) for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id in local]
    lines = source.encode().splitlines(keepends=True)
    for line, column, name in sorted(places, reverse=True):
        row, old = lines[line - 1], name.encode()
        if row[column : column + len(old)] == old:
            lines[line - 1] = row[:column] + old + f"_{number}".encode() + row[column + len(old) :]
    text = b"".join(lines).decode()
    try:
        compile(text, "renamed", "exec")
    except SyntaxError:
        return source
    return text


def _renameable(tree: ast.AST) -> set[str]:
    """Names that are assigned inside functions, and are nothing else anywhere."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    local = {n.id for f in functions for n in ast.walk(f) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    other: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.arg(arg=name) | ast.keyword(arg=str(name)) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                other.add(name)
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                other.update(names)
            case ast.alias(name=name, asname=alias):
                other.add(alias or name.partition(".")[0])
            case ast.JoinedStr() | ast.Lambda():  # positions in f-strings are not to be relied on before Python 3.12
                other.update(n.id for n in ast.walk(node) if isinstance(n, ast.Name))
    for node in ast.iter_child_nodes(tree):
        other.update(n.id for n in ast.walk(node) if isinstance(n, ast.Name) and not isinstance(node, ast.FunctionDef))
    return local - other
