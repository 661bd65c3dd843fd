"""Who may do what at which address. tests/test_access.py visits each as everybody, and fails where this is not so.

A new address needs a row here, by the name that `reverse` knows:

    "quizzes:cards": Row(MEMBERS, GET=200),

- the first value says who may come; they get these codes. Who is not signed in is sent to sign in (SIGN_IN), anybody
  else finds nothing (404). `but` names the exceptions by role: `but={"superuser": 404}`.
- A method that has no code is refused with 405, whoever asks.
- A part `<int:pk>` of the route is the row of `scene()` that `of` names, `<int:number>` that row's number, `<slug>`
  its course's. A model that the scene lacks is added there (tests/access/scene.py).
- `data` is what the POST sends; without it, forms answer 422.

A model on the desk has one line in DESK, whatever pages the admin makes of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

SIGN_IN, LOST = "to sign in", "to the desk, which says that there is no such row"

EVERYBODY = ("anonymous", "stranger", "outsider", "learner", "reviewer", "instructor", "superuser")
SIGNED_IN = EVERYBODY[1:]
MEMBERS = ("learner", "reviewer", "instructor", "superuser")
JUDGES = ("reviewer", "instructor", "superuser")
TEACHERS = ("instructor", "superuser")
OWNER = ("learner",)
UPLOADER = ("instructor",)
AT_A_DESK = ("outsider", "instructor", "superuser")

Code = int | str


@dataclass(frozen=True, slots=True)
class Row:
    who: Sequence[str]
    GET: Code = 405
    POST: Code = 405
    of: str = "course"
    number: int = 1
    data: Mapping[str, Any] = field(default_factory=dict)
    but: Mapping[str, Code] = field(default_factory=dict)
    others: Code = 404

    def expected(self, role: str, method: str) -> Code:
        code: Code = getattr(self, method)
        if role in self.but:
            return self.but[role]
        if code == 405 and self.others == 404:
            return code  # our views look at the method first, the desk at the person
        return code if role in self.who else SIGN_IN if role == "anonymous" else self.others


OURS = {
    # Studying
    "quizzes:library": Row(SIGNED_IN, GET=200),
    "quizzes:progress": Row(SIGNED_IN, GET=200),
    "quizzes:review": Row(SIGNED_IN, GET=200),
    "quizzes:reviews": Row(SIGNED_IN, POST=422),
    "quizzes:review_answers": Row(SIGNED_IN, POST=422),
    "quizzes:review_undo": Row(SIGNED_IN, POST=422),
    "quizzes:practice": Row(SIGNED_IN, GET=200),
    "quizzes:asides": Row(SIGNED_IN, GET=200, POST=422),
    "quizzes:aside_returns": Row(SIGNED_IN, POST=303),
    "quizzes:maps": Row(SIGNED_IN, GET=200),
    "quizzes:lesson_map": Row(MEMBERS, GET=200, of="lesson"),
    "quizzes:plan": Row(SIGNED_IN, GET=200),
    "quizzes:breaks": Row(SIGNED_IN, POST=422),
    "quizzes:break": Row(OWNER, GET=200, POST=422, of="break", data={"first": "never"}),
    "quizzes:break_removal": Row(OWNER, POST=303, of="break"),
    "quizzes:exams": Row(MEMBERS, GET=200, POST=422, data={"day": "never"}),
    "quizzes:exam": Row(OWNER, GET=200, POST=422, of="exam", data={"day": "never"}),
    "quizzes:exam_removal": Row(OWNER, POST=303, of="exam"),
    "quizzes:schedule": Row(SIGNED_IN, GET=200, POST=422),
    "quizzes:schedule_removal": Row(SIGNED_IN, POST=303),
    "quizzes:own_data": Row(SIGNED_IN, GET=200),
    "quizzes:export": Row(SIGNED_IN, POST=200),
    "quizzes:deletion": Row(SIGNED_IN, GET=200, POST=422),
    "quizzes:feed": Row(SIGNED_IN, GET=200, POST=200),
    "quizzes:feed_removal": Row(SIGNED_IN, POST=303),
    # Who knows the secret needs no sign-in; nobody finds anything without it.
    "quizzes:feed_file": Row(EVERYBODY, GET=404),
    "quizzes:course": Row(MEMBERS, GET=200),
    "quizzes:cards": Row(MEMBERS, GET=200),
    "quizzes:lesson": Row(MEMBERS, GET=200, of="lesson"),
    "quizzes:reading": Row(MEMBERS, POST=303, of="lesson", data={"paragraph": 1}),
    "quizzes:notes": Row(MEMBERS, GET=200, POST=422, of="lesson"),
    "quizzes:note": Row(OWNER, GET=200, POST=422, of="note"),
    "quizzes:note_removal": Row(OWNER, POST=303, of="note"),
    "quizzes:note_return": Row(OWNER, POST=303, of="note"),
    "quizzes:check": Row((), POST=404, of="lesson"),
    "content:citation": Row(MEMBERS, GET=302, of="citation"),
    # Quizzes
    "quizzes:quiz": Row(MEMBERS, GET=200, of="quiz"),
    "quizzes:attempts": Row(MEMBERS, POST=303, of="quiz"),
    "quizzes:result": Row(OWNER, GET=200, of="finished attempt"),
    "quizzes:question": Row(OWNER, GET=200, POST=422, of="attempt"),
    "quizzes:answer": Row(OWNER, POST=204, of="attempt"),
    # It is for attempts that can be gone through freely: this one tells after each question.
    "quizzes:sheet": Row((), GET=404, of="attempt"),
    "quizzes:feedback": Row(OWNER, GET=200, of="finished attempt"),
    "quizzes:dispute": Row(OWNER, POST=303, of="finished attempt", data={"objection": "right", "words": "It is."}),
    "quizzes:withdrawal": Row(OWNER, POST=303, of="finished attempt"),
    "quizzes:submission": Row(OWNER, GET=200, POST=303, of="attempt"),
    # Boards
    "quizzes:leaderboard": Row(SIGNED_IN, GET=200),
    "quizzes:appearance": Row(SIGNED_IN, POST=302, data={"on_boards": "hidden"}),
    "quizzes:points": Row(EVERYBODY, GET=200),
    "quizzes:board_attempts": Row(JUDGES, GET=200),
    "quizzes:board_attempt": Row(JUDGES, GET=200, of="finished attempt"),
    "quizzes:board_limits": Row(JUDGES, GET=200, POST=422, data={"reading": 1}),
    "quizzes:rulings": Row(JUDGES, POST=302, of="finished attempt", data={"decision": "keep"}),
    # Belonging to a course
    "quizzes:notices": Row(SIGNED_IN, GET=200),
    "quizzes:readings": Row(SIGNED_IN, POST=303),
    "quizzes:notice_reading": Row(OWNER, POST=303, of="notice"),
    "content:memberships": Row(SIGNED_IN, GET=200, POST=422),
    "content:departure": Row(OWNER, POST=303, of="membership"),
    # Teaching
    "quizzes:drafts_waiting": Row(TEACHERS, GET=200),
    "quizzes:judgements": Row(TEACHERS, POST=422),
    "quizzes:judgements_undo": Row(TEACHERS, POST=303),
    "quizzes:fixes": Row(TEACHERS, GET=200, POST=422),
    "quizzes:measures": Row(TEACHERS, POST=303),
    "quizzes:statistics": Row(TEACHERS, GET=200, of="quiz"),
    "quizzes:quiz_table": Row(TEACHERS, GET=200, of="quiz"),
    "quizzes:disputes": Row(TEACHERS, GET=200),
    "quizzes:dispute_case": Row(TEACHERS, GET=200, of="dispute"),
    "quizzes:decision": Row(TEACHERS, POST=422, of="dispute"),
    "quizzes:refusal": Row(TEACHERS, POST=422, of="dispute"),
    "quizzes:regrade_undo": Row(TEACHERS, POST=303, of="regrade"),
    "quizzes:class": Row(TEACHERS, GET=200),
    "quizzes:class_learner": Row(TEACHERS, GET=200, of="learner"),
    "quizzes:class_table": Row(TEACHERS, GET=200),
    "quizzes:coverage": Row(TEACHERS, GET=200, of="document"),
    "quizzes:coverage_items": Row(TEACHERS, POST=303, of="document"),
    "quizzes:drafts": Row(TEACHERS, POST=303, of="document"),
    "quizzes:rehearsal": Row(TEACHERS, GET=200, POST=200, of="quiz"),
    "content:uploads": Row(TEACHERS, GET=200, POST=422),
    "content:upload": Row(UPLOADER, GET=200, of="upload"),
    "content:upload_choices": Row(UPLOADER, POST=303, of="upload"),
    "content:upload_edition": Row(UPLOADER, POST=303, of="upload"),
    "content:upload_labour": Row(UPLOADER, POST=303, of="upload"),
    "content:upload_removal": Row(UPLOADER, POST=303, of="upload"),
    "content:roster": Row(TEACHERS, GET=200, POST=422),
    "content:invitations": Row(TEACHERS, POST=200),
    "content:ideas": Row(TEACHERS, GET=200, POST=422),
    "content:idea_withdrawal": Row(TEACHERS, POST=303, of="same idea"),
    # Accounts
    "sign_up": Row(EVERYBODY, GET=302, POST=302, but={"anonymous": 200}),
    "login": Row(EVERYBODY, GET=302, POST=302, but={"anonymous": 200}),
    "logout": Row(EVERYBODY, POST=SIGN_IN),
    "profile": Row(SIGNED_IN, GET=200, POST=422, data={"display_name": "A name, and nothing else"}),
    "theme": Row(EVERYBODY, POST=400),
    "privacy": Row(EVERYBODY, GET=200),
    "keyboard": Row(EVERYBODY, GET=200),
    "care:live": Row(EVERYBODY, GET=200),
    "care:ready": Row(EVERYBODY, GET=200),
    "password_change": Row(SIGNED_IN, GET=200, POST=200),
    "password_change_done": Row(SIGNED_IN, GET=200, but={"anonymous": SIGN_IN}),
    "password_reset": Row(EVERYBODY, GET=200, POST=200),
    "password_reset_done": Row(EVERYBODY, GET=200),
    "password_reset_confirm": Row(EVERYBODY, GET=200, POST=200),
    "password_reset_complete": Row(EVERYBODY, GET=200),
    # The desk: who may not enter is sent to sign in, and the sign-in page of the desk is not there for them
    "admin:index": Row(AT_A_DESK, GET=200, POST=200, others=SIGN_IN),
    "admin:app_list": Row(AT_A_DESK, GET=200, POST=200, others=SIGN_IN),
    "admin:login": Row(AT_A_DESK, GET=LOST, POST=LOST),
    "admin:logout": Row(AT_A_DESK, POST=SIGN_IN, others=LOST, but={"anonymous": LOST}),
    "admin:password_change": Row(AT_A_DESK, GET=302, POST=302, others=SIGN_IN),
    "admin:password_change_done": Row(AT_A_DESK, GET=200, others=SIGN_IN),
    # Without a field to search for it tells nobody anything.
    "admin:autocomplete": Row(AT_A_DESK, GET=403, others=SIGN_IN),
    "admin:jsi18n": Row(AT_A_DESK, GET=200, others=SIGN_IN),
    "admin/(?P<url>.*)$": Row(AT_A_DESK, GET=404, POST=404, others=SIGN_IN),
    "admin:quizzes_question_preview": Row(
        TEACHERS, GET=200, POST=200, of="question", others=SIGN_IN, but={"outsider": 404}
    ),
    "admin:quizzes_question_versions": Row(
        TEACHERS, GET=200, POST=200, of="question", others=SIGN_IN, but={"outsider": 404}
    ),
    "admin:quizzes_question_sentences": Row(
        TEACHERS, GET=200, POST=200, of="course", others=SIGN_IN, but={"outsider": 404}
    ),
    "admin:auth_user_password_change": Row(
        ("superuser",), GET=200, POST=200, of="learner", others=SIGN_IN, but={"outsider": 403, "instructor": 403}
    ),
}


@dataclass(frozen=True, slots=True)
class Desk:
    """A model on the desk. `may` holds some of add, change, delete; everybody who may see it may look at it.

    `of` names the row of the scene; without one, its pages are asked for a row that is not there.
    """

    who: Sequence[str] = TEACHERS
    may: Sequence[str] = ()
    of: str = ""

    def expected(self, page: str, role: str, method: str) -> Code:
        """`page` is changelist, add, change, delete, history, or object: a shortcut to change."""
        if role not in AT_A_DESK:
            return SIGN_IN
        if page == "object":
            return 302
        verb = "" if page == "change" and method == "GET" else page
        if verb in ("add", "change", "delete") and verb not in self.may:
            return 403
        seers = AT_A_DESK if "instructor" in self.who else self.who
        if role not in seers and (self.of or page != "history"):
            return 403
        return 200 if page in ("changelist", "add") or (self.of and role in self.who) else LOST


DESK = {
    "content_course": Desk(may=["add", "change"], of="course"),
    "content_membership": Desk(may=["add", "change"], of="membership"),
    "content_document": Desk(may=["add", "change"], of="document"),
    "content_edition": Desk(of="edition"),
    "content_lesson": Desk(of="lesson"),
    "content_citation": Desk(of="citation"),
    "content_keypoint": Desk(may=["change"], of="keypoint"),
    "quizzes_card": Desk(may=["add", "change"], of="card"),
    "quizzes_question": Desk(may=["add", "change"], of="question"),
    "quizzes_quiz": Desk(may=["add", "change"], of="quiz"),
    "quizzes_ledgerentry": Desk(of="ledgerentry"),
    "quizzes_flag": Desk(of="flag"),
    "quizzes_ruling": Desk(of="ruling"),
    "accounts_user": Desk(("superuser",), may=["add", "change", "delete"], of="learner"),
    "axes_accessattempt": Desk(("superuser",), may=["change", "delete"]),
    "axes_accesslog": Desk(("superuser",), may=["change", "delete"]),
    "axes_accessfailurelog": Desk(("superuser",), may=["change", "delete"]),
    "django_tasks_database_dbtaskresult": Desk(("superuser",)),
}
