"""Imports that must stay lazy."""

import subprocess
import sys

import pytest

HEAVY = {"attr", "cattrs", "click", "durable_rules_engine", "msgspec", "ruamel.yaml"}


def imported(statement):
    """The heavy modules that a statement imports in a fresh interpreter."""
    script = f"import sys\n{statement}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return HEAVY & set(done.stdout.split())


def test_importing_the_package_imports_nothing_heavy():
    """Importing ringrose imports none of the packages it depends on."""
    assert imported("import ringrose") == set()


@pytest.mark.parametrize("name", ["Case", "InputError"])
def test_the_model_needs_attrs_alone(name):
    """A class of the model needs attrs and nothing else."""
    assert imported(f"import ringrose; ringrose.{name}") == {"attr"}


def test_every_public_name_can_be_had():
    """Every name in __all__ can be had from the package and is listed by dir()."""
    import ringrose

    assert all(getattr(ringrose, name) is not None for name in ringrose.__all__)
    assert set(ringrose.__all__) <= set(dir(ringrose))


def test_an_unknown_name_is_an_attribute_error():
    """A name that ringrose does not have raises AttributeError."""
    import ringrose

    with pytest.raises(AttributeError, match="'ringrose' has no attribute 'nonsense'"):
        _ = ringrose.nonsense
