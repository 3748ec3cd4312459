"""The same rules and facts given to durable-rules through its own `Host`, as its manual shows: what our engine is measured against."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

from durable import engine as durable

from ringrose.engines.durable import engine as ours
from ringrose.engines.durable.engine import DurableEngine
from ringrose.engines.durable.handle import Message
from ringrose.plan import Plan


class HostHandle:
    """What `ringrose.engines.durable.handle.Handle` does, through `durable.engine.Host`."""

    def __init__(self, name: str, rules: Mapping[str, Any]) -> None:
        self._name = name
        self._fire: Callable[[str, dict[str, dict[str, Any]]], None] = lambda rule, matched: None
        boot = {"boot": {"all": [{"m": {"boot": 1}}], "dist": 0}}
        self._host = durable.Host({name: {rule: {**body, "run": self._action(rule)} for rule, body in {**boot, **rules}.items()}})
        self.run([(("boot", 1),)], [], self._fire)

    def _action(self, rule: str) -> Callable[[Any], None]:
        def run(context: Any) -> None:
            self._fire(rule, context._m)

        return run

    def run(self, messages: Iterable[Message], gates: Iterable[Message], fire: Callable[[str, dict[str, dict[str, Any]]], None]) -> None:
        """Assert everything, let the rules fire, and forget the state."""
        self._fire = fire
        for number, message in enumerate((*messages, *gates), 1):
            with suppress(durable.MessageNotHandledException):  # no rule wants it
                self._host.assert_fact(self._name, {"id": number, "sid": "0", "z": 0, **dict(message)})
        self._host.delete_state(self._name, "0")

    def close(self) -> None:
        """A host's timer threads go on until the process ends."""


class HostEngine(DurableEngine):
    """The durable engine with every call of durable-rules going through a `Host`."""

    name = "host"

    def __init__(self, plan: Plan) -> None:
        real, ours.Handle = ours.Handle, HostHandle  # type: ignore[assignment,misc]
        try:
            super().__init__(plan)
        finally:
            ours.Handle = real  # type: ignore[misc]
