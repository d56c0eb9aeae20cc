"""Another process of the same user, with something to lose: sockets, a secret in memory, an open file, a shared block.

Started by the scene as ``python bystander.py SECRET FOLDER USER ABSTRACT``. It prints one line of JSON with what an attacker
may know of it, then answers each line of input with a line of JSON: everything that has happened to it so far.
"""

import ctypes
import json
import os
import select
import signal
import socket
import sys
from pathlib import Path

_PR_SET_DUMPABLE = 4


def main() -> None:
    """Set everything up, then wait."""
    secret, folder, user, abstract = sys.argv[1:]
    libc = ctypes.CDLL(None)
    if int(user):
        os.setgroups([])
        os.setresgid(int(user), int(user), int(user))
        os.setresuid(int(user), int(user), int(user))
        # As an ordinary process of that user would be.
        libc.prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0)
    events: list[str] = []
    for number in (signal.SIGUSR1, signal.SIGIO, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, frame: events.append(f"signal {received}"))
    memory = ctypes.create_string_buffer(secret.encode())
    sockets = _sockets(Path(folder), abstract)
    shared = libc.shmget(0, 4096, 0o1666)
    libc.shmat.restype = ctypes.c_void_p
    ctypes.memmove(libc.shmat(shared, None, 0), secret.encode() + b"\0", len(secret) + 1)
    libc.shmctl(shared, 0, None)
    file = os.open(Path(folder) / "open.txt", os.O_RDONLY)
    facts = {
        "bystander_pid": os.getpid(), "bystander_secret": ctypes.addressof(memory), "bystander_file": file,
        "shared_id": shared, "tcp_port": sockets["tcp"].getsockname()[1], "udp_port": sockets["udp"].getsockname()[1],
    }  # fmt: skip
    print(json.dumps(facts), flush=True)
    _watch(sockets, events, memory, secret)


def _sockets(folder: Path, abstract: str) -> dict[str, socket.socket]:
    made = {
        "tcp": socket.create_server(("127.0.0.1", 0)),
        "udp": socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        "unix": socket.socket(socket.AF_UNIX),
        "datagram": socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM),
        "abstract": socket.socket(socket.AF_UNIX),
    }
    made["udp"].bind(("127.0.0.1", 0))
    made["unix"].bind(str(folder / "s"))
    made["datagram"].bind(str(folder / "s.dgram"))
    made["abstract"].bind("\0" + abstract)
    made["unix"].listen()
    made["abstract"].listen()
    return made


def _watch(
    sockets: dict[str, socket.socket], events: list[str], memory: "ctypes.Array[ctypes.c_char]", secret: str
) -> None:
    while True:
        ready, _, _ = select.select([sys.stdin, *sockets.values()], [], [])
        for name, sock in sockets.items():
            if sock in ready:
                if sock.type == socket.SOCK_DGRAM:
                    sock.recv(1000)
                else:
                    sock.accept()[0].close()
                events.append(f"something came in by {name}")
        if sys.stdin in ready:
            if not sys.stdin.readline():
                return
            changed = ["its memory was written to"] if memory.value != secret.encode() else []
            print(json.dumps(events + changed), flush=True)


if __name__ == "__main__":
    main()
