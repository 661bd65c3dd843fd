"""{% load wording %}"""

from django import template

from quizzes import wording

register = template.Library()

register.filter("in_words", wording.number_word)
register.filter("interval", wording.interval)
register.filter("hours", wording.hours)
register.filter("duration", wording.duration)
register.filter("figure", wording.figure)
register.filter("percent", wording.percent)
register.filter("index", wording.index)
