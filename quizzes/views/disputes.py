from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import HttpRequest
from quizzes.forms import DisputeForm
from quizzes.models import Attempt, Dispute, DisputeRefused, Response
from quizzes.scoring import CORRECTNESS
from quizzes.views.attempts import find, find_response, go, tell


@require_POST
@login_required
def dispute(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Object to a question as it was marked."""
    attempt, now = find(request, pk), timezone.now()
    response = find_told(attempt, number, now)
    form = DisputeForm(request.POST)
    if form.is_valid():
        try:
            Dispute.objects.raise_for(response, form.cleaned_data["objection"], form.cleaned_data["words"], now)
        except DisputeRefused as refusal:
            form.add_error(None, str(refusal))
    if form.errors:
        return tell(request, attempt, number, now, form)
    messages.success(request, _("Sent to your instructor. You see here what becomes of it."))
    return go(request, attempt, "feedback", number, now)


@require_POST
@login_required
def withdrawal(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take an objection back that nobody has decided yet."""
    attempt, now = find(request, pk), timezone.now()
    raised = get_object_or_404(Dispute.objects.visible_to(request.user), response=find_response(attempt, number))
    try:
        raised.withdraw()
        messages.success(request, _("Withdrawn. You can dispute the question again."))
    except DisputeRefused as refusal:
        messages.warning(request, str(refusal))
    return go(request, attempt, "feedback", number, now)


def find_told(attempt: Attempt, number: int, now: datetime) -> Response:
    """A question of which the learner may know how it was marked."""
    response = find_response(attempt, number)
    settled = attempt.is_finished or response.is_settled
    if not settled or CORRECTNESS not in attempt.terms.shown(attempt.finished_at, now):
        raise Http404
    return response
