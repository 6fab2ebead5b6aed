"""The example of the settings' file names every variable that is read, and no other."""

import ast
import subprocess

import environ
import pytest

from .installed import DEPLOY, ROOT

EXAMPLE = DEPLOY / "portal.env.example"
READERS = {"bool", "str", "int", "list", "db", "cache"}


def read_by_settings():
    tree = ast.parse((ROOT / "creativecity/settings.py").read_text())
    return {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and (call.func.value.id, call.func.attr in READERS) == ("env", True)
    }


def lines_of_example():
    """(name, value, whether it is switched on) of each variable."""
    for line in EXAMPLE.read_text().splitlines():
        name, is_set, value = line.removeprefix("#").partition("=")
        if is_set and name.isidentifier() and name.isupper():
            yield name, value, not line.startswith("#")


def test_every_variable_is_in_the_example_and_no_other():
    named = [name for name, _value, _is_on in lines_of_example()]

    assert sorted(named) == sorted(read_by_settings())


def test_every_variable_is_in_the_readme():
    text = (ROOT / "README.md").read_text()

    assert {name for name in read_by_settings() if f"`{name}`" not in text} == set()


class Read(environ.Env):
    """As a file `.env` beside the program is read, and into nobody's environment."""

    ENVIRON = {}


def test_values_read_the_same_for_systemd_sh_and_the_portal(tmp_path):
    lines = [f"{name}={value}" for name, value, _is_on in lines_of_example()]
    file = tmp_path / "all.env"
    file.write_text("\n".join(lines))
    for_sh = subprocess.run(
        ["env", "-i", "sh", "-c", f'set -a; . "{file}"; env -0'],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    Read.read_env(file)

    plain = {name: value for name, value, _is_on in lines_of_example()}
    assert {value for value in plain.values() if value[0] + value[-1] != "''"} == set()
    pairs = (pair.partition("=") for pair in for_sh.split("\0"))
    found = {name: value for name, _, value in pairs if name in plain}
    assert found == {name: value[1:-1] for name, value in plain.items()}
    assert found == Read.ENVIRON


@pytest.mark.parametrize("name", ["DATABASE_URL", "SECRET_KEY"])
def test_no_secret_stands_in_the_example(name):
    values = {name: value for name, value, _is_on in lines_of_example()}

    assert "change-me" in values[name]
