"""The client and the stage of the benchmarks; how fast a machine is, is no test."""

from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

from benchmarks import __main__ as all_of_them
from benchmarks.client import HANG_UP, Browser, Person, Reply, play
from benchmarks.measures import Measure
from benchmarks.stage import QUESTIONS, Stage, fill
from benchmarks.statements import count

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def test_a_measure_without_a_goal_says_so():
    assert str(Measure("start_up", "sqlite", 1.5, "s")) == "start_up\tsqlite\t1.5\ts\t-\t-"


def test_every_script_is_run_by_make_bench():
    scripts = {path.stem for path in BENCHMARKS.glob("*.py") if '"__main__"' in path.read_text()}
    assert scripts - {"__main__", "scale", "stage", "statements", "sample"} == set(all_of_them.ALL)


def test_cookies_are_kept_and_sent_again():
    browser = Browser()
    browser.remember(Reply(302, "HTTP/1.1 302 Found\r\nset-cookie:  sessionid=abc; Path=/; HttpOnly\r\n", "", 0.0))
    assert b"Cookie: csrftoken=" in browser.get("/")
    assert b"sessionid=abc" in browser.get("/")


def test_people_take_turns_wait_and_are_done(live_server):
    seen, port = [], int(live_server.url.rpartition(":")[2])

    def person(pause: float) -> Person:
        yield pause
        reply = yield Browser().get("/account/sign-in/")
        seen.append((pause, reply.status))

    play(port, [person(0.3), person(0.0)])
    assert seen == [(0.0, 200), (0.3, 200)]


def test_who_hangs_up_asks_on_another_connection():
    class Handler(StreamRequestHandler):
        def handle(self):
            while self.rfile.readline().startswith(b"GET"):
                while self.rfile.readline() != b"\r\n":
                    pass
                self.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nfrom: %d\r\n\r\n" % self.client_address[1])

    ports = []

    def person() -> Person:
        for _turn in range(2):
            for _request in range(2):
                ports.append((yield Browser().get("/")).header("from"))
            yield HANG_UP

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        play(server.server_address[1], [person()])
        server.shutdown()
    assert [ports[0] == other for other in ports] == [True, True, False, False]
    assert ports[2] == ports[3]


def test_a_server_that_hangs_up_on_who_is_done_ends_nobody_elses_turn():
    class Handler(StreamRequestHandler):
        def handle(self):
            self.rfile.readline()
            self.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")

    done = []

    def person(pause: float) -> Person:
        yield pause
        yield Browser().get("/")
        done.append(pause)

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        play(server.server_address[1], [person(0.0), person(0.1)])
        server.shutdown()
    assert done == [0.0, 0.1]


def test_the_stage_seats_learners_in_the_middle_of_a_quiz(db):
    stage = fill(2)
    assert [seat.username for seat in stage.seats] == ["load0", "load1"]
    assert len(stage.seats[0].responses) == QUESTIONS
    assert Stage.read(stage.as_json()) == stage


def test_the_statements_of_an_attempt_are_counted(db, settings):
    found = count(fill(1).repeated)
    assert found["question_page"] <= 6
    assert found["answer"] <= 8
    assert found["attempt"] > 10 * found["question_page"] / 2
