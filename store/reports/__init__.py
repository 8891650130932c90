"""Reports (F): measured time, activities, success of goals, what is overdue, whom everybody forgot.

A report counts in the database and answers with groups; nobody is counted whom the acting user may not see.
"""

from store.reports.asking import KINDS, ByWhat, Kind, Query, default_query, dimensions_of, filters_of
from store.reports.contacts import contacts_in
from store.reports.counting import make
from store.reports.export import export
from store.reports.grouping import activities_in
from store.reports.rows import Group, Key, Measure, Report, many_at_once

__all__ = [
    "KINDS",
    "ByWhat",
    "Group",
    "Key",
    "Kind",
    "Measure",
    "Query",
    "Report",
    "activities_in",
    "contacts_in",
    "default_query",
    "dimensions_of",
    "export",
    "filters_of",
    "make",
    "many_at_once",
]
