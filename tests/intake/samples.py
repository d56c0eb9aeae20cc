"""Downloads as learning platforms lay them out."""

import zipfile
from pathlib import Path

WANTED = ("my_relu", "gradient_flow")


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    """Files by path below ``root``."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def zipped(path: Path, files: dict[str, str | bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


CANVAS: dict[str, str | bytes] = {
    "lovelaceada_1234_5678_my_relu.py": "ada = 1",
    "lovelaceada_1234_5679_gradient_flow-2.ipynb": "{}",
    "hopper_LATE_22_100_my_relu-1.py": "grace = 1",
    "hopper_LATE_22_99_my_relu.py": "grace = 0",
    "turingalan_33_7_notes.pdf": b"%PDF",
}

MOODLE: dict[str, str | bytes] = {
    "Ada Lovelace_1234_assignsubmission_file_/my_relu.py": "ada = 1",
    "Ada Lovelace_1234_assignsubmission_onlinetext_/onlinetext.html": "<p>see file</p>",
    "Participant_77_assignsubmission_file/mine/gradient_flow.py": "p = 77",
}

GRADESCOPE_METADATA = """\
---
submission_101:
  :submitters:
  - :name: Ada Lovelace
    :sid: '007'
    :email: ada@example.org
  - :name: Grace Hopper
    :sid: '8'
    :email: grace@example.org
  :created_at: 2026-10-01 19:56:14.283914000 Z
  :score: 12.0
  :status: processed
  :history:
  - :id: 99
    :created_at: 2026-09-30 19:56:14.000000000 Z
submission_102:
  :submitters:
  - :name: Alan Turing
    :sid:
    :email: alan@example.org
  :created_at: !ruby/object:Time 2026-10-02 08:00:00
  :score:
"""
GRADESCOPE: dict[str, str | bytes] = {
    "assignment_9_export/submission_metadata.yml": GRADESCOPE_METADATA,
    "assignment_9_export/submission_101/my_relu.py": "both = 1",
    "assignment_9_export/submission_102/hw.zip": b"",
}
