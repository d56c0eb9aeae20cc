"""Values of one of several types, where pydantic's unions would complain once for each type."""

from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_TYPES: dict[str, tuple[tuple[type, ...], str]] = {
    "string": ((str,), "text"),
    "number": ((int, float), "a number"),
    "boolean": ((bool,), "true or false"),
    "object": ((dict,), "a mapping"),
}
"""By the type's name in JSON Schema: the Python types, and the words for it."""


class OneOf:
    """``Annotated[Any, OneOf("string", "object")]``: a value of one of these types of JSON Schema."""

    def __init__(self, *types: str) -> None:
        """``types`` are keys of JSON Schema: string, number, boolean or object."""
        self.types = types

    def check(self, value: object) -> object:
        """``value`` itself when it is of one of the types; else a validation error."""
        # A bool is an int to Python, but not to an author: hence no isinstance.
        if any(type(value) in _TYPES[name][0] for name in self.types):
            return value
        message = f"must be {' or '.join(_TYPES[name][1] for name in self.types)}"
        raise PydanticCustomError("one_of", "{message}", {"message": message})

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validation by :meth:`check` alone."""
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The types."""
        return {"type": list(self.types)}
