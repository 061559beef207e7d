"""What the description of the API says of every operation: how it may be refused."""

from typing import Any

from drf_spectacular.hooks import postprocess_schema_enums

REFUSALS = {
    "400": "The request asks or says something that is not known here; the answer names it.",
    "401": "Nobody is signed in, and no token came with the request.",
    "403": "This person may not do that; the answer says who may.",
    "404": "There is nothing at this address that this person may see.",
}
PROBLEM = {
    "type": "object",
    "properties": {"detail": {"type": "string"}},
    "additionalProperties": {"type": "array", "items": {"type": "string"}},
    "description": "A sentence as `detail`, or sentences under the name of each parameter or field.",
}
METHODS = {"get", "post", "put", "patch", "delete"}


def described(result: dict[str, Any], **generation: Any) -> dict[str, Any]:
    """Return the description with codes by name, and the refusals any operation may answer."""
    result = postprocess_schema_enums(result, **generation)
    result["components"].setdefault("schemas", {})["Refusal"] = PROBLEM
    for path, operations in result["paths"].items():
        for method in METHODS & operations.keys():
            responses = operations[method]["responses"]
            for status, words in REFUSALS.items():
                if _may_answer(status, path, method):
                    responses.setdefault(status, _refusal(words))
    return result


def _may_answer(status: str, path: str, method: str) -> bool:
    if status == "403":
        return method != "get"
    return status != "404" or "{" in path or method == "get"


def _refusal(words: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Refusal"}
    return {"description": words, "content": {"application/json": {"schema": schema}}}
