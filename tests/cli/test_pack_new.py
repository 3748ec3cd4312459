"""The command that begins a pack."""


def test_a_new_pack_can_be_tested_and_judged_by(ringrose, tmp_path, monkeypatch):
    """`ringrose pack new` writes a pack into a folder of its name, which can be checked and tested at once."""
    monkeypatch.chdir(tmp_path)
    done = ringrose("pack", "new", "my-city")
    assert done == (0, "my-city: a pack to go on with\nTry: ringrose pack test ./my-city\n", "")
    assert ringrose("check", "my-city").err == ""
    assert ringrose("pack", "test", "./my-city").code == 0


def test_a_new_pack_stands_where_it_is_asked_for(ringrose, tmp_path):
    """With --in the folder of the pack is made in another one."""
    done = ringrose("pack", "new", "mine", "--in", str(tmp_path))
    assert done.code == 0
    assert f"ringrose pack test {tmp_path / 'mine'}" in done.out
    assert (tmp_path / "mine" / "pack.yaml").is_file()


def test_a_pack_is_written_over_nothing(ringrose, tmp_path):
    """Where the folder is there already the command ends with exit code 2 and one line."""
    (tmp_path / "mine").mkdir()
    done = ringrose("pack", "new", "mine", "--in", str(tmp_path))
    assert (done.code, done.out) == (2, "")
    assert done.err == f"{tmp_path / 'mine'}: This is there already. Nothing is written over. Choose another name, or move it away.\n"


def test_what_is_no_name_is_told(ringrose, tmp_path):
    """What no pack can be called, and a folder that is not there, are told in one line with exit code 2."""
    done = ringrose("pack", "new", "my city", "--in", str(tmp_path))
    assert (done.code, done.out) == (2, "")
    assert (
        done.err
        == 'pack new: "my city" cannot be the name of a pack. A name begins with a letter and goes on with letters, digits, - and _.\n'
    )
    done = ringrose("pack", "new", "mine", "--in", str(tmp_path / "no"))
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
