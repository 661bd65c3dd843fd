"""Times by the clock of twenty-four hours, as on every page of our own; the stock desk would write “1:37 a.m.”."""

DATETIME_FORMAT = "j M Y, H:i"
TIME_FORMAT = "H:i"
