"""House rules read from the syntax tree, each with an example that would be caught."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources import files, name

EDGES = re.compile(
    r"/(views|management|middleware|api|admin|receivers|authentication)(/|\.py)|tasks\.py|lib/asked\.py|embedded/"
)
REFUSED_NAMES = {"utils", "helpers", "services", "common", "managers", "misc"}
MAX_FILE, MAX_FUNCTION = 300, 40


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in files(".py"):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def long_functions(tree: ast.AST) -> list[str]:
    return [
        f"{f.name} ({f.end_lineno - f.lineno + 1} lines)"
        for f in functions(tree)
        if f.end_lineno - f.lineno + 1 > MAX_FUNCTION
    ]


def undocumented(tree: ast.Module) -> list[str]:
    """Public functions and classes at the top of a file, and the file itself, without a word."""
    missing = [] if ast.get_docstring(tree) else ["(the file)"]
    for node in tree.body:
        if (
            isinstance(node, ast.FunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ):
            missing.append(node.name)
    return missing


def clock_reads(tree: ast.AST) -> list[int]:
    """Lines that call timezone.now(), datetime.now(), date.today(), time.time()."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"now", "today", "utcnow", "localdate"}
    ]


def broad_excepts(tree: ast.AST) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (
            node.type is None
            or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"})
        )
    ]


def model_forms(tree: ast.AST) -> list[str]:
    return [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any("ModelForm" in ast.unparse(base) for base in node.bases)
    ]


def offenders(check) -> dict[str, list]:
    return {name(path): found for path, tree in trees() if (found := check(tree))}


def test_no_function_is_longer_than_forty_lines():
    assert offenders(long_functions) == {}


def test_no_file_is_longer_than_three_hundred_lines():
    lengths = {
        name(path): count
        for path in files(
            ".py",
            ".html",
            ".css",
            ".js",
            under=("pmo_portal", "portfolio", "products", "insights", "templates", "static"),
        )
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MAX_FILE
    }
    assert lengths == {}


def test_everything_public_says_what_it_means():
    assert offenders(undocumented) == {}


def test_only_the_edges_read_the_clock():
    found = {
        name(path): lines
        for path, tree in trees()
        if not EDGES.search("/" + name(path)) and (lines := clock_reads(tree))
    }
    assert found == {}


def test_nothing_is_caught_that_is_not_named():
    assert offenders(broad_excepts) == {}


def test_forms_check_input_and_never_save():
    assert offenders(model_forms) == {}


def test_no_room_is_a_drawer_for_everything():
    assert {name(p) for p in files(".py") if REFUSED_NAMES & set(p.with_suffix("").parts)} == set()


def test_pages_carry_no_inline_script_or_style():
    inline = re.compile(
        r"<script(?![^>]*\b(src|type=\"application/json\"))|<style|\sstyle=|\son[a-z]+=", re.I
    )
    found = {
        name(path): [line for line in path.read_text("utf-8").splitlines() if inline.search(line)]
        for path in files(".html", under=("templates",))
        if "/email/" not in name(path)
    }
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_colours_have_names_outside_the_tokens():
    colour = re.compile(r"#[0-9a-fA-F]{3,8}\b")
    found = {
        name(path): colour.findall(path.read_text("utf-8"))
        for path in files(".css", ".html", ".py", ".js", under=("static", "templates", "insights"))
        if path.name != "tokens.css"
    }
    assert {
        path: hits for path, hits in found.items() if any(not h[1:].isdigit() for h in hits)
    } == {}


@pytest.mark.parametrize(
    ("check", "source"),
    [
        (undocumented, '"""File."""\ndef total(): return 1\n'),
        (clock_reads, "from django.utils import timezone\nx = timezone.now()\n"),
        (broad_excepts, "try:\n    pass\nexcept Exception:\n    pass\n"),
        (model_forms, "class F(forms.ModelForm):\n    pass\n"),
        (long_functions, "def f():\n" + "    x = 1\n" * 41),
    ],
)
def test_each_rule_catches_what_it_is_for(check, source):
    assert check(ast.parse(source))
