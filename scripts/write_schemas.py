"""Write the JSON Schemas of exercise.yaml and course.yaml anew, after a change of what they may say."""

import json
from pathlib import Path
from typing import Any

from grader.checks.table import SETTINGS
from grader.inputs import DRAW_SETTINGS
from grader.spec.schema import course_json_schema, json_schema

FOLDER = Path(__file__).resolve().parent.parent / "grader" / "spec"


def schema_files() -> dict[Path, str]:
    """The text that each schema file should hold."""
    schemas: dict[str, dict[str, Any]] = {
        "exercise.schema.json": json_schema(SETTINGS, DRAW_SETTINGS),
        "course.schema.json": course_json_schema(),
    }
    return {
        FOLDER / name: json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
    }


def main() -> None:
    """Write every file that differs, and say which."""
    for path, text in schema_files().items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {path.relative_to(FOLDER.parent.parent).as_posix()}")


if __name__ == "__main__":
    main()
