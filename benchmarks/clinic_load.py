"""The clinic under load: ten people at once on a clinic of thousands of invented clients, against the real server.

    python benchmarks/clinic_load.py --clients 5000 --requests 10000 --threads 10

Prints for every page how long the slow answers took, the processor's time for one request, and the memory of the server on
the way. Other work on the machine stretches the clock: its load is printed with it.
"""

import argparse
import http.client
import os
import random
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
MARIA = ROOT / "examples" / "maria.toml"
COURSE = "3 sessions of opus-plasma on cheek at 60 W, 4 weeks apart"
SETTING = {"power_W": 60.0, "passes": 3.0, "speed_mm_s": 15.0, "tip": "roller"}
SLOW_MS, GROWTH_MB = 200, 20  # what is asked: p95 of a page; memory from 1,000 requests to the end
MARKS = (1000, 5000)  # requests after which memory is read, beside the start and the end
FIRST = date(2026, 1, 12)
PAGES = {"list": 20, "search": 20, "chart": 20, "visits": 10, "run sheet": 10, "follow-up": 10, "new client": 10}  # shares


def fill(folder: Path, clients: int, people: int, courses: int) -> tuple[str, dict[str, list[str]]]:
    """A clinic in this folder; the password of its people, and the addresses of each kind of page."""
    from rederm.clinic.project.serve import prepare

    prepare(folder)
    from django.contrib.auth.hashers import make_password

    from rederm.clinic.accounts.models import Clinic, User
    from rederm.clinic.charts.keep import new_version
    from rederm.clinic.charts.models import Record
    from rederm.skin import Client

    clinic = Clinic.objects.create(name="Invented clinic", zone="Europe/Berlin", demo=True)
    password = secrets.token_urlsafe(12)
    stored = make_password(password)
    for number in range(people):
        user = User.objects.invite(f"p{number}@example.org", f"Person {number}", "owner", clinic)
        User.objects.filter(pk=user.pk).update(password=stored)
    born = [date(1950, 1, 1) + timedelta(days=5 * number) for number in range(clients)]
    rows = [
        Record(clinic=clinic, number=number + 1, name=f"Invented {number:05d}", born=born[number], invented=True)
        for number in range(clients)
    ]
    Record.objects.bulk_create(rows, batch_size=1000)
    content = {key: value for key, value in Client.load(MARIA).to_json().items() if key != "age"}
    outlook = _outlook()
    pages: dict[str, list[str]] = defaultdict(list)
    pages["list"] = ["/", *(f"/?sort={sort}&page={page}" for sort in ("name", "number", "newest") for page in (1, 7, 150))]
    pages["search"] = [f"/?q={wanted}&sort=newest" for wanted in ("invented", "0412", "412", "nobody")]
    for record in rows[:courses]:
        version = new_version(user, record, content, None)
        _course(pages, record, version, outlook)
    pages["chart"] += [f"/clients/{record.pk}/" for record in rows[: 3 * courses]]
    pages["new client"] = ["/clients/new/"]
    return password, pages


def _outlook() -> dict[str, Any]:
    from rederm import Client, Course, simulate

    return dict(simulate(Client.load(MARIA), Course.parse(COURSE), draws=8).to_json())


def _course(pages: dict[str, list[str]], record: Any, version: Any, outlook: dict[str, Any]) -> None:
    """A course with one visit done, one open, and readings."""
    from rederm.clinic.audit.log import digest
    from rederm.clinic.followups.keep import see
    from rederm.clinic.plans.models import CONSENTED, ChosenCourse
    from rederm.clinic.treatments.keep import finish, open_visit

    planned = {"course": COURSE, "device": "opus-plasma", "findings": [], "price": outlook["price_course"]}
    course = ChosenCourse.objects.create(
        record=record,
        version=version,
        text=COURSE,
        planned=planned,
        outlook=outlook,
        seed=0,
        draws=8,
        start=FIRST,
        digest=digest([COURSE, planned, version.content]),
        state=CONSENTED,
        by=version.by,
    )
    visit = open_visit(version.by, course, FIRST)
    session = {"device": "opus-plasma", "sites": ["cheek"], "setting": SETTING, "lot": "7", "endpoint": "pink"}
    finish(version.by, visit, [session], {})
    for day in (4, 10, 20):
        see(version.by, course, FIRST + timedelta(days=day), "score.wrinkles", "0.9", "client", "the client")
    second = open_visit(version.by, course, FIRST + timedelta(days=28))
    pages["visits"].append(f"/courses/{course.pk}/visits/")
    pages["run sheet"] += [f"/visits/{visit.pk}/", f"/visits/{second.pk}/"]
    pages["follow-up"].append(f"/courses/{course.pk}/follow-up/")


class Browser:
    """One person's browser: a kept connection and cookies."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies, self.wire = port, dict[str, str](), http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def send(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and page."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if fields is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}"}
        self.wire.request(method, path, urlencode(fields) if fields is not None else None, headers)
        answer = self.wire.getresponse()
        page = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie", []):
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, page

    def form(self, path: str, fields: dict[str, str]) -> int:
        """Load a form and send it filled."""
        _, page = self.send("GET", path)
        (token, *_) = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        return self.send("POST", path, fields | {"csrfmiddlewaretoken": token})[0]


def free_port() -> int:
    """A port of this machine that nobody has."""
    with socket.socket() as wire:
        wire.bind(("127.0.0.1", 0))
        return int(wire.getsockname()[1])


def memory_mb(pid: int) -> float:
    """Resident memory of a process."""
    (line,) = [line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1]) / 1024


def processor_s(pid: int) -> float:
    """Seconds of the processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Walk:
    """What the threads share: requests left, times by page, memory on the way."""

    def __init__(self, pages: dict[str, list[str]], requests: int, pid: int) -> None:
        self.pages, self.requests, self.pid = pages, requests, pid
        self.done, self.lock = 0, threading.Lock()
        self.took: dict[str, list[float]] = defaultdict(list)
        self.memory: dict[int, float] = {0: memory_mb(pid)}
        self.wrong: list[tuple[str, int]] = []

    def one(self, browser: Browser, dice: random.Random) -> None:
        """A page, timed."""
        name = dice.choices(list(PAGES), weights=list(PAGES.values()))[0]
        path = dice.choice(self.pages[name])
        start = time.perf_counter()
        if name == "new client":
            status = browser.form(path, {"name": f"Invented {dice.random():.6f}", "born": "1980-02-01"})
            took, good = (time.perf_counter() - start) / 2, status == 302  # two requests: the form, and what was filled in
        else:
            status, _ = browser.send("GET", path)
            took, good = time.perf_counter() - start, status == 200
        with self.lock:
            before = self.done
            self.done += 2 if name == "new client" else 1
            self.took[name].append(1000 * took)
            if not good:
                self.wrong.append((path, status))
            for mark in MARKS:
                if before < mark <= self.done:
                    self.memory[mark] = memory_mb(self.pid)

    def go(self, browser: Browser, seed: int, pause: float) -> None:
        """Pages until the requests are used up."""
        dice = random.Random(seed)
        while self.done < self.requests:
            self.one(browser, dice)
            time.sleep(dice.uniform(0.5, 1.5) * pause)


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of them lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def run(clients: int, requests: int, threads: int, courses: int, pause: float) -> int:
    """Everything, printed; 1 where something that is asked for was missed."""
    with tempfile.TemporaryDirectory(prefix="rederm-load-") as name:
        folder, port = Path(name), free_port()
        password, pages = fill(folder, clients, threads, courses)
        command = [sys.executable, "-m", "rederm.cli", "serve", "--data", str(folder), "--port", str(port)]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            return measure(server.pid, port, threads, requests, password, pages, clients, pause)
        finally:
            server.terminate()
            server.wait(30)


def measure(
    pid: int, port: int, threads: int, requests: int, password: str, pages: dict[str, list[str]], clients: int, pause: float
) -> int:
    """Sign everybody in, let them walk, say how it went."""
    wait_for(port)
    browsers = [Browser(port) for _ in range(threads)]
    for number, browser in enumerate(browsers):
        assert browser.form("/log-in/", {"username": f"p{number}@example.org", "password": password}) == 302
        browser.wire.close()  # a server gives up a connection that is idle for some seconds; the next page opens one
    walk = Walk(pages, requests, pid)
    start, used = time.perf_counter(), processor_s(pid)
    crew = [threading.Thread(target=walk.go, args=(browser, seed, pause)) for seed, browser in enumerate(browsers)]
    for thread in crew:
        thread.start()
    for thread in crew:
        thread.join()
    took, used = time.perf_counter() - start, processor_s(pid) - used
    walk.memory[walk.done] = memory_mb(pid)
    print(f"{clients} clients, {threads} people at once, {walk.done} requests; load of the machine {os.getloadavg()[0]:.1f}")
    print(f"{walk.done / took:.0f} requests/s; {1000 * used / walk.done:.1f} ms of the server's processor a request")
    slow = 0.0
    for page, times in walk.took.items():
        p95 = percentile(times, 0.95)
        slow = max(slow, p95)
        print(f"{page:12} n {len(times):5}  p50 {percentile(times, 0.5):6.0f} ms  p95 {p95:6.0f} ms")
    print("memory, MB: " + ", ".join(f"{at} requests {mb:.0f}" for at, mb in walk.memory.items()))
    after = min(at for at in walk.memory if at or len(walk.memory) == 2)
    growth = walk.memory[walk.done] - walk.memory[after]
    print(f"answers that were wrong: {len(walk.wrong)} {walk.wrong[:3]}")
    print(f"p95 under {SLOW_MS} ms: {verdict(slow < SLOW_MS)}; memory flat ({growth:+.0f} MB since request {after}): ", end="")
    print(verdict(growth < GROWTH_MB))
    return int(bool(walk.wrong) or slow >= SLOW_MS or growth >= GROWTH_MB)


def verdict(met: bool) -> str:
    return "met" if met else "MISSED"


def wait_for(port: int) -> None:
    """Until the server answers; TimeoutError after a minute."""
    for _ in range(300):
        try:
            if Browser(port).send("GET", "/alive/")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the server did not start within a minute")


def main() -> int:
    """The sizes, as arguments."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, value in (("clients", 5000), ("requests", 10_000), ("threads", 10), ("courses", 20)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--pause", type=float, default=0.0, help="seconds that a person looks at a page; 0: ten always wait")
    return run(**vars(parser.parse_args()))


if __name__ == "__main__":
    sys.exit(main())
