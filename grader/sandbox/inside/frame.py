"""The wire: frames of a fixed head, a JSON header and raw bytes, the same at both ends.

A frame is ``magic, version, kind, header length, blob length``, then the two. Every length is checked before anything
is allocated, and whatever is out of order raises :class:`WireError`. Nothing is ever unpickled.
"""

from collections.abc import Callable
from enum import IntEnum
from json import JSONDecoder, JSONEncoder
from struct import Struct
from typing import Any, NamedTuple, NoReturn, cast

MAGIC = b"BG"
VERSION = 1
HEAD = Struct("<2sBBIQ")
MAX_HEADER = 32 << 20
"""Bytes of JSON that one frame may hold."""
MAX_REPLY = 4 << 20
"""The same for frames from a worker. Decoded, JSON takes up to twenty times as much memory."""

FRAME_OVERHEAD = 1 << 20
"""Bytes of blob beyond the values' own that a receiver grants."""


class WireError(Exception):
    """What arrived is not what the protocol allows. The connection is of no further use."""


class Kind(IntEnum):
    """What a frame is. The first three go to the worker, the rest come from it."""

    JOB = 1
    PROGRAM = 2
    RUN = 3
    READY = 16
    IMPORTED = 17
    VIOLATION = 18
    OUTCOME = 19
    FAULT = 20


class Frame(NamedTuple):
    """One message: ``header`` is decoded JSON, ``blob`` the raw bytes that its arrays point into."""

    kind: Kind
    header: Any
    blob: bytes


def _refuse(text: str) -> NoReturn:
    raise WireError(f"a bare {text[:20]} in a header")


def _make_encode() -> Callable[[Any], str]:
    """JSON text of plain data, by the C encoder alone: the Python layer around it looks things up that a student may patch."""
    try:
        from _json import encode_basestring_ascii, make_encoder

        chunks: Any = cast("Any", make_encoder)(
            None, None, encode_basestring_ascii, None, ":", ",", False, False, False
        )
        chunks([1, "a"], 0)
    except (ImportError, TypeError):
        return JSONEncoder(separators=(",", ":"), allow_nan=False).encode
    return lambda thing: "".join(chunks(thing, 0))


_encode = _make_encode()
_scan: Any = cast("Any", JSONDecoder(parse_float=_refuse, parse_constant=_refuse)).scan_once
_kinds = {int(kind): kind for kind in Kind}


def pack(kind: Kind, header: Any, blob: bytes = b"", limit: int = MAX_HEADER) -> bytes:
    """The bytes of one frame. WireError when its header is more than the receiver takes."""
    text = _encode(header).encode("ascii")
    if len(text) > limit:
        raise WireError(f"a header of {len(text)} bytes")
    return HEAD.pack(MAGIC, VERSION, kind, len(text), len(blob)) + text + blob


class Reader:
    """Puts frames together from whatever pieces the bytes arrive in. ``max_blob`` is the most one frame's blob may hold."""

    def __init__(self, max_blob: int, max_header: int = MAX_HEADER) -> None:
        """Nothing is allocated for a frame beyond these bounds."""
        self._buffer = bytearray()
        self._max_blob = max_blob
        self._max_header = max_header

    def feed(self, data: bytes) -> None:
        """Take in what has arrived."""
        self._buffer += data

    @property
    def pending(self) -> int:
        """How many bytes have arrived that are not yet a whole frame."""
        return len(self._buffer)

    def next(self) -> Frame | None:
        """The next whole frame, or None when more bytes are needed."""
        if len(self._buffer) < HEAD.size:
            return None
        kind, header_length, blob_length = self._head()
        middle, end = HEAD.size + header_length, HEAD.size + header_length + blob_length
        if len(self._buffer) < end:
            return None
        with memoryview(self._buffer) as view:
            text, blob = bytes(view[HEAD.size : middle]), bytes(view[middle:end])
        del self._buffer[:end]
        return Frame(kind, decode_header(text), blob)

    def _head(self) -> tuple[Kind, int, int]:
        magic, version, number, header_length, blob_length = HEAD.unpack_from(self._buffer)
        kind = _kinds.get(number)
        if magic != MAGIC or version != VERSION or kind is None:
            raise WireError("not a frame of this protocol")
        if header_length > self._max_header or blob_length > self._max_blob:
            raise WireError(f"a frame of {header_length} + {blob_length} bytes")
        return kind, header_length, blob_length


def decode_header(text: bytes) -> Any:
    """The header's JSON. Numbers with a point are refused: floats travel as exact hexadecimal text."""
    try:
        decoded = text.decode("ascii")
        found, end = _scan(decoded, 0)
    except (ValueError, RecursionError, StopIteration) as error:
        raise WireError(f"a header that is not JSON: {type(error).__name__}") from None
    if end != len(decoded):
        raise WireError("a header with something after it")
    return found
