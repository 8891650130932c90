"""Which keys the line below the day plan names, the most used first (C1)."""

from collections.abc import Sequence

WITHOUT_END = ("activity.complete", "activity.move", "activity.cancel", "activity.stopwatch", "activity.priority")


def useful(order: Sequence[str], *, nothing: bool = False, ended: bool = False) -> list[str]:
    """Return the actions that can be done: of an activity none where nothing is chosen, of one that has ended not those
    of what is planned."""
    return [
        one
        for one in dict.fromkeys(order)
        if not (nothing and one.startswith("activity.")) and not (ended and one in WITHOUT_END)
    ]


def plan_order(tab: str, *, nothing: bool, filtered: bool) -> list[str]:
    """Return the actions that matter in a tab of the day plan; `nothing` stands in it where it is empty."""
    order = ["app.plan", "app.quick", "activity.complete", "activity.move", "activity.discuss"]
    if tab == "unassigned":
        order.insert(0, "activity.take")
    if tab == "history":
        order = ["activity.similar", "activity.reopen", "activity.discuss", "list.filter", "app.plan", "app.quick"]
    order += ["app.search", "activity.priority", "activity.cancel", "app.undo", "app.record", "activity.stopwatch"]
    if nothing and filtered:
        order.insert(0, "list.filter")
    elif nothing and tab == "history":
        order = ["app.record", *order]
    return useful(order, nothing=nothing, ended=tab == "history")
