"""Parts of a rule: what each is called, and how it reads in the rule language on one line."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from ringrose.model.pack import EveryCondition, FactCondition, Rule

__all__ = ["Names", "flow"]

_PLAIN = re.compile(r"[\w$](?:[\w .$/-]*[\w$/-])?")
_OTHERWISE = re.compile(r"(?i:true|false|null|~)|[-+.\d][-+.\d_eExo:/]*")


class Names:
    """What the patterns of a rule are called: by alias, else by fact type, with a number where that is not enough (``visit#2``).

    ``conditions`` holds for each condition the names of its patterns (an ``every`` has two), ``unless`` those of the exceptions. A name
    stays what it is when a rule is put in another order or gets further conditions of other types.
    """

    def __init__(self, rule: Rule) -> None:
        self._taken: Counter[str] = Counter()
        self.conditions: list[tuple[str, ...]] = []
        for condition in rule.conditions:
            if isinstance(condition, EveryCondition):
                self.conditions.append((self._name(condition.alias), self._name(condition.then.pattern.type)))
            else:
                alias = condition.alias if isinstance(condition, FactCondition) else None
                self.conditions.append((self._name(alias or condition.patterns()[0].type),))
        self.unless = [self._name(f"unless {pattern.type}") for pattern in rule.unless]

    def _name(self, name: str) -> str:
        self._taken[name] += 1
        return name if self._taken[name] == 1 else f"{name}#{self._taken[name]}"


def flow(value: Any) -> str:
    """Plain data as YAML has it on one line: ``{fact: visit, where: {year: 2018}}``."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{flow(key)}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(flow, value))}]"
    if isinstance(value, str) and (not _PLAIN.fullmatch(value) or _OTHERWISE.fullmatch(value)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
