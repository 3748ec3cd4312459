"""One browser for all tests of this folder, and pages that must be quiet in it."""

from pathlib import Path

import pytest

from tests.browser.browsing import Window, launched, missing
from tests.browser.making import Pages

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config, items):
    """Nothing is measured here: what a browser shows, quicker tests reach as well. Without a browser one test says in one line why."""
    here = [item for item in items if HERE in item.path.parents]
    for item in here:
        item.add_marker(pytest.mark.no_cover)
    if here and missing():
        here[0].add_marker(pytest.mark.skip(reason=missing()))
        config.hook.pytest_deselected(items=here[1:])
        items[:] = [item for item in items if item not in here[1:]]


@pytest.fixture(scope="package")
def windows():
    """Windows of one browser, with scripts and without, as long as tests of this folder run: beside it nothing else could use asyncio."""
    with launched() as browser:
        yield {scripts: Window(browser, scripts=scripts) for scripts in (True, False)}


@pytest.fixture
def show(windows):
    """Show a file in the browser, in place of the one before; in the end nothing may have been asked for, said or run."""

    def shown(path, *, scripts=True, **how):
        return windows[scripts].show(path, **how)

    yield shown
    assert [window.told() for window in windows.values()] == [[], []]


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """The pages, each made once in this process."""
    return Pages(tmp_path_factory.mktemp("pages"))
