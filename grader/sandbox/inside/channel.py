"""One end of the connection: whole frames in, whole frames out."""

import socket
from typing import Any

from .frame import Frame, Kind, Reader, WireError, pack

CHUNK = 1 << 18


class Closed(Exception):
    """The other end is gone."""


class Channel:
    """Frames over a connected socket. The socket's methods are bound here, before any student's code could replace them."""

    def __init__(self, connection: socket.socket, max_blob: int, flags: int = 0) -> None:
        """``max_blob``: the most bytes of arrays that one incoming frame may bring. ``flags``: to send and receive with."""
        self._flags = flags
        self.connection = connection
        self._receive = connection.recv
        self._send_all = connection.sendall
        self.reader = Reader(max_blob)

    def send(self, kind: Kind, header: Any, blob: bytes = b"") -> None:
        """Send one frame, all of it."""
        self.send_raw(pack(kind, header, blob))

    def send_raw(self, data: bytes) -> None:
        """Send frames that are packed already."""
        try:
            self._send_all(data, self._flags)
        except ConnectionError as error:
            raise Closed from error

    def receive(self) -> Frame:
        """Wait for the next whole frame. :class:`Closed` at the end; TimeoutError as the socket's own timeout has it."""
        while (frame := self.reader.next()) is None:
            try:
                data = self._receive(CHUNK, self._flags)
            except ConnectionError as error:
                raise Closed from error
            if not data:
                if self.reader.pending:
                    raise WireError("the connection ended within a frame")
                raise Closed
            self.reader.feed(data)
        return frame
