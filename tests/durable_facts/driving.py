"""How the engine drives durable-rules, written down once more without the engine."""

import json
import resource
import subprocess
import sys
from itertools import count

from tests.native import native

__all__ = ["Ruleset", "in_a_process", "resident_mb", "rule"]

BOOT = {"boot": {"all": [{"m": {"boot": 1}}], "dist": 0}}
_names = count()


def rule(*conditions, **negated):
    """A rule whose conditions are named ``c0``, ``c1``, ...; negated ones, by a name of their own, come last."""
    named = [{f"c{n}": condition} for n, condition in enumerate(conditions)]
    return {"all": named + [{f"{name}$not": condition} for name, condition in negated.items()], "dist": 0}


class Ruleset:
    """A primed ruleset; its session is always the same."""

    def __init__(self, rules, name=None):
        self.handle = native.create_ruleset(name or f"facts{next(_names)}", json.dumps({**BOOT, **rules}))
        self._forget()
        self.run([{"boot": 1}])

    def _forget(self):
        self.number, self.offset = 0, None

    def tell(self, *, id=None, sid="0", **properties):
        """Assert one fact and give the code of the answer."""
        self.number += 1
        code, offset = native.assert_fact(self.handle, json.dumps({"id": id or self.number, "sid": sid, "z": 0, **properties}))
        if code == 0:
            self.offset = offset
        return code

    def fired(self):
        """All firings that wait: names of rules, and the facts matched by alias."""
        if self.offset is None:
            return []
        started = native.start_action_for_state(self.handle, self.offset)
        waiting, firings = started[1] if started else None, []
        while waiting is not None:
            firings += json.loads(waiting).items()
            waiting = native.complete_and_start_action(self.handle, self.offset)
        return firings

    def forget(self):
        """Delete the session."""
        native.delete_state(self.handle, "0")
        self._forget()

    def run(self, facts):
        """Assert facts, let the rules fire, forget the session, and give the firings."""
        for fact in facts:
            self.tell(**fact)
        firings = self.fired()
        self.forget()
        return firings

    def close(self):
        """Free the ruleset."""
        native.delete_ruleset(self.handle)


def in_a_process(code, seconds=2):
    """Run code that may crash or never end in a process of its own, and give the finished process."""

    def limited():
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    program = f"import json, durable_rules_engine as native\n{code}"
    return subprocess.run([sys.executable, "-c", program], preexec_fn=limited, capture_output=True, text=True, check=False, timeout=60)


def resident_mb():
    """Resident memory of this process in MB."""
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize() / 1e6
