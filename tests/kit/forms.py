"""Forms in which an array can lie in a file: as text, packed, encoded, in a notebook's output."""

import base64
import bz2
import gzip
import io
import json
import lzma
import marshal
import pickle
import tarfile
import zipfile
import zlib
from collections.abc import Callable

import numpy as np

FORMS: dict[str, Callable[[np.ndarray], bytes]] = {
    "npy": lambda a: saved(np.save, a),
    "npz": lambda a: saved(np.savez_compressed, a),
    "bytes": lambda a: b"abc" + a.tobytes(),
    "big endian": lambda a: a.astype(">f8").tobytes(),
    "float32": lambda a: b"a" + a.astype(np.float32).tobytes(),
    "pickle": lambda a: pickle.dumps(a.tolist()),
    "marshal": lambda a: marshal.dumps(a.tolist()),
    "gzip": lambda a: gzip.compress(repr(a.tolist()).encode()),
    "base64": lambda a: b'{"image/png": "' + base64.b64encode(a.tobytes()) + b'"}',
    "base64 in lines": lambda a: base64.encodebytes(gzip.compress(repr(a.tolist()).encode())),
    "base64 in lines of JSON": lambda a: json.dumps({"png": base64.encodebytes(zlib.compress(a.tobytes())).decode()}).encode(),
    "hexadecimal": lambda a: b"data: " + a.tobytes().hex().encode(),
    "bzip2": lambda a: bz2.compress(a.tobytes()),
    "xz": lambda a: lzma.compress(repr(a.tolist()).encode()),
    "tar": lambda a: _tarred("a.npy", saved(np.save, a)),
    "notebook, text": lambda a: _notebook({"text/plain": repr(a)}),
    "notebook, picture": lambda a: _notebook({"image/png": base64.encodebytes(b"\x89PNG" + a.tobytes()).decode()}),
    "utf-16": lambda a: repr(a.tolist()).encode("utf-16"),
    "zip in zip": lambda a: zipped("inner.zip", zipped("a.txt", repr(a.tolist()).encode())),
}


def saved(save, array) -> bytes:
    file = io.BytesIO()
    save(file, array)
    return file.getvalue()


def _tarred(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return file.getvalue()


def _notebook(data: dict[str, str]) -> bytes:
    output = {"output_type": "display_data", "metadata": {}, "data": data}
    cell = {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": "x", "outputs": [output]}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}).encode()


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()
