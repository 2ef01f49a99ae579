"""
YAML files checked against a schema, with messages for the person who has to mend them.

    >>> read(Path("facts/reports/x.yml"), Report)
    FactsError: facts/reports/x.yml: figures.jobs.sorce: unknown key; correct its spelling or …
"""

from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

# Where in a source: kinds of place in English, since the pages translate them (a new kind needs its
# words under `source.place` of docs/<language>/_words.yml); titles as printed.
# abstract | paragraph 8 | table: Utfall | Avslutande diskussion (a heading); several with "; ".
_PART = (
    r"(abstract|answer|reply|policy note|publication page|cited in [a-z0-9-]+"
    r"|(page|pages|paragraph|table|section) [0-9–-]+"
    r"|(table|comment on the table|section|figure): [^;]+"
    r"|[A-ZÅÄÖÆØ0-9][^;]*)"
)
PLACE = rf"^{_PART}(; {_PART})*$"
ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
HTTPS = r"^https://"
PAGE = r"^[a-z0-9-]+(/[a-z0-9-]+)*\.md$"
DOI = r"^10\.\d{4,9}/\S+$"

_PATTERNS = {
    PLACE: (
        'no place in a source: write "abstract", "answer", "paragraph 8", "page 9", '
        '"table: Title", or a heading as printed'
    ),
    ID: "no id: lower-case letters a to z, digits and single hyphens, a letter first",
    HTTPS: "an address starts with https://; leave it out where no official one is known",
    PAGE: "no page: write its path below docs/<language>/, as in guides/start.md",
    DOI: "no DOI: write it as 10.1234/abc, without https://doi.org/",
}


class FactsError(Exception):
    """A fact file is wrong: the message names file, key, reason and cure."""


def read(path: Path, schema):
    """The YAML file at `path` as `schema`. Raises FactsError with file, key and reason."""
    return check(path, load_yaml(path), TypeAdapter(schema))


def check(path: Path, data, adapter):
    """`data`, read from `path`, as the adapter's type. Raises FactsError with every fault."""
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        raise FactsError(_message(path, error)) from None


def _message(path: Path, error: ValidationError) -> str:
    lines = []
    for fault in error.errors():
        key = ".".join(str(part) for part in fault["loc"]) or "(the whole file)"
        reason = fault["msg"].removeprefix("Value error, ")
        if fault["type"] == "extra_forbidden":
            reason = "unknown key; correct its spelling or remove it"
        elif fault["type"] == "missing":
            reason = "this key is missing; add it"
        elif fault["type"] == "too_short":
            reason = f"too few: write at least {fault['ctx']['min_length']}"
        elif fault["type"] == "string_pattern_mismatch":
            reason = _PATTERNS.get(fault["ctx"]["pattern"], reason)
        lines.append(f"{path}: {key}: {reason}")
    return "\n".join(lines)


# The C scanner where PyYAML has it: a build reads some hundred files and heads.
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML as people mean it: a key given twice is a mistake, not the last one's victory."""


def _mapping(loader, node):
    loader.flatten_mapping(node)
    seen = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node)
        if isinstance(key, bool) or not isinstance(key, str | int):
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} is no text; put it in quotes", key_node.start_mark
            )
        if key in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} stands here twice", key_node.start_mark
            )
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


def _day(loader, node):
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        raise yaml.constructor.ConstructorError(
            None, None, f"{node.value} is no day of the calendar", node.start_mark
        ) from None


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)
_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def load_yaml(path: Path, text: str | None = None, first_line: int = 1):
    """The data in a YAML file. Raises FactsError with file and line."""
    try:
        return yaml.load(path.read_text("utf-8") if text is None else text, _Loader)  # noqa: S506
    except FileNotFoundError:
        raise FactsError(f"{path}: the file is missing; create it") from None
    except UnicodeDecodeError as error:
        raise FactsError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        problem = getattr(error, "problem", None) or str(error)
        raise FactsError(f"{path}:{line}: not valid YAML: {problem}") from None
