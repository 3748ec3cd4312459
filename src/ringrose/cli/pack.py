"""The group `pack`: what the author of a pack asks for. Each of its commands has a module of its own."""

from __future__ import annotations

import click

from ringrose.cli import pack_check, pack_diff, pack_docs, pack_extend, pack_list, pack_new, pack_test
from ringrose.cli.common import FINE

__all__ = ["pack"]


@click.group(no_args_is_help=True, short_help="Test, check, document, extend and compare packs.")
def pack() -> int:
    """Work on a pack of rules: test it, check it, document it, begin or extend one, and tell what differs from its parent."""
    return FINE


pack.add_command(pack_test.command)
pack.add_command(pack_check.command)
pack.add_command(pack_new.command)
pack.add_command(pack_extend.command)
pack.add_command(pack_list.command)
pack.add_command(pack_diff.command)
pack.add_command(pack_docs.command)
