"""The small mistakes that a mutant makes, one at a time, in the tree of a function.

Words for people are left as they are: which reason is given counts, not how it reads.
"""

import ast

OTHER = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
#: Calls that are easily taken for one another.
OTHER_CALL = {
    "all": "any",
    "any": "all",
    "exclude": "filter",
    "filter": "exclude",
    "first": "last",
    "last": "first",
    "max": "min",
    "min": "max",
}
#: Calls whose every condition matters.
NARROWING = {"filter", "exclude", "Q"}
TRANSLATED = {"_", "gettext", "gettext_lazy"}


def ways(function):
    """(node, words, change) of each mistake in a function's body: `change` makes it in
    the tree, and always comes at the same place for the same source.
    """
    for node in _walk(function.body):
        for words, change in _of(node):
            yield node, words, change


def _walk(nodes):
    """Each node that does something: no annotation, no words for people."""
    for node in nodes:
        if _is_for_people(node):
            continue
        yield node
        if isinstance(node, ast.AnnAssign):
            yield from _walk([node.value] if node.value else [])
        elif isinstance(node, ast.FunctionDef):
            yield from _walk(node.body)
        else:
            yield from _walk(ast.iter_child_nodes(node))


def _is_for_people(node):
    is_said = isinstance(node, ast.Call) and name_of(node) in TRANSLATED
    is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_said or is_docstring or isinstance(node, ast.Raise | ast.JoinedStr)


def name_of(call):
    """What is called: the last word of it."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _of(node):
    match node:
        case ast.Compare():
            for place, op in enumerate(node.ops):
                yield from _swapped(node.ops, place, op)
        case ast.BoolOp() | ast.BinOp() | ast.AugAssign():
            yield from _other_operator(node)
        case ast.UnaryOp(op=ast.Not()):
            yield "no not", _put(node, "operand", _not(node.operand))
        case ast.If() | ast.IfExp() | ast.While() if _is_plain(node.test):
            yield "not", _put(node, "test", _not(node.test))
        case ast.comprehension():
            for place, test in enumerate(node.ifs):
                yield f"without if {ast.unparse(test)}", _drop(node.ifs, place)
        case ast.Constant():
            yield from _other_constant(node)
        case ast.List() | ast.Tuple() | ast.Set() if _is_read(node):
            for place, element in enumerate(node.elts):
                yield f"without {ast.unparse(element)}", _drop(node.elts, place)
        case ast.Call():
            yield from _other_call(node)
        case ast.Expr(value=ast.Call()):
            yield "not called", _put(node, "value", ast.Constant(None))
        case ast.Assign() if not _is_for_people(node.value):
            yield "None", _put(node, "value", ast.Constant(None))


def _is_plain(test):
    """Whose opposite no other mistake makes."""
    return not isinstance(test, ast.Compare | ast.UnaryOp)


def _is_read(node):
    return isinstance(getattr(node, "ctx", ast.Load()), ast.Load)


def _swapped(ops, place, op):
    other = OTHER[type(op)]

    def change():
        ops[place] = other()

    yield other.__name__, change


def _other_operator(node):
    if other := OTHER.get(type(node.op)):
        yield other.__name__, _put(node, "op", other())


def _other_constant(node):
    match node.value:
        case bool():
            yield str(not node.value), _put(node, "value", not node.value)
        case int():
            yield str(node.value + 1), _put(node, "value", node.value + 1)
        case str():
            yield "another text", _put(node, "value", f"XX{node.value}")


def _other_call(node):
    name = name_of(node)
    if other := OTHER_CALL.get(name):
        attribute = "attr" if isinstance(node.func, ast.Attribute) else "id"
        yield other, _put(node.func, attribute, other)
    if name in NARROWING:
        for place, condition in enumerate(node.args):
            yield f"without {ast.unparse(condition)}", _drop(node.args, place)
        for place, condition in enumerate(node.keywords):
            yield f"without {ast.unparse(condition)}", _drop(node.keywords, place)


def _not(node):
    return ast.UnaryOp(ast.Not(), node)


def _put(node, name, value):
    return lambda: setattr(node, name, value)


def _drop(nodes, place):
    return lambda: nodes.pop(place)
