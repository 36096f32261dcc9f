"""The row of key figures: first four that can be printed, one of each kind, the hospital's own first."""

from generator.analyse.key_figures import key_figures
from generator.model.fact import Fact, FactBook, Kind, Source

PUBLISHED = ("want_wolfm.peer", "want_hu88.share", "sym_waterman_support10.share", "prev_sexton_know.share", "sym_gazoni_off.share")


def book(*own: str, hidden: tuple[str, ...] = (), published: tuple[str, ...] = PUBLISHED) -> FactBook:
    source = (Source("survey", "column"),)
    facts = [Fact(key, Kind.SHARE, 0.5, key, source, n=100) for key in (*own, *published)]
    return FactBook((*facts, *(Fact(key, Kind.SHARE, None, key, source, suppressed="under the floor") for key in hidden)))


def chosen(*own: str, **more) -> list[str]:
    return [figure.fact for figure in key_figures(book(*own, **more))]


def test_the_hospital_s_own_figures_come_in_the_order_of_the_story():
    own = ("response_rate", "turnover_intentions_agree", "break_even_departures", "event_12mo", "institutional_support_agree", "want_peer")
    assert chosen(*own) == ["want_peer", "institutional_support_agree", "event_12mo", "break_even_departures"]


def test_a_kind_falls_back_before_the_reserve_is_called():
    assert chosen("want_peer", "offered_help", "knows_colleague", "top_barrier", "response_rate") == ["want_peer", "offered_help", "knows_colleague", "top_barrier"]


def test_a_hidden_figure_is_never_chosen():
    assert "want_peer" not in chosen("event_12mo", hidden=("want_peer",))


def test_no_more_than_two_published_figures_stand_beside_the_hospital_s_own():
    figures = key_figures(book("break_even_departures", "response_rate"))
    assert [figure.fact for figure in figures] == ["want_wolfm.peer", "sym_waterman_support10.share", "break_even_departures", "response_rate"]
    assert sum(not figure.local for figure in figures) == 2


def test_without_figures_of_its_own_the_row_is_published_ones_only():
    assert chosen() == ["want_wolfm.peer", "sym_waterman_support10.share", "prev_sexton_know.share", "sym_gazoni_off.share"]


def test_a_break_even_that_says_nothing_here_gives_way_to_the_barrier():
    figures = key_figures(book("want_peer", "break_even_departures", "top_barrier"), break_even=False)
    assert [figure.fact for figure in figures if figure.kind == "money"] == ["top_barrier"]
