"""The notebook among the examples, run by a kernel as its readers run it."""

import os
import shutil
import sys
from pathlib import Path

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

EXAMPLES = Path(__file__).parents[2] / "examples"
NOTEBOOK = EXAMPLES / "notebook.ipynb"
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"


class OfThisPython(AsyncKernelManager):
    """Starts kernels of the interpreter that runs the tests, whatever kernels are installed for the user."""

    def _kernel_spec_manager_default(self):
        manager = KernelSpecManager(kernel_dirs=[])
        assert manager.get_kernel_spec("python3").argv[0] == sys.executable
        return manager


def run(folder, home, only=()):
    """The notebook, or some of its cells, run in ``folder`` by this interpreter, with the settings in ``home`` alone."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if not only or cell.id in only]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    told = notebook.metadata.copy()
    environment = {**os.environ, "IPYTHONDIR": str(home), "JUPYTER_CONFIG_DIR": str(home), "PYTHONHASHSEED": "0"}
    client = NotebookClient(
        notebook,
        kernel_manager_class=OfThisPython,
        kernel_name="python3",
        timeout=120,
        record_timing=False,
        shutdown_kernel="immediate",
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute(env=environment)
    notebook.metadata = told  # the kernel adds its version, which says nothing about the notebook
    return notebook


@pytest.fixture(scope="module")
def from_root(tmp_path_factory):
    """The notebook run from the folder above the examples, and that folder."""
    root = tmp_path_factory.mktemp("root")
    shutil.copytree(EXAMPLES, root / "examples")
    done = run(root, tmp_path_factory.mktemp("home"))
    if UPDATE:
        nbformat.write(done, NOTEBOOK)
    return done, root


def outputs(notebook):
    """What each cell of code shows, by the id of the cell."""
    return {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}


def test_the_notebook_shows_what_it_shows_when_it_is_run(from_root):
    """Each cell runs, and shows what is stored in the notebook (UPDATE_GOLDEN=1 stores it)."""
    done, _ = from_root
    stored = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(stored)
    assert [cell.execution_count for cell in stored.cells if cell.cell_type == "code"] == list(range(1, len(outputs(stored)) + 1))
    for id, shown in outputs(done).items():
        assert shown == outputs(stored)[id], id
    assert done == stored


def test_the_notebook_runs_from_its_own_folder(from_root, tmp_path):
    """Run where it lies, the notebook finds the cases as well."""
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    shown = outputs(run(tmp_path / "examples", tmp_path, only=("load", "compare")))
    for id in ("load", "compare"):
        assert [output.get("text", output.get("data")) for output in shown[id]] == [
            output.get("text", output.get("data")) for output in outputs(from_root[0])[id]
        ]


def test_the_notebook_shows_cells_of_every_kind(from_root):
    """Answers are shown as HTML and Markdown, explanations as Markdown, the figure as SVG; no cell fails."""
    done, _ = from_root
    kinds = {id: {kind for output in shown for kind in output.get("data", {})} for id, shown in outputs(done).items()}
    for id in ("assess", "judgement", "compare"):
        assert kinds[id] == {"text/html", "text/markdown", "text/plain"}
    for id in ("why", "repair", "what-if"):
        assert kinds[id] == {"text/markdown", "text/plain"}
    assert kinds["figure"] == {"image/svg+xml", "text/plain"}
    assert kinds["table"] == {"text/html", "text/plain"}
    assert not [
        output for shown in outputs(done).values() for output in shown if output.output_type == "error" or output.get("name") == "stderr"
    ]


def test_the_notebook_writes_a_report(from_root):
    """The last cell leaves a report beside the notebook, in the language of the assessment."""
    _, root = from_root
    report = (root / "semarang-jung-gu.html").read_text(encoding="utf-8")
    assert report.startswith("<!doctype html>")
    assert "Semarang and Jung-gu" in report


def test_nothing_of_this_machine_is_stored():
    """The stored notebook names no folder of whoever ran it, no address in memory and no time."""
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert not [told for told in (str(Path.home()), str(EXAMPLES), "/tmp/", " at 0x", "iopub") if told in text]  # noqa: S108
