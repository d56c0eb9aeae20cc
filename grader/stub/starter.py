"""An exercise -> the Python file that a student starts from."""

from grader.model.exercise import Exercise
from grader.stub.blocks import block, docstring, introduction


def starter_source(exercise: Exercise) -> str:
    """The source of ``<exercise id>.py``: introduction, imports, then each entry of the stub.

    It can be imported as it is: only calling its functions raises NotImplementedError.
    """
    head = docstring(introduction(exercise))
    preamble = exercise.preamble.strip()
    if preamble:
        head += f"\n{preamble}\n"
    pieces = [head]
    for i, stub in enumerate(exercise.stub):
        # Two blank lines around functions and classes, one among constants, as PEP 8 has it.
        constants = stub.kind == "constant" and (i == 0 or exercise.stub[i - 1].kind == "constant")
        pieces.append(("\n" if constants else "\n\n") + block(stub))
    return "".join(pieces)
