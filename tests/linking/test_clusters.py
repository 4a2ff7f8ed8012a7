from __future__ import annotations

from pipeline.linking.clusters import Clusters, Edge


def never(left: list[int], right: list[int]) -> str | None:
    return None


def test_best_edges_come_first_and_a_refused_join_is_kept_with_its_reason() -> None:
    def guard(left: list[int], right: list[int]) -> str | None:
        return "one and three exclude each other" if {1, 3} <= {*left, *right} else None

    clusters = Clusters(4, guard)
    clusters.join_all([Edge(0.8, 0, 1, "weaker"), Edge(0.9, 0, 3, "stronger")])
    assert clusters.all() == [[0, 3], [1], [2]]
    assert [(r.edge.reason, r.why) for r in clusters.refused] == [("weaker", "one and three exclude each other")]


def test_no_chain_joins_what_the_guard_keeps_apart() -> None:
    clusters = Clusters(3, lambda left, right: "conflict" if {0, 2} <= {*left, *right} else None)
    clusters.join_all([Edge(0.9, 0, 1, ""), Edge(0.9, 1, 2, "")])
    assert clusters.all() == [[0, 1], [2]]


def test_an_analysts_marks_win_over_always() -> None:
    clusters = Clusters(3, never, apart={0: {(7, 0)}, 2: {(7, 1)}})
    assert clusters.join(Edge(1.0, 0, 1, ""), always=True)
    assert not clusters.join(Edge(1.0, 1, 2, ""), always=True)
    assert clusters.refused[0].why == "curated: different"


def test_marks_of_one_side_do_not_part() -> None:
    clusters = Clusters(2, never, apart={0: {(7, 0)}, 1: {(7, 0)}})
    assert clusters.join(Edge(1.0, 0, 1, ""))


def test_each_form_remembers_the_link_that_brought_it() -> None:
    clusters = Clusters(3, never)
    clusters.join_all([Edge(0.9, 0, 1, "first"), Edge(0.7, 1, 2, "second")])
    assert clusters.joined_by[0].reason == clusters.joined_by[1].reason == "first"
    assert clusters.joined_by[2].reason == "second"
    assert clusters.members(2) == [0, 1, 2]
