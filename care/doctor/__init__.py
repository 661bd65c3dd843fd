"""Is this installation well? Each check says what is wrong and how to mend it; some mend it themselves."""

from collections.abc import Mapping

from care.doctor import machine, records
from care.doctor.finding import Check, Finding

CHECKS: Mapping[str, Check] = {
    "settings": machine.settings_hold,
    "room": machine.there_is_room,
    "migrations": machine.migrations_applied,
    "database": machine.database_is_whole,
    "static files": machine.files_collected,
    "citations": records.citations_hold,
    "points": records.points_settled,
    "boards": records.boards_add_up,
    "memories": records.memories_replay,
    "deadlines": records.nobody_waits,
    "tasks": machine.tasks_done,
}
"""In the order in which they are worth mending."""

__all__ = ["CHECKS", "Check", "Finding"]
