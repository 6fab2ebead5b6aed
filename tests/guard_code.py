"""Guards that stand inside functions: found in their source, and left out of it."""

import ast
import copy
import inspect
from types import CodeType

#: Methods of QuerySets that narrow rows down to those of an account.
SCOPES = {
    "answerable_by",
    "assigned_to",
    "awaiting_verdict_of",
    "editable_by",
    "exportable_by",
    "held_by",
    "in_hand_of",
    "kept_by",
    "owned_by",
    "readable_by",
    "reportable_by",
    "reporting_for",
    "told_by",
    "visible_to",
    "withdrawable_by",
}
SCOPE_FUNCTIONS = {"manageable_by", "entries_for", "_colleagues", "_of_cities"}
#: How a rule says that nobody judges what they did themselves, or is no stranger to.
OWN = (
    "recorded_by_id",
    "by.pk == user.pk",
    "officers.filter(pk=user.pk)",
    "answering(",
)


def scopes(tree):
    """(function, node, words) of each scope that a page looks for its rows in."""
    for function, node in nodes(tree, ast.Call):
        if isinstance(node.func, ast.Attribute) and _narrows(node):
            yield function, node, ast.unparse(node)


def _narrows(call):
    """To rows of an account: by a scope, or by a condition that names the account."""
    given = " ".join(map(ast.unparse, [*call.args, *call.keywords]))
    by_hand = call.func.attr == "filter" and "user" in given
    return call.func.attr in SCOPES or by_hand


def own_scopes(tree):
    """Each narrowing inside the functions that are scopes themselves."""
    for function, node in nodes(tree, ast.Call):
        named = isinstance(node.func, ast.Attribute) and node.func.attr
        if function in SCOPE_FUNCTIONS and named in {"filter", "exclude"}:
            yield function, node, ast.unparse(node)


def refusals(tree):
    """Of each condition under which a page is refused."""
    for function, node in nodes(tree, ast.If):
        if isinstance(node.body[0], ast.Raise) and "PermissionDenied" in ast.unparse(
            node.body[0]
        ):
            yield function, node, f"if {ast.unparse(node.test)}"


def four_eyes(tree):
    """Of each condition about who did something before."""
    for function, node in nodes(tree, ast.If):
        words = ast.unparse(node.test)
        is_refusal = isinstance(node.body[0], ast.Raise | ast.Return)
        if is_refusal and any(own in words for own in OWN):
            yield function, node, f"if {words}"


def nodes(tree, kind):
    """(name of the function, node) of each node of a kind, in functions and methods."""
    for function, name in functions(tree):
        for node in ast.walk(function):
            if isinstance(node, kind):
                yield name, node


def functions(tree, within=""):
    """(function, its name) of each function and method."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield from functions(node, f"{node.name}.")
        elif isinstance(node, ast.FunctionDef):
            yield node, within + node.name


def code_without(module, name, target) -> CodeType:
    """The code of a function of the module in which this node is no guard any more."""
    tree = ast.parse(inspect.getsource(module))
    found = _Leave(target)
    changed = ast.fix_missing_locations(found.visit(tree))
    assert found.was_there, f"{name}: {ast.unparse(target)} was not found"
    return code_in(changed, module, name)


def code_in(tree, module, name) -> CodeType:
    """The code that a function of the module has in this tree."""
    return _code_of(compile(tree, module.__file__, "exec"), name.split("."))


class _Leave(ast.NodeTransformer):
    """A scope becomes all rows; a condition never holds."""

    def __init__(self, target):
        self.place = (type(target), target.lineno, target.col_offset, target.end_lineno)
        self.words, self.was_there = ast.unparse(target), False

    def visit(self, node):
        if self._is_it(node):
            self.was_there = True
            return self._instead(copy.deepcopy(node))
        return self.generic_visit(node)

    def _is_it(self, node):
        place = (
            type(node),
            getattr(node, "lineno", 0),
            getattr(node, "col_offset", 0),
            getattr(node, "end_lineno", 0),
        )
        return place == self.place and ast.unparse(node) == self.words

    def _instead(self, node):
        if isinstance(node, ast.If):
            node.test = ast.Constant(value=False)
            return node
        node.func.attr, node.args, node.keywords = "all", [], []
        return node


def _code_of(code, names):
    for name in names:
        code = next(
            each
            for each in code.co_consts
            if isinstance(each, CodeType) and each.co_name == name
        )
    return code


def function_of(module, name):
    """The innermost function of that name: what its decorators wrap."""
    found = module
    for part in name.split("."):
        found = inspect.getattr_static(found, part)
    inner = getattr(found, "fget", getattr(found, "__func__", found))
    return inspect.unwrap(inner)
