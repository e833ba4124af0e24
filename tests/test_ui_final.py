"""The end of a game: the declaration as a document, and the final screen."""

from __future__ import annotations

import pytest
from ui_support import played

from game.ui.app import App
from game.ui.paper import Struck
from game.ui.record import Record
from game.ui.screens.declaration import Declaration
from game.ui.widgets import Text
from game.ui.words import Words

SIZE = (1280, 720)


def document(turns: int) -> tuple[App, Record]:
    """The declaration after some turns of drawn orders."""
    match = played("astana", turns)
    record = Record(Words(match.scenario), match.board, match.reports)
    return App(Declaration(record), SIZE), record


def written(app: App) -> list[tuple[type, str]]:
    """Every text of the sheet, with what it is written as, from the top."""
    nodes = sorted((node for node, _ in app.root.walk() if isinstance(node.element, Text)), key=lambda node: node.rect.top)
    return [(type(node.element), node.element.words) for node in nodes if isinstance(node.element, Text)]


@pytest.mark.parametrize("turns", [0, 3, 8])
def test_every_paragraph_stands_in_its_wording(turns: int) -> None:
    """Every paragraph is written as its wording is now; those that have fallen are struck out, and come last."""
    app, record = document(turns)
    texts = written(app)
    words = [text for _, text in texts]
    board, last = record.board, 0
    for state in ("adopted", "open", "dropped"):
        for item in (item for item in board.items if board.status(item) == state):
            at = words.index(board.paragraph(item).strip())
            assert at > last
            assert (texts[at][0] is Struck) == (state == "dropped")
            last = at


def test_the_margin_names_who_took_a_position() -> None:
    """Beside a paragraph stand its sponsors, and everybody who has strengthened or softened it or stood aside."""
    app, record = document(8)
    text = app.root.text
    for item in record.board.items:
        for action, form in (("strengthen", "Strengthened by {}"), ("soften", "Softened by {}")):
            seats = dict.fromkeys(
                o.seat for r in record.reports for o in r.orders if (o.action, o.target) == (action, item)
            )
            assert not seats or form.format(record.words.names(list(seats))) in text
        aside = record.board.aside(item)
        assert not aside or f"Stood aside: {record.words.names(list(aside))}" in text


@pytest.mark.parametrize(("turns", "state"), [(2, "Draft"), (8, "As signed")])
def test_the_head_says_what_it_is(turns: int, state: str) -> None:
    """The sheet has the document's name, the place, and whether it is a draft; at the end its members sign."""
    app, record = document(turns)
    text = app.root.text
    assert f"Astana 2024 · {state} Astana Declaration" in text
    assert ("Signed in the name of" in text) == (turns == 8)
    assert all(record.words.name(member) in text for member in record.board.members)


def test_files_are_annexes() -> None:
    """Every file is an annex with the steps that were agreed and those that were not."""
    app, record = document(8)
    for file in record.words.scenario.file:
        taken = record.board.steps(file.id)
        for i, step in enumerate(file.steps):
            assert (f"{i + 1}. {step}" if i < taken else f"Not yet: {step}") in app.root.text
