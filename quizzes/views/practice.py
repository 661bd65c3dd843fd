from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.http import HttpRequest
from content.quoting import lit_quote
from quizzes.pages.practice import practice as practised
from quizzes.pages.progress import phase
from quizzes.scheduling import learner_day
from quizzes.views.reviews import course_of


class PracticeForm(forms.Form):
    """Which card of which lesson; what says nothing is left out."""

    card = forms.IntegerField(min_value=1, max_value=10**6, required=False)
    lesson = forms.IntegerField(min_value=1, max_value=10**4, required=False)


@never_cache
@require_safe
@login_required
def practice(request: HttpRequest) -> HttpResponse:
    """One card, or with `show` its answer. Nothing is recorded, so every address may be opened again."""
    course, today = course_of(request), learner_day(timezone.now(), request.user.zone)
    form = PracticeForm(request.GET)
    form.is_valid()
    lesson = form.cleaned_data.get("lesson") if course else None
    session = practised(request.user, form.cleaned_data.get("card") or 1, course, lesson)
    context = {"session": session, "turn": session.turn, "course": course, "lesson": lesson}
    if session.turn:
        card = session.turn.card
        context |= {"card": card, "phase": phase(session.turn.memory, today, request.user.weights)}
        context |= {"quote": lit_quote(card.citation, card.lit)} if "show" in request.GET else {}
    return render(request, "quizzes/practice.html", context)
