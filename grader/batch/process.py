"""A process that works: tasks come in on standard input, outcomes go out on standard output, until the input ends.

It is started by :mod:`grader.batch.hand` and speaks with it alone, so that pickles are safe here.
"""

import os
import pickle
import struct
import threading
import traceback
from contextlib import suppress
from queue import SimpleQueue
from typing import IO, Any, NoReturn

from grader.batch.task import Done, Failed, Setup, Task, Workshop
from grader.errors import GraderError

_LENGTH = struct.Struct("=Q")


def send(stream: IO[bytes], value: object) -> None:
    """Write one message."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one message; EOFError when the other side has gone."""
    header = stream.read(_LENGTH.size)
    if len(header) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(header)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)


def carry_out(workshop: Workshop, task: Task) -> Done | Failed:
    """The outcome of a task: whatever went wrong is ours, and is told and not raised."""
    try:
        return Done(task, workshop.do(task))
    except GraderError as error:
        return Failed(task, str(error), traceback.format_exc())
    except Exception as error:
        return Failed(task, f"{type(error).__name__}: {error}", traceback.format_exc())


def main() -> NoReturn:
    """Work until the input ends."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # What anything prints must not get among the messages.
    os.dup2(2, 1)
    setup: Setup = receive(incoming)
    workshop = setup.make(setup)
    send(outgoing, "ready")
    tasks: SimpleQueue[Task] = SimpleQueue()
    threading.Thread(target=_listen, args=(incoming, tasks, workshop), daemon=True).start()
    while True:
        send(outgoing, carry_out(workshop, tasks.get()))


def _listen(incoming: IO[bytes], tasks: "SimpleQueue[Task]", workshop: Workshop) -> None:
    """Pass tasks on. When the one who gave them has gone, nobody waits for anything: not even for the task in hand."""
    with suppress(EOFError, OSError):
        while True:
            tasks.put(receive(incoming))
    with suppress(Exception):
        workshop.close()
    os._exit(0)


if __name__ == "__main__":
    main()
