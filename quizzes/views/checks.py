from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.http import HttpRequest
from quizzes.kinds import KINDS
from quizzes.kinds.base import BadAnswer
from quizzes.pages.checks import check_page, questions_for
from quizzes.reading import check_oneself
from quizzes.views.lessons import found, page
from quizzes.wording import said


@require_POST
@login_required
def check(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Check oneself by a question of the lesson: the answer comes back marked, with its source."""
    lesson, now = found(request, slug, number), timezone.now()
    question = get_object_or_404(questions_for(lesson), pk=pk)
    problem, mine = "", None
    try:
        answer = KINDS[question.kind].parse(question.shown, dict(request.POST.lists()))
        mine = check_oneself(request.user, question, answer, now)
    except BadAnswer as refusal:
        problem = said(refusal.message)
    status = 422 if problem else 200
    if request.htmx:
        context = {"check": check_page(question, mine, lesson, request.user, now, problem), "lesson": lesson}
        return render(request, "quizzes/_check.html", context, status=status)
    if problem:
        return page(request, lesson, problems={question.pk: problem})
    return HttpResponseRedirect(f"{lesson.get_absolute_url()}#check-{question.pk}", status=303)
