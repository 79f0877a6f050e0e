from __future__ import annotations

import msgspec
from msgspec import inspect

from eoc_app.conversation.bounded import LONGEST, _worded, bounded
from eoc_app.conversation.wire import Answer, Bug, Refusal
from eoc_app.views.any_view import AnyView, kinds
from eoc_app.views.problem_view import ProblemView
from eoc_app.views.series_view import SeriesView
from eoc_app.views.view import Cell, Column, TableView, View
from tests.desktop.series.series_examples import series

LONG = "x" * 1_000_000


def answer(view: AnyView | ProblemView) -> Answer:
    return Answer(ticket=1, panel="p", view=view, traces=(), last=True)


def test_that_what_is_short_is_the_very_same() -> None:
    message = answer(series())
    assert bounded(message) is message


def test_that_long_texts_are_cut_at_every_depth() -> None:
    table = TableView(
        title=LONG, columns=(Column(key="a", title=LONG),), rows=((Cell(LONG, LONG),),)
    )
    view = bounded(answer(table)).view
    assert isinstance(view, TableView)
    for text in (view.title, view.columns[0].title, view.rows[0][0].text, view.rows[0][0].value):
        assert isinstance(text, str)
        assert len(text) == LONGEST
        assert text.endswith("\u2026")


def test_that_figures_stay_as_they_are() -> None:
    long = msgspec.structs.replace(series(), title=LONG)
    view = bounded(answer(long)).view
    assert isinstance(view, SeriesView)
    assert len(view.title) == LONGEST
    assert view.values is long.values


def test_that_bad_news_is_bounded_too() -> None:
    assert len(bounded(Bug(ticket=1, panel="p", traceback=LONG, last=True)).traceback) == LONGEST
    problem = ProblemView(what="a", why=LONG, remedy="c", value=LONG)
    cut = bounded(answer(problem)).view
    assert isinstance(cut, ProblemView)
    assert (len(cut.why), len(cut.value or "")) == (LONGEST, LONGEST)


def test_that_every_text_of_every_kind_of_view_is_looked_at() -> None:
    """Fields are chosen by their types; one that holds texts and is not chosen would be missed."""
    from eoc_app.conversation.bounded import _worded

    for kind in kinds():
        assert issubclass(kind, View)
        assert {"title", "subtitle", "footnote", "empty"} <= set(_worded(kind))


def _kinds(kind: type[msgspec.Struct]) -> set[type[msgspec.Struct]]:
    return {kind}.union(*(_kinds(one) for one in kind.__subclasses__()))


def _is_figure(shape: inspect.Type) -> bool:
    if isinstance(shape, inspect.UnionType):
        return all(map(_is_figure, shape.types))
    if isinstance(shape, inspect.VarTupleType):
        return _is_figure(shape.item_type)
    if isinstance(shape, inspect.TupleType):
        return all(map(_is_figure, shape.item_types))
    return isinstance(
        shape,
        inspect.NoneType | inspect.BoolType | inspect.IntType | inspect.FloatType
        | inspect.DateType | inspect.DateTimeType | inspect.LiteralType,
    )  # fmt: skip


def test_that_every_field_that_may_hold_a_text_is_looked_at_in_every_kind_of_message() -> None:
    rooms = ("eoc_app.conversation.", "eoc_app.views.", "eoc_app.core.")
    sent = [one for one in _kinds(msgspec.Struct) if one.__module__.startswith(rooms)]
    assert {Answer, Bug, Refusal} <= set(sent)
    assert len(sent) > 40
    for kind in sent:
        shape = inspect.type_info(kind)
        assert isinstance(shape, inspect.StructType)
        wanted = [field.name for field in shape.fields if not _is_figure(field.type)]
        assert list(_worded(kind)) == wanted, kind
