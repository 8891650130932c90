"""crm-tui: a team's CRM activity planner that lives in the terminal."""

__version__ = "0.1.0"
