"""Set up .venv for `make demo` (``run``) or `make test` (``dev``); where something is missing, say in one sentence what to install.

It must be readable by old Pythons, so that it can tell that they are too old: no new syntax, the standard library only.
"""

import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "ringrose-setup.json")

OLDEST = (3, 11)
# From here on durable-rules calls a function that Python no longer exports; this name stands for its successor.
RENAMED_SINCE = (3, 13)
RENAMED = "-DPyEval_CallObject=PyObject_CallObject"


def missing():
    """One sentence on the first thing that this Python or this machine lacks, or an empty text."""
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST:
        told = "ringrose needs Python 3.11 or later, and {} is Python {}: name a later one, such as make {{}} PYTHON=python3.11."
        return told.format(sys.executable, version)
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return (
            "Python {} cannot make a virtual environment, because venv or ensurepip is missing: install it "
            "(Debian and Ubuntu: apt install python{}.{}-venv).".format(version, *sys.version_info[:2])
        )
    if not compiler():
        if os.environ.get("CC"):
            return "The C compiler that CC names ({}) was not found: correct or unset CC.".format(os.environ["CC"])
        return (
            "durable-rules is compiled while it is installed, and no C compiler was found: install one "
            "(Debian and Ubuntu: apt install build-essential; macOS: xcode-select --install), or name yours in CC."
        )
    if not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")):
        return (
            "durable-rules is compiled while it is installed, and the headers of Python {} (Python.h) were not found: install them "
            "(Debian and Ubuntu: apt install python{}.{}-dev).".format(version, *sys.version_info[:2])
        )
    return ""


def compiler():
    """The C compiler to build with: the one in CC, else this Python's own, else any; empty where there is none."""
    named = os.environ.get("CC")
    wanted = [named] if named else [sysconfig.get_config_var("CC") or "cc", "cc", "gcc", "clang"]
    for command in wanted:
        words = shlex.split(command)
        if words and shutil.which(words[0]):
            return command
    return ""


def state():
    """What the environment depends on: the Python it was made with, and pyproject.toml."""
    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as file:
        content = file.read()
    return {"python": sys.version, "prefix": sys.base_prefix, "pyproject": hashlib.sha256(content).hexdigest()}


def installed():
    """What an earlier run has set up, where it still fits; else nothing."""
    try:
        with open(STAMP) as file:
            stamp = json.load(file)
    except (OSError, ValueError):
        return []
    return stamp["what"] if stamp["state"] == state() and os.path.exists(PYTHON) else []


def run(command, **environment):
    """Run a command quietly; where it fails, show what it said and stop."""
    done = subprocess.run(
        command, cwd=ROOT, env=dict(os.environ, **environment), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        sys.stderr.write(done.stdout.decode("utf-8", "replace"))
        sys.exit("Setting up failed at: {}".format(" ".join(map(shlex.quote, command))))


def install(what):
    """Make the environment anew and install the library, the engine and (``dev``) the tools."""
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    environment = {"CC": compiler()}
    run([sys.executable, "-m", "venv", "--clear", VENV])
    if what == "dev":
        run([*pip, "--upgrade", "pip>=25.1"])  # the first that knows dependency groups
    run([*pip, "--editable", "."], **environment)
    if sys.version_info >= RENAMED_SINCE:
        # Without the cache: it may hold a build that cannot be imported.
        environment["CPPFLAGS"] = (os.environ.get("CPPFLAGS", "") + " " + RENAMED).strip()
        run([*pip, "--no-cache-dir", "--editable", ".[durable]"], **environment)
    if what == "dev":
        run([*pip, "--group", "dev"], **environment)


def main(what):
    """Set up unless an earlier run did."""
    if what in installed():
        return
    lack = missing()
    if lack:
        sys.exit(lack.replace("{}", "demo" if what == "run" else "test"))
    sys.stderr.write("Setting up .venv with Python {}.{}.{} (once) ...\n".format(*sys.version_info[:3]))
    install(what)
    with open(STAMP, "w") as file:
        json.dump({"state": state(), "what": ["run", "dev"] if what == "dev" else ["run"]}, file)


if __name__ == "__main__":
    main(sys.argv[1])
