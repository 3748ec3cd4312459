"""ringrose from Python: load a case, read its judgements, build a case of your own, change it and compare.

Run it whole (``python examples/embed.py``), or cell by cell in an editor that knows ``# %%``.
"""

# %% Load the rules and a case
from pathlib import Path

from attrs import evolve

from ringrose import Case, Closure, Fact, InputError, Partner, Source, assess, assess_many, load_case, load_pack

HERE = Path(__file__).parent

pack = load_pack("ringrose")
case = load_case(HERE / "semarang-jung-gu.yaml", pack=pack)
print(f"{case.title}: {len(case.facts)} facts, judged by {pack.title}, version {pack.version}")

# %% Judge it: one judgement per element
assessment = assess(case, pack=pack)

for judgement in assessment:
    print(f"{judgement.element.title.get():25} {judgement.status:13} ({judgement.standing})")

print(assessment.summary)

# %% Read the reasons: what decided that commitment is not met
commitment = assessment["commitment"]
recorded = {fact.id: fact for fact in case.facts}

for finding in commitment.deciding:
    print("-", finding.message.text("en"))
    for id in finding.facts:
        if id in recorded:  # years and partners are facts too, but no source tells them
            places = ", ".join(f"{citation.id}, {citation.at}" for citation in recorded[id].source)
            print(f"    because of {id} ({places})")
    for absent in finding.absent:
        print(f"    known not to hold: {absent.type} {dict(absent.where)}")

# %% And what the rules advise
for recommendation in assessment.recommendations:
    print(f"- {recommendation.element}: {recommendation.message.text()}")

# %% Build a case without a file: the same words, as objects
mine = Case(
    "two-cities",
    partners=[Partner("alpha", "Alpha", "ID"), Partner("beta", "Beta", "KR")],
    review=(2018, 2020),  # two years, or two dates
    fields=["health"],
    sources=[Source("interview", title="Interview with the office of Alpha", issued=2021)],
    complete=[Closure("monitoring", source="interview")],  # the interview told of all monitoring there was
    facts=[
        Fact("agreement", kind="mou", signed="2018-03-01", source="interview"),
        Fact("contribution", by="alpha", kind="money", source="interview"),
        Fact("contribution", by="beta", kind="staff", source="interview"),
        Fact("monitoring", year=2019, source={"id": "interview", "at": "minute 12"}),
        Fact("benefit", to="alpha", source="interview"),
        Fact("benefit", to="beta", holds="unknown", source="interview"),  # asked, could not be told
        Fact("community_participation", holds=False, source="interview"),  # told that it did not happen
    ],
)
first = assess(mine, pack=pack)
print({judgement.id: judgement.status for judgement in first})
print("open questions:", [question.fact.id for question in first.open_questions if question.kind == "looked_for"])

# %% Change it and compare: what if there had been monitoring in 2020, and Beta had gained something?
more = [Fact("monitoring", year=2020, source="interview"), Fact("benefit", to="beta", field="health", source="interview")]
better = evolve(mine, id="two-cities-better", facts=[*mine.facts, *more])
second = assess(better, pack=pack)

for before, after in zip(first, second, strict=True):
    if before.status != after.status:
        print(f"{before.id}: {before.status} -> {after.status}")

# %% A mistake is told with its place and what to write instead; all mistakes at once
wrong = evolve(mine, facts=[Fact("visit", by="alfa", year=2019), Fact("visit", purpose="curtesy")])
try:
    assess(wrong, pack=pack)
except InputError as error:
    for problem in error.problems:
        print(problem)

# %% Many cases, one by one, as they are needed
paths = sorted(HERE.glob("*.yaml"))
for one in assess_many(paths, pack=pack):
    print(f"{one.case.id:20}", " ".join(f"{judgement.id}={judgement.status}" for judgement in one))

# %% Everything, as plain dictionaries and lists, to store or to work on
answer = assessment.to_dict(lang="id")
print(answer["ringrose"], answer["case"], answer["summary"])
print(answer["judgements"][0]["criteria"][1]["findings"][0]["text"])
