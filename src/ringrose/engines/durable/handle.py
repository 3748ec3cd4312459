"""One ruleset of durable-rules, driven through its C functions; nothing but small integers ever crosses.

What is asked of the extension, and what it does when asked otherwise, is told and tested in tests/durable_facts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import durable_rules_engine as native
import msgspec

from ringrose.errors import EngineError

__all__ = ["Handle", "Message"]

Message = tuple[tuple[str, int], ...]
"""The properties of one message to the engine: short sequential names and small integers, so that no hash of a name or value collides."""

SESSION = "0"
HANDLED, NOT_WANTED = 0, 1
_decode = msgspec.json.Decoder(dict[str, dict[str, dict[str, Any]]]).decode


class Handle:
    """A ruleset. It takes one case at a time; the caller holds a lock."""

    def __init__(self, name: str, rules: Mapping[str, Any]) -> None:
        self._handle = native.create_ruleset(name, json.dumps({"boot": {"all": [{"m": {"boot": 1}}], "dist": 0}, **rules}))
        # A handle that never ran an action can crash when its state is deleted: run one.
        self.run([(("boot", 1),)], [], lambda rule, matched: None)

    def run(self, messages: Iterable[Message], gates: Iterable[Message], fire: Callable[[str, dict[str, dict[str, Any]]], None]) -> None:
        """Assert messages, then the gates, and call ``fire`` with each rule that fires and the messages it matched.

        The gates come last: a negation of durable-rules is right only where the gate, the first condition of every rule, arrives when all
        that could defeat the negation is there.

        Raises `EngineError` where durable-rules refuses.
        """
        offset, known = None, False
        try:
            for number, message in enumerate((*messages, *gates), 1):
                body = "".join([f',"{name}":{value}' for name, value in message])
                code, at = native.assert_fact(self._handle, f'{{"id":{number},"sid":"{SESSION}","z":0{body}}}')
                known = True
                if code == HANDLED:
                    offset = at
                elif code != NOT_WANTED:
                    raise native.error(f"it answered {code} to a fact")
            if offset is not None:
                self._drain(offset, fire)
        except native.error as error:
            raise EngineError(f"The engine `durable` cannot run this case, which may be too large for durable-rules: {error}") from error
        finally:
            if known:  # durable-rules refuses to delete a state that it has never seen
                native.delete_state(self._handle, SESSION)

    def _drain(self, offset: int, fire: Callable[[str, dict[str, dict[str, Any]]], None]) -> None:
        started = native.start_action_for_state(self._handle, offset)
        fired = started[1] if started else None
        while fired is not None:
            ((rule, matched),) = _decode(fired).items()
            fire(rule, matched)
            fired = native.complete_and_start_action(self._handle, offset)

    def close(self) -> None:
        """Free the ruleset; a handle that is dropped without it leaks."""
        native.delete_ruleset(self._handle)
