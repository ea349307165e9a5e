"""The JSON Schema of a questionnaire, for editors: `python -m app.questionnaire.schema` writes it.

It is what the types say. The rules beyond types (`lint`) are not in it.
"""

import json
from pathlib import Path

from app.base.resources import RESOURCES
from app.questionnaire.model import Questionnaire

SCHEMA_FILE = RESOURCES / "schema" / "questionnaire.schema.json"


def schema_text() -> str:
    """The schema, with sorted keys, ending in a line break."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Questionnaire.model_json_schema()}
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def write_schema(file: Path = SCHEMA_FILE) -> None:
    """Write the schema where editors find it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(schema_text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_schema()
