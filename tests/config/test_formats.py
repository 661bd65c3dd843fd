from django.utils.formats import date_format


def test_times_are_those_of_twenty_four_hours(now):
    evening = now.replace(hour=21, minute=5)
    assert date_format(evening, "DATETIME_FORMAT").endswith(" 2026, 21:05")
    assert date_format(evening, "TIME_FORMAT") == "21:05"
