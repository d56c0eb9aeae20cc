"""The published JSON Schemas: current, and of one mind with the loader."""

import importlib.util
import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from grader.inputs import DRAW_SETTINGS
from grader.spec.schema import course_json_schema, json_schema
from tests.spec.courses import COURSE, EXERCISE, KINDS, spoilt

ROOT = Path(__file__).resolve().parents[2]


def errors(schema, text):
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(yaml.safe_load(text))]


@pytest.fixture(scope="module")
def schema():
    return json_schema(KINDS, DRAW_SETTINGS)


def test_they_are_schemas(schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator.check_schema(course_json_schema())


def test_what_loads_fits(schema):
    assert errors(schema, EXERCISE.replace(" no:", " 'no':")) == []
    assert errors(course_json_schema(), COURSE) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: An affine map", "titel: An affine map"),
        ("points: 10\n", "points: ten\n"),
        ("time: 5s", "time: 5"),
        ("x: {normal: [N, D]}", "x: {nrmal: [N, D]}"),
        ("x: {normal: [N, D]}", "x: {normal: [N, D], scal: 1}"),
        ("{id: out, value: out,", "{id: out, valeu: out,"),
        ("    signature: (x, w, b=0.0)", "    signatur: (x, w, b=0.0)"),
        ("apply: {signature: (x)", "apply: {signatur: (x)"),
        ("no: [autodiff]", "no: [autodif]"),
        ("note: a wide one", "nota: a wide one"),
    ],
)
def test_what_does_not_load_does_not_fit(schema, old, new):
    # PyYAML's own loader takes the key ``no`` for a truth value, which the grader's does not.
    text = spoilt(EXERCISE, old, new).replace(" no:", " 'no':")
    assert errors(schema, text)


def test_keys_have_descriptions(schema):
    for definition in schema["$defs"].values():
        for key, field in definition.get("properties", {}).items():
            if definition["title"].endswith("Keys") or key in ("shape", "scale", "normal", "points"):
                assert field.get("description") or "$ref" in field, (definition["title"], key)


def test_the_committed_files_are_current():
    spec = importlib.util.spec_from_file_location("write_schemas", ROOT / "scripts" / "write_schemas.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for path, text in script.schema_files().items():
        assert path.read_text(encoding="utf-8") == text, f"run scripts/write_schemas.py: {path.name} is out of date"


def test_the_courses_own_files_fit():
    schema = json.loads((ROOT / "grader" / "spec" / "exercise.schema.json").read_text(encoding="utf-8"))
    course = json.loads((ROOT / "grader" / "spec" / "course.schema.json").read_text(encoding="utf-8"))
    for path in sorted(ROOT.glob("exercises/*/exercise.yaml")):
        text = path.read_text(encoding="utf-8").replace(" no:", " 'no':")
        assert errors(schema, text) == [], path
    assert errors(course, (ROOT / "course.yaml").read_text(encoding="utf-8")) == []
