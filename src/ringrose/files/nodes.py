"""Trees of nodes: what a file states, and in which line and column each of it stands."""

from __future__ import annotations

from typing import Any

from ringrose.errors import Path, Problem, shortened
from ringrose.model.checking import UNSEEN
from ringrose.model.values import MAX_NUMBER, show

__all__ = ["BROKEN", "MAX_DEPTH", "MAX_NODES", "Builder", "Node", "Refused", "locate", "plain"]

MAX_DEPTH = 32
MAX_NODES = 500_000
MAX_KEYS = 1000  # of one mapping
MAX_KEY = 500
MAX_PROBLEMS = 1000

Spot = tuple[int, int]


class _Broken:
    """Stands for a value that cannot be read; the problem was told where it stands."""

    def __repr__(self) -> str:
        return "what stands here"


BROKEN = _Broken()


class Refused(Exception):  # it ends the reading of a file, and never leaves this package
    """A file is not read any further."""


class Node:
    """A value and its place: a scalar, a list of nodes, or a mapping of keys to nodes with the places of its keys."""

    __slots__ = ("keys", "spot", "value")

    def __init__(self, value: Any, spot: Spot) -> None:
        self.value = value
        self.spot = spot
        self.keys: dict[str, Spot] = {}


def plain(node: Node) -> Any:
    """The values of a tree without places; its depth is bounded, so recursion is safe."""
    value = node.value
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value


def locate(root: Node, path: Path, *, at_key: bool = False) -> Spot:
    """The place of a path, or of the nearest thing above it that the file has.

    A position in a list of one may be left out, or be given although the file has the thing itself: both are written alike in the model.
    """
    node, spot = root, root.spot
    for step in path:
        if isinstance(node.value, list) and isinstance(step, str) and len(node.value) == 1:
            node = node.value[0]
        if isinstance(node.value, dict) and isinstance(step, str):
            if step not in node.value:
                break
            spot = node.keys[step] if at_key else node.value[step].spot
            node = node.value[step]
        elif isinstance(node.value, list) and isinstance(step, int):
            if step >= len(node.value):
                break
            node = node.value[step]
            spot = node.spot
        elif step != 0:
            break
    return spot


class _Frame:
    """A list or a mapping that is being filled."""

    __slots__ = ("awaits_key", "key", "node")

    def __init__(self, node: Node) -> None:
        self.node = node
        self.awaits_key = isinstance(node.value, dict)
        self.key: str | None = None  # None in a mapping: the value that comes is dropped


class Builder:
    """Builds a tree from events, whatever the language of the file, and holds the limits that every file has."""

    def __init__(self, file: str, max_nodes: int = MAX_NODES) -> None:
        self.file, self.max_nodes = file, max_nodes
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.complete = False  # set by the reader at the end of the document
        self._stack: list[_Frame] = []
        self._count = 0

    def tell(self, spot: Spot, what: str, why: str = "", hint: str = "") -> None:
        """Add a problem; too many end the reading."""
        self.problems.append(Problem(self.file, what, why, hint, *spot))
        if len(self.problems) >= MAX_PROBLEMS:
            self.problems.append(Problem(self.file, f"After {MAX_PROBLEMS} problems nothing more was read", "", "", *spot))
            raise Refused

    def refuse(self, spot: Spot, what: str, why: str = "", hint: str = "") -> None:
        """Add a problem and end the reading."""
        self.tell(spot, what, why, hint)
        raise Refused

    def scalar(self, value: Any, spot: Spot) -> None:
        """A scalar: a key where a mapping awaits one, else a value."""
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.awaits_key:
            self._key(frame, value, spot)
        else:
            self._place(Node(self._bounded(value, spot), spot))

    def broken(self, spot: Spot) -> None:
        """A value or key that cannot be read, of which a problem was told."""
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.awaits_key:
            frame.awaits_key, frame.key = False, None
        else:
            self._place(Node(BROKEN, spot))

    def open(self, value: list[Node] | dict[str, Node], spot: Spot) -> None:
        """A list or a mapping begins."""
        if len(self._stack) >= MAX_DEPTH:
            self.refuse(
                spot, f"This is nested more than {MAX_DEPTH} levels deep", "Neither a case nor a pack needs that", "Take levels out"
            )
        node = Node(value, spot)
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.awaits_key:
            self.tell(
                spot, "A list or a mapping cannot be a key", "Keys are texts", "If braces or brackets belong to a text, put it in quotes"
            )
            frame.awaits_key, frame.key = False, None
            self._count += 1
        else:
            self._place(node)
            if frame is not None and isinstance(frame.node.value, dict):
                frame.awaits_key = False  # until this node is closed
        self._stack.append(_Frame(node))

    def close(self) -> None:
        """The list or mapping that began last ends."""
        self._stack.pop()
        if self._stack and isinstance(self._stack[-1].node.value, dict):
            self._stack[-1].awaits_key = True

    def _key(self, frame: _Frame, value: Any, spot: Spot) -> None:
        if not isinstance(value, str):
            hint = "Put it in quotes" if value is not None else "Write a key before the colon"
            self.tell(spot, f"A key must be a text, and {show(value)} is none", "", hint)
            value = str(value)
        key = str(self._bounded(value, spot))
        frame.awaits_key, frame.key = False, None
        first = frame.node.keys.get(key)
        if len(key) > MAX_KEY:
            self.tell(spot, f"This key is longer than {MAX_KEY} characters", "", "If it is no key, put the whole text in quotes")
        elif first is not None:
            told = f"The key `{shortened(key, 60)}` stands here twice"
            self.tell(spot, told, f"The first is in line {first[0]}", "Take one of the two out")
        elif len(frame.node.keys) >= MAX_KEYS:
            self.refuse(
                spot, f"A mapping cannot hold more than {MAX_KEYS} keys", "", "If these are entries of a list, begin each with a dash"
            )
        else:
            frame.node.keys[key] = spot
            frame.key = key

    def _place(self, node: Node) -> None:
        self._count += 1
        if self._count > self.max_nodes:
            self.refuse(node.spot, f"This file holds more than {self.max_nodes} values", "", "Split it into several")
        if not self._stack:
            self.root = node
            return
        frame = self._stack[-1]
        if isinstance(frame.node.value, list):
            frame.node.value.append(node)
            return
        if frame.key is not None:
            frame.node.value[frame.key] = node
        frame.awaits_key = True

    def _bounded(self, value: Any, spot: Spot) -> Any:
        """The value; a problem where no file may hold it."""
        if isinstance(value, str):
            if unseen := UNSEEN.search(value):
                self.tell(spot, f"This text holds a character that cannot be seen (U+{ord(unseen[0]):04X})", "", "Take it out")
        elif isinstance(value, int | float) and not abs(value) <= MAX_NUMBER:  # not a number compares as neither
            self.tell(spot, "This number is too large, or not a number", f"Numbers reach from -{MAX_NUMBER} to {MAX_NUMBER}")
            return BROKEN
        return value
