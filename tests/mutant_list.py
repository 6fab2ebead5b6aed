"""Mutants: the rules that everything rests on, each with one small mistake in it."""

import ast
import importlib
import inspect
import sys
from collections import Counter
from dataclasses import dataclass

from .guard_code import SCOPE_FUNCTIONS, SCOPES, code_in, function_of, functions
from .guard_list import APPS
from .mutant_ways import ways

#: What is judged by itself, and where it stands.
RULES = {
    "roles": "programmes.roles",
    "gates": "programmes.gates",
    "thai_calendar": "creativecity.thai_calendar",
    "scoring": "cities.scoring",
}
#: Per cent of the mutants of each that a test must miss (quality goal F9).
GOAL = 80


@dataclass(frozen=True)
class Mutant:
    rule: str
    label: str
    module: object
    name: str
    number: int
    file: str = ""

    @property
    def passed(self):
        return function_of(self.module, self.name).__code__

    def make(self):
        """Put the function with its mistake into the running process."""
        tree = ast.parse(inspect.getsource(self.module))
        found = {name: node for node, name in functions(tree)}[self.name]
        _node, _words, change = list(ways(found))[self.number]
        change()
        code = code_in(ast.fix_missing_locations(tree), self.module, self.name)
        function_of(self.module, self.name).__code__ = code


def changes():
    found = [*_of_rules(), *_of_scopes()]
    assert {mutant.rule for mutant in found} == {*RULES, "scopes"}
    return found


def _of_rules():
    for rule, name in RULES.items():
        yield from _in_module(rule, importlib.import_module(name))


def _of_scopes():
    for name, module in sorted(sys.modules.items()):
        if name.startswith(APPS) and ".migrations" not in name:
            yield from _in_module("scopes", module, SCOPES | SCOPE_FUNCTIONS)


def _in_module(rule, module, wanted=None):
    for function, name in functions(ast.parse(inspect.getsource(module))):
        if wanted and name.rsplit(".", 1)[-1] not in wanted:
            continue
        for number, (node, words, _change) in enumerate(ways(function)):
            first = ast.unparse(node).splitlines()[0][:60]
            label = f"{module.__name__}.{name}: {first} -> {words}"
            yield Mutant(rule, label, module, name, number)


def verdict(survivors, listed):
    """How many of the rules fall short of the goal, after saying where each stands."""
    made = Counter(mutant.rule for mutant in listed)
    left = Counter(mutant.rule for mutant in survivors)
    for mutant in survivors:
        print(f"SURVIVES: {mutant.label}")
    shares = {rule: 100 * (1 - left[rule] / count) for rule, count in made.items()}
    for rule, share in shares.items():
        caught = made[rule] - left[rule]
        print(f"{rule:14} {caught:4} of {made[rule]:4} mutants missed: {share:.0f} %")
    return sum(share < GOAL for share in shares.values())
