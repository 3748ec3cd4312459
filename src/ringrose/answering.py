"""From a case to its whole answer as JSON, one line each."""

from __future__ import annotations

import json
from functools import lru_cache

from ringrose.asking import open_questions
from ringrose.assessing import assess, check_language, engine_of, statuses_by
from ringrose.engines import chosen
from ringrose.engines.compiled import CompiledEngine
from ringrose.errors import InputError
from ringrose.files.cases import CaseSource, load_case
from ringrose.files.documents import MAX_BYTES
from ringrose.files.lines import Line, load_line
from ringrose.files.records import known_sources
from ringrose.model.case import Case
from ringrose.model.pack import Pack

__all__ = ["Answering"]


class Answering:
    """Turns cases into whole answers as JSON, one line each.

    ``receipt=False`` leaves the receipts away, and ``questions=False`` the open questions (they are null, where there may be some); both
    take less time.

    Raises `InputError` for an engine or a language that does not exist, `EngineUnavailable` where the engine is not installed, and
    `EngineError` where it cannot run the pack.
    """

    def __init__(
        self,
        pack: Pack,
        engine: str = "auto",
        lang: str = "en",
        max_bytes: int = MAX_BYTES,
        *,
        receipt: bool = True,
        questions: bool = True,
    ) -> None:
        self.pack, self.engine, self.lang, self.max_bytes = pack, chosen(engine, many=True), lang, max_bytes
        self.receipt, self.questions = receipt, questions
        check_language(pack, lang)
        self._inferring = inferring = engine_of(self.engine, pack)
        self._statuses = statuses_by(pack)
        self._reader = (
            inferring.reader(lru_cache(maxsize=1000)(self._known_sources))
            if isinstance(inferring, CompiledEngine) and not pack.varies
            else None
        )

    def line(self, data: bytes, file: str = "<line>", number: int = 1) -> bytes:
        """The answer to a case that is one line of JSON.

        Raises `InputError`, with every problem at the line's place in its file.
        """
        if self._reader is not None and len(data) <= self.max_bytes:
            answer = self._reader.answer(data, self.lang, receipt=self.receipt, questions=self._asked if self.questions else None)
            if answer is not None:
                return answer.encode()
        return self._answer(load_line(Line(data, file, number), self.pack, self.max_bytes))

    def _known_sources(self, sources: bytes) -> frozenset[str] | None:
        """The ids of the sources of a case, from that section of it as JSON; None where it is not sound."""
        if (known := known_sources(sources)) is not None:
            return known
        case = b'{"ringrose":"case/1","id":"x","partners":[{"id":"x"}],"review":{"from":1,"to":1},"sources":%b}'
        try:
            return frozenset(source.id for source in load_line(Line(case % sources, "", 1), self.pack).sources)
        except InputError:
            return None

    def case(self, source: CaseSource | Case) -> bytes:
        """The answer to a path, an open file, a mapping or a case.

        Raises `InputError`, with every problem.
        """
        return self._answer(source if isinstance(source, Case) else load_case(source, pack=self.pack, max_bytes=self.max_bytes))

    def _asked(self, case: Case) -> str:
        """The open questions of a checked case as JSON."""
        assert isinstance(self._inferring, CompiledEngine)
        asked = open_questions(case, self._inferring.plan, self._statuses)
        return json.dumps([question.to_dict() for question in asked], ensure_ascii=False, allow_nan=False, separators=(",", ":"))

    def _answer(self, case: Case) -> bytes:
        answer = assess(case, pack=self.pack, engine=self.engine, lang=self.lang).to_dict(receipt=self.receipt, questions=self.questions)
        return json.dumps(answer, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
