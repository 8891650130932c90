"""What an import did, or would do: counts, the fate of each entry, what was refused and why."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from store.exchange.entries import Remark
from store.refusals import Refused

Policy = Literal["skip", "merge", "overwrite"]
POLICIES: tuple[Policy, ...] = ("skip", "merge", "overwrite")
Kind = Literal["added", "merged", "overwritten", "skipped", "refused"]
KINDS: tuple[Kind, ...] = ("added", "merged", "overwritten", "skipped", "refused")


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one entry.

    `matched` is the record that it was found to be a duplicate of, `by` what told it ("tax-number", "email", "name");
    `problem` says why it is refused. `fields` are those that are filled or overwritten.
    """

    line: int
    kind: Kind
    name: str
    matched: str = ""
    by: str = ""
    fields: tuple[str, ...] = ()
    problem: Refused | None = None


@dataclass(slots=True)
class Report:
    """The whole of it. `fates` holds every entry where they were asked for, as in a dry run; `refused` always all."""

    dry_run: bool
    policy: Policy
    encoding: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    contacts: int = 0
    persons: int = 0
    refused: list[Fate] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)

    def add(self, fate: Fate, *, keep: bool) -> None:
        """Count a fate; keep it where every one is asked for."""
        self.counts[fate.kind] += 1
        if fate.kind == "refused":
            self.refused.append(fate)
        if keep:
            self.fates.append(fate)
