"""How far projects are: the mean of the subprojects where there are any (C4)."""

from collections import defaultdict
from dataclasses import dataclass

from store.reading import Reader


@dataclass(frozen=True)
class Progress:
    """The subprojects that are not retired: `below` a project's number, each with what was entered for it."""

    below: dict[int, list[tuple[int, int]]]

    @classmethod
    def of(cls, read: Reader) -> "Progress":
        """Read what hangs below what."""
        below: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, parent, progress in read.all(
            "select id, parent_id, progress from projects where parent_id is not null and not retired order by id"
        ):
            below[parent].append((number, progress))
        return cls(dict(below))

    def mean(self, project_id: int, entered: int) -> int:
        """Return the progress of a project in whole per cent; `entered` counts only where nothing is below it."""
        return round(self._mean(project_id, entered, frozenset()))

    def _mean(self, project_id: int, entered: int, above: frozenset[int]) -> float:
        children = [child for child in self.below.get(project_id, ()) if child[0] not in above | {project_id}]
        if not children:
            return entered
        above |= {project_id}
        return sum(self._mean(number, progress, above) for number, progress in children) / len(children)
