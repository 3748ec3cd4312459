"""What the tests of batches share."""

import pytest


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty current directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def small_chunks(monkeypatch):
    """Chunks of some cases, and a commit after each."""
    monkeypatch.setattr("ringrose.batch.inputs.RANGE", 1000)
    monkeypatch.setattr("ringrose.batch.inputs.FILES", 2)
    monkeypatch.setattr("ringrose.batch.output.SECONDS", 0.0)
