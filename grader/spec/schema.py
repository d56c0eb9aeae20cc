"""The JSON Schemas of ``exercise.yaml`` and ``course.yaml``: editors complete and check a spec with them.

They are made from the models that the loader validates with, so that the two cannot disagree.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from grader.spec.keys import (
    CaseKeys,
    ClassKeys,
    ConstantKeys,
    CourseKeys,
    ExerciseKeys,
    FunctionKeys,
    PartKeys,
)
from grader.spec.settings import CheckSettings, DrawSettings

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PIECES: tuple[type[BaseModel], ...] = (
    ExerciseKeys,
    PartKeys,
    CaseKeys,
    FunctionKeys,
    ClassKeys,
    ConstantKeys,
)

Schema = dict[str, Any]


class _Generator(GenerateJsonSchema):
    """Pydantic's generator without a title for every field: the key says it already."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never."""
        return False


def _any_of(schemas: Iterable[Schema]) -> Schema:
    """A value that fits one of ``schemas``."""
    return {"anyOf": list(schemas)}


def json_schema(
    kinds: Mapping[str, type[CheckSettings]], distributions: Mapping[str, type[DrawSettings]]
) -> Schema:
    """The schema of ``exercise.yaml`` for these rows of checks and draws."""
    models = [*_PIECES, *kinds.values(), *distributions.values()]
    references, schema = models_json_schema([(m, "validation") for m in models], schema_generator=_Generator)
    # Two models of one name in different modules get longer names, so each is found by its reference.
    ref = {model: references[model, "validation"] for model in models}
    definitions: dict[str, Schema] = schema["$defs"]

    def properties(model: type[BaseModel]) -> dict[str, Schema]:
        name = str(ref[model]["$ref"]).rpartition("/")[2]
        found: dict[str, Schema] = definitions[name]["properties"]
        return found

    definitions["Draw"] = {
        "description": "A distribution, or a plain value.",
        **_any_of(
            [{"type": ["number", "string", "boolean", "array"]}, *(ref[d] for d in distributions.values())]
        ),
    }
    stubs = _any_of(ref[model] for model in (FunctionKeys, ClassKeys, ConstantKeys))
    properties(ExerciseKeys)["stub"]["additionalProperties"] = stubs
    properties(ExerciseKeys)["parts"]["items"] = ref[PartKeys]
    properties(ClassKeys)["methods"]["additionalProperties"] = ref[FunctionKeys]
    properties(PartKeys)["cases"]["items"] = ref[CaseKeys]
    properties(PartKeys)["checks"]["items"] = _any_of(ref[kind] for kind in kinds.values())
    for model in (PartKeys, CaseKeys):
        properties(model)["draw"]["additionalProperties"] = {"$ref": "#/$defs/Draw"}
    return {"$schema": _DIALECT, "title": "exercise.yaml", **ref[ExerciseKeys], "$defs": definitions}


def course_json_schema() -> Schema:
    """The schema of ``course.yaml``."""
    schema = CourseKeys.model_json_schema(schema_generator=_Generator)
    return {**schema, "$schema": _DIALECT, "title": "course.yaml"}
