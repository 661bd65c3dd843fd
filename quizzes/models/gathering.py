"""Rows of another table as a list in one column."""

from typing import Any

from django.db.models import Aggregate, JSONField, QuerySet, Subquery
from django.db.models.functions import JSONArray


class Gather(Aggregate):
    """A list of what all rows hold, in any order."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **more)


def gathered(rows: "QuerySet[Any]", *fields: Any, by: str = "learner") -> Subquery:
    """These fields of the rows that have the same `by`, as a part of another query; None of no rows."""
    return Subquery(rows.order_by().values(by).annotate(all=Gather(JSONArray(*fields))).values("all"))
