"""The case of the seed, for tests that only read it."""

from pathlib import Path

import pytest

from ringrose import load_case, load_pack

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def pack():
    """The pack ringrose."""
    return load_pack("ringrose")


@pytest.fixture(scope="module")
def seed(pack):
    """The case of Semarang and Jung-gu."""
    return load_case(EXAMPLES / "semarang-jung-gu.yaml", pack=pack)
