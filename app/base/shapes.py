"""What a model wanted in the place of a wrong value, without the English words of the library."""

from collections.abc import Mapping

# By the kind of pydantic's error: where its context keeps the list.
_LISTED = {"literal_error": "expected", "enum": "expected", "union_tag_invalid": "expected_tags"}


def choices(error: Mapping[str, object]) -> str:
    """The values that one of pydantic's errors would have taken, as `'id', 'en'`; empty: it lists none."""
    name, context = _LISTED.get(str(error["type"])), error.get("ctx")
    if name is None or not isinstance(context, Mapping):
        return ""
    return str(context[name]).replace("' or '", "', '")
