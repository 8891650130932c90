"""Who may see and do what (G2), written down apart from the store: what its answers are held to.

It knows who one is to each activity and which rights one holds, and asks the store about nothing.
"""

from dataclasses import dataclass, field

PLANNED, COMPLETED, CANCELLED = "planned", "completed", "cancelled"
NEEDED_BY_PERFORMERS = {
    "end": "",
    "priority": "",
    "mark": "",
    "reopen": "",
    "date": "change-received-date",
    "text": "edit-received-description",
}


@dataclass
class Known:
    """An activity as the model knows it: users by their logins.

    `place` is which occurrence of a cycle it is. `files` are links by number, each with who added it; `times` entries
    by number, each with whose it is and its seconds.
    """

    number: int
    assigner: str
    performers: frozenset[str]
    observers: frozenset[str] = frozenset()
    public: bool = False
    status: str = PLANNED
    marked: bool = False
    deleted: bool = False
    notes: int = 0
    moved: int = 0
    text: str = "Zebra"
    priority: str = "normal"
    series: int = 0
    place: int = 0
    files: dict[int, str] = field(default_factory=dict)
    times: dict[int, tuple[str, int]] = field(default_factory=dict)

    @property
    def unassigned(self) -> bool:
        """Whether it waits for somebody to take it."""
        return not self.performers and self.status == PLANNED and not self.deleted


@dataclass
class Model:
    """Rights, users and activities, and on what each user's stopwatch runs."""

    rights: dict[str, frozenset[str]] = field(default_factory=dict)
    active: dict[str, bool] = field(default_factory=dict)
    known: list[Known] = field(default_factory=list)
    running: dict[str, int | None] = field(default_factory=dict)
    owners: dict[int, str] = field(default_factory=dict)  # of contacts

    def sees(self, who: str, one: Known) -> bool:
        """One sees what one assigned, performs or observes; by rights what is public, unassigned, or everything."""
        return not one.deleted and self.would_see(who, one)

    def would_see(self, who: str, one: Known) -> bool:
        """Tell whether one saw it if it were not deleted: that is asked of time that was spent on it."""
        held = self.rights[who]
        return (
            who == one.assigner or who in one.performers or who in one.observers or "view-all" in held
            or (one.public and "view-public" in held)
            or (not one.performers and one.status == PLANNED and not one.deleted and "take-unassigned" in held)
        )  # fmt: skip

    def may_see(self, who: str) -> list[Known]:
        """Return what one sees."""
        return [one for one in self.known if self.sees(who, one)]

    def times_seen(self, who: str) -> list[tuple[Known, int, str, int]]:
        """Return activity, number, user and seconds of the time entries one sees: one's own, by a right others'."""
        return [
            (one, number, user, seconds)
            for one in self.known
            for number, (user, seconds) in one.times.items()
            if user == who or ("see-all-time" in self.rights[who] and self.would_see(who, one))
        ]

    def lacks(self, who: str, one: Known, kind: str, *, many: bool = False) -> str:
        """Return the right that one lacks for a kind of change of what one sees, "" where one lacks none."""
        held = self.rights[who]
        mine, performs, watches = who == one.assigner, who in one.performers, who in one.observers
        others = "" if mine or "edit-others" in held else "edit-others"
        match kind:
            case "see":
                return ""
            case "take":
                return "" if "take-unassigned" in held else "take-unassigned"
            case "delete":
                needed = ["delete-cycle" if many else "delete"]
                needed += ["edit-others"] * (not mine) + ["edit-ended"] * (one.status != PLANNED)
                return next((right for right in needed if right not in held), "")
            case "track":
                return "" if performs else others
            case "attach":
                return "" if performs or watches else others
            case "time of others":
                return next((right for right in ("see-all-time", "edit-others") if right not in held), "")
        if one.status != PLANNED and "edit-ended" not in held and kind != "mark":
            filling = one.marked and (mine or performs) and kind != "reopen"
            if not filling:
                return "edit-ended"
        if not others:
            return ""
        if not performs:
            return others
        if kind == "text" and one.marked:
            return ""
        right = NEEDED_BY_PERFORMERS.get(kind, "edit-others")
        return "" if not right or right in held else right

    def choosing(self, who: str, performers: frozenset[str], chosen: frozenset[str]) -> str:
        """Return what choosing users lacks: the right to delegate, "inactive" for who may not be chosen, or ""."""
        if performers - {who} and "delegate" not in self.rights[who]:
            return "delegate"
        return "" if all(self.active[login] for login in chosen) else "inactive"

    def hand_over(self, leaver: str, successor: str) -> None:
        """Let one take over what another has to do; who planned it stays."""
        pair = {leaver, successor}
        for one in self.known:
            if one.status != PLANNED or one.deleted:
                continue
            given = one.assigner == leaver and not pair & (one.performers | one.observers)
            touched = given or leaver in one.performers or leaver in one.observers
            if leaver in one.performers:
                one.performers = one.performers - {leaver} | {successor}
            if leaver in one.observers or given:
                one.observers = one.observers - {leaver} | {successor}
            if touched and successor in one.performers:
                one.observers -= {successor}
        for number, owner in self.owners.items():
            if owner == leaver:
                self.owners[number] = successor

    def numbered(self, number: int) -> Known:
        """Return an activity by its number."""
        return next(one for one in self.known if one.number == number)
