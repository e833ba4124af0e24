"""What a lecturer needs beside the roles: a quiz on the rules with answers, a rubric, and plans for the time there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from game.handout.html import Html, element, heading, joined, paragraph, section, table, text
from game.handout.roles import Cast
from game.model.compile import lengths
from game.table import MOST_HUMANS
from game.text import _, amount, n_
from game.text import joined as listed

LEAST = 8
"""Minutes that a turn takes at least; of the lengths that leave them, the longest is played."""
PLANS = ((45, 8, 12, 0), (90, 12, 25, 0), (180, 20, 45, 15))
"""Minutes in all, before the first turn, after the last one, and for a break."""
LESSON = 45
"""Minutes of each of four lessons."""


@attrs.frozen
class Asked:
    """A question on the rules, its answer, and the section of the rulebook that says so."""

    question: str
    answer: str
    rule: str


def quiz(cast: Cast) -> tuple[Asked, ...]:
    """Questions on the rules with this scenario's names and numbers."""
    return tuple(Asked(*one) for part in (_of_turns, _of_meetings, _of_partners, _of_texts, _of_words) for one in part(cast))


Drafts = Iterator[tuple[str, str, str]]


def _of_turns(cast: Cast) -> Drafts:
    yield (_("All sheets are opened at once. Does it matter whose is read first?"),
           _("No: everything is worked out from the world at the start of the turn and added."), "2.3")
    seat = cast.seats[0]
    slots, meetings = cast.time(seat)
    yield (_("How much can {name} do in a turn?").format(name=cast.words.name(seat)),
           _("As much as its capital and {slots} allow; a meeting takes one of them, it has time for {meetings}.").format(
               slots=n_("{n} slot", "{n} slots", slots), meetings=n_("one meeting", "{n} meetings", meetings)), "3.2, 4.2")
    banked = [(_("Turn {n}").format(n=k + 1), share) for k, share in enumerate(cast.match.rulebook.shares) if share]
    yield (_("When is the score counted?"), _("At each communique: {list}.").format(
        list=listed([f"{turn} ({100 * share:.0f} %)" for turn, share in banked])), "2.4, 12.3")


def _of_meetings(cast: Cast) -> Drafts:
    one, other = (cast.words.name(seat) for seat in (cast.seats[0], cast.seats[-1]))
    yield (_("{one} asks to meet {other}, and {other} does not ask for {one}. What happens, and who learns of it?").format(
        one=one, other=other), _("No meeting; the fall-back is carried out if there is one. Everybody sees who asked for whom."),
        "4.4–4.6")


def _of_partners(cast: Cast) -> Drafts:
    states = [actor for actor in cast.match.scenario.actor if actor.kind == "state" and actor.weight]
    if states:
        state = max(states, key=lambda actor: actor.weight)
        yield (_("When does a pole count as the first partner of {name}?").format(name=_(state.name)),
               _("When {name} leans to it by at least {bar}, and by {lead} more than to any other.").format(
                   name=_(state.name), bar=amount(cast.match.scenario.rules.partner_bar), lead=amount(state.stability)), "1.4")
    rupture = cast.match.scenario.rupture
    if rupture is not None:
        yield (_("What breaks the summit, and who is blamed?"),
               _("{track} at {limit} or more, and only by an order. Whose own orders raised it most in that turn is blamed and "
                 "loses up to {points} points.").format(track=cast.words.name(rupture.track), limit=amount(rupture.limit),
                                                        points=amount(rupture.penalty)), "7.1–7.3")


def _of_texts(cast: Cast) -> Drafts:
    for item in cast.match.scenario.item[:1]:
        name, turn = _(item.name), cast.board.decided_in(item.id)
        if turn is not None:
            yield (_("When is “{item}” decided?").format(item=name),
                   _("In turn {n}, its last session.").format(n=cast.match.turns.index(turn) + 1), "8.1")
        case = _("At its last session one member stands aside from “{item}”, another objects. What comes of it?")
        yield (case.format(item=name),
               _("It falls: one objection is enough. Had nobody objected it could have been adopted, and its effects would have "
                 "passed by whoever stood aside."), "8.4, 8.5")
    for file in cast.match.scenario.file[:1]:
        yield (_("Who must agree before “{file}” moves a step?").format(file=_(file.name)),
               _("{parties}, in the turn in which somebody convenes it.").format(
                   parties=listed([cast.words.name(party) for party in file.parties])), "9.2, 9.3")


def _of_words(cast: Cast) -> Drafts:
    rules = cast.match.scenario.rules
    yield (_("What does a broken promise cost, and who learns of it?"),
           _("{credibility} points of credibility and {relation} of the relation between the two. That it was broken is seen by "
             "all; what was promised only at the end.").format(credibility=amount(rules.broken_credibility),
                                                               relation=amount(-rules.broken_relation)), "14.6")
    seat = cast.seats[0]
    secret = cast.brief(seat).secret
    if secret:
        yield (_("How much is the secret goal worth, and when is it opened?"),
               _("{points} of 100 points; at the end.").format(points=amount(secret[0].weight)), "12.1")


def questions(cast: Cast) -> Html:
    """The quiz to hand out."""
    asked = [element("li", text(one.question), element("div", class_="blank")) for one in quiz(cast)]
    says = paragraph(_("Answer in a sentence; the rulebook may be used."))
    return section("quiz", _("Rules quiz"), says, element("ol", *asked))


def answers(cast: Cast) -> Html:
    """The quiz with its answers."""
    rows = [[text(one.question), text(one.answer), one.rule] for one in quiz(cast)]
    return section("answers", _("Rules quiz: answers"),
                   table(_("Sections are those of the rulebook"), [_("Question"), _("Answer"), _("Section")], rows))


def rubric(cast: Cast) -> Html:
    """How work can be judged: by how somebody prepares, deals, reasons and looks back, not by points."""
    head = [_("What is looked at"), _("4 – excellent"), _("3 – good"), _("2 – enough"), _("1 – not yet")]
    rows = [[text(cell) for cell in row] for row in _criteria()]
    says = _("Seats are unequal and luck plays a part: judge how somebody worked, not how many points the delegation has.")
    return section("rubric", _("Rubric for {title}").format(title=_(cast.match.scenario.title)), paragraph(says),
                   table(_("One line is one mark"), head, rows))


def _criteria() -> Sequence[tuple[str, ...]]:
    return (
        (_("Preparation"), _("Knows aims, red line and facts, and those of two others"), _("Knows the own role and facts"),
         _("Knows the aims"), _("Reads the role while playing")),
        (_("Negotiation"), _("Finds deals that serve both, keeps or breaks words for a reason it can name"),
         _("Makes offers that others can accept"), _("Answers offers"), _("Plays alone")),
        (_("Reasons"), _("Explains orders by the parts of the numbers, and says what spoke against"),
         _("Explains orders by the aims"), _("Says what was done"), _("Cannot say why")),
        (_("Seeing with others' eyes"), _("Foresees what others want and why, fairly told"), _("Names others' aims"),
         _("Knows who is near and far"), _("Tells others as enemies or friends")),
        (_("Looking back"), _("Names a turning point, what hung on it, and where the model differs from the world"),
         _("Names a turning point and a limit of the model"), _("Names what went well or badly"), _("Tells only the result")),
    )


def plans(cast: Cast) -> Html:
    """Plans for 45, 90 and 180 minutes, and for four lessons."""
    timed = [_plan(cast, *minutes) for minutes in PLANS]
    return joined([*timed, _four(cast)])


def chosen(cast: Cast, minutes: int) -> tuple[str, tuple[int, ...]]:
    """The length that fits into so many minutes of play: the longest that leaves each turn its time, else the shortest."""
    known = sorted(lengths(cast.match.scenario).items(), key=lambda length: len(length[1]))
    fitting = [length for length in known if minutes / len(length[1]) >= LEAST]
    return (fitting or known[:1])[-1]


def _plan(cast: Cast, whole: int, before: int, after: int, pause: int) -> Html:
    play = whole - before - after - pause
    length, turns = chosen(cast, play)
    steps: list[tuple[float, str, str]] = [(before, _("Roles and rules"), _opening())]
    for k, turn in enumerate(turns):
        asks = _(cast.words.turn(turn).question) or _("Talk, write, open, read.")
        steps.append((play / len(turns), _turn_name(cast, k, turn), asks))
        if pause and k + 1 == (len(turns) + 1) // 2:
            steps.append((pause, _("Break"), _("Delegations go on talking.")))
    steps.append((after, _("Debrief"), _debrief()))
    title = _("{n} minutes").format(n=whole)
    course = _times(_("The course of {n} minutes").format(n=whole), steps)
    return section(f"plan-{whole}", title, paragraph(_length_told(cast, length, len(turns))), course)


def _turn_name(cast: Cast, k: int, turn: int) -> str:
    return _("Turn {n}: {name}").format(n=k + 1, name=_(cast.words.turn(turn).name))


def _length_told(cast: Cast, length: str, turns: int) -> str:
    told = _("Play {turns}: multivector play {scenario} --length {length}, with --seat for up to {most} delegations that teams "
             "lead; bots lead the others.")
    return told.format(turns=n_("{n} turn", "{n} turns", turns), scenario=cast.match.scenario.id, length=length, most=MOST_HUMANS)


def _times(caption: str, steps: Sequence[tuple[float, str, str]]) -> Html:
    """From which minute to which, to whole minutes."""
    rows, at = [], 0.0
    for minutes, name, words in steps:
        rows.append([text(name), f"{at:.0f}–{at + minutes:.0f}", text(words)])
        at += minutes
    return table(caption, [_("What"), _("Minutes"), _("How")], rows, [1])


def _opening() -> str:
    return _("Short role sheets are read; one turn is shown on the projector; three questions of the quiz are answered aloud.")


def _debrief() -> str:
    return _("Feelings, what happened, why, parallels and limits, what next; with the report of the game on the projector.")


def _four(cast: Cast) -> Html:
    """Four lessons: get ready, play, play on, look back."""
    length, turns = chosen(cast, 2 * LESSON - 10)
    half = (len(turns) + 1) // 2
    names = [_turn_name(cast, k, turn) for k, turn in enumerate(turns)]
    lessons = [
        (_("Get ready"), _("Long role sheets are read at home. Each delegation says in two sentences what it wants. Then the "
                           "quiz, and what the model assumes and leaves out.")),
        (_("Play"), _("{turns}. The game is saved every turn.").format(turns=listed(names[:half]))),
        (_("Play on"), _("{turns}. At the end the declaration is read aloud.").format(turns=listed(names[half:] or names))),
        (_("Look back"), _debrief() + " " + _("Each writes half a page on one turning point; the rubric.")),
    ]
    parts = [joined([heading(3, _("Lesson {n}: {name}").format(n=k, name=name)), paragraph(words)])
             for k, (name, words) in enumerate(lessons, 1)]
    return section("plan-lessons", _("Four lessons of {n} minutes").format(n=LESSON),
                   paragraph(_length_told(cast, length, len(turns))), *parts)
