"""What the README, the pages of the guide and examples/ show works as it stands, with few draws."""

import os
import re
import shlex
import subprocess
import sys
import textwrap
import tomllib
from functools import partial
from pathlib import Path

import pytest

import rederm as rd
from rederm.course import Course, course_price, load_prices
from rederm.skin import Client
from small_plan import small_plan

ROOT = Path(__file__).parents[2]
HOW_TO = ROOT / "docs" / "how-to"
PAGES = (ROOT / "README.md", ROOT / "docs" / "guide.md", *sorted(HOW_TO.glob("*.md")))
COMMAND = re.compile(r"^ {4}rederm (.+?)(?: {2,}.*)?$", re.MULTILINE)
PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
DRAWN = ("lesion", "simulate", "plan", "compare", "validate", "picture", "story")
CLINIC = ("serve", "clinic")  # run in tests/clinic, on a clinic of their own
LONG = ("plan", "validate", "learn")  # every device, every observation, every measurement


def commands() -> list[tuple[str, ...]]:
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    return list(dict.fromkeys(tuple(shlex.split(line)) for text in texts for line in COMMAND.findall(text)))


def run(*words: str) -> str:
    """Run from the project's folder, as a reader would; the command must succeed and complain of nothing."""
    told = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stderr == ""
    return told.stdout


def few_clients(spec: Path, folder: Path) -> Path:
    """The same trial with few clients in few replicates."""
    text = spec.read_text(encoding="utf-8")
    for name, few in (("n", 4), ("replicates", 8)):
        text, found = re.subn(rf"^{name} = \d+", f"{name} = {few}", text, flags=re.MULTILINE)
        assert found == 1
    (folder / spec.name).write_text(text, encoding="utf-8")
    return folder / spec.name


def command_cases() -> list[object]:
    marks = {True: [pytest.mark.slow], False: []}
    shown = [words for words in commands() if words[0] not in CLINIC]
    return [pytest.param(words, id=" ".join(words), marks=marks[words[0] in LONG]) for words in shown]


@pytest.mark.parametrize("words", [words for words in commands() if words[0] in CLINIC], ids=" ".join)
def test_a_command_of_the_clinic_that_is_shown_is_one_that_the_command_knows(words: tuple[str, ...]) -> None:
    verb = words[: 2 if words[0] == "clinic" else 1]
    known = run("-m", "rederm.cli", *verb, "--help")
    assert [word for word in words if word.startswith("--") and word not in known] == []


@pytest.mark.parametrize("words", command_cases())
def test_a_command_that_is_shown_runs(words: tuple[str, ...], tmp_path: Path) -> None:
    given = list(words)
    if words[0] in DRAWN:
        given += ["--draws", "4"]
    if words[0] == "learn":
        given += ["--draws", "256"]
    if "--out" in given:
        place = given.index("--out") + 1
        given[place] = str(tmp_path / given[place])
    if words[0] == "trial":
        given[1] = str(few_clients(ROOT / words[1], tmp_path))
    if words[0] == "export":
        (tmp_path / "plan.json").write_text(small_plan(), encoding="utf-8")
        given = [words[0], str(tmp_path / "plan.json"), "--to", str(tmp_path / "out"), *words[4:]]
    assert run("-m", "rederm.cli", *given).strip()
    if words[0] == "plan":
        assert {path.name for path in Path(given[given.index("--out") + 1]).iterdir()} >= {
            "plan.json",
            "report.html",
            "report.pdf",
        }


@pytest.mark.slow
def test_the_trial_that_is_shown_runs_with_all_its_clients() -> None:
    assert run("-m", "rederm.cli", "trial", "examples/trials/plasma-or-co2.toml").strip()


def test_every_verb_that_works_is_shown() -> None:
    working = {
        "devices",
        "lesion",
        "simulate",
        "plan",
        "compare",
        "picture",
        "story",
        "score",
        "export",
        "trial",
        "learn",
        "sweep",
        "schema",
        "sources",
        "validate",
        *CLINIC,
    }
    assert {words[0] for words in commands()} == working


@pytest.mark.parametrize("file", sorted((ROOT / "examples").glob("*.toml")), ids=lambda file: file.stem)
def test_an_example_client_is_read_and_says_that_it_is_invented(file: Path) -> None:
    assert Client.load(file).concerns
    assert "invented" in file.read_text(encoding="utf-8").splitlines()[0]


def test_the_open_questions_of_an_example_make_it_provisional() -> None:
    provisional = {file.stem: Client.load(file).provisional for file in (ROOT / "examples").glob("*.toml")}
    assert provisional == {"maria": False, "tom": False, "amara": True}


@pytest.mark.parametrize("file", sorted((ROOT / "examples" / "prices").iterdir()), ids=lambda file: file.name)
def test_the_example_list_of_a_clinic_is_read(file: Path) -> None:
    listed = load_prices(file)
    assert listed.name != "example"
    assert listed.currency == "EUR"


def test_the_price_lists_of_the_guide_are_read_and_agree(tmp_path: Path) -> None:
    page = (HOW_TO / "prices.md").read_text(encoding="utf-8")
    totals = set()
    for kind, first in (("csv", "device,sessions"), ("toml", 'name = "our clinic')):
        block = re.search(rf"^ {{4}}{first}.*?(?=^\S)", page, re.MULTILINE | re.DOTALL)
        assert block
        (tmp_path / f"list.{kind}").write_text(textwrap.dedent(block[0]), encoding="utf-8")
        course = Course.parse("4 sessions of opus-plasma on face")
        totals.add(course_price(course, load_prices(tmp_path / f"list.{kind}")).total)
    assert totals == {2200}


@pytest.mark.parametrize("file", sorted((ROOT / "examples").glob("*.py")), ids=lambda file: file.stem)
def test_a_script_runs_with_a_client_and_few_draws(file: Path) -> None:
    assert run(str(file.relative_to(ROOT)), "examples/tom.toml", "4").strip()


def test_courses_are_compared_for_another_client() -> None:
    assert run("examples/compare_courses.py", "examples/amara.toml", "4").count("dark marks") == 2


def test_the_course_texts_of_the_guide_are_read() -> None:
    texts = [text for page in PAGES for text in re.findall(r"`(\d+ sessions? of [^`]+)`", page.read_text(encoding="utf-8"))]
    assert texts
    for text in texts:
        assert Course.parse(text).sessions


def test_the_client_of_the_guide_is_read() -> None:
    page = (HOW_TO / "client-file.md").read_text(encoding="utf-8")
    block = re.search(r"^ {4}age = .*?(?=^\S)", page, re.MULTILINE | re.DOTALL)
    assert block
    assert Client.parse(tomllib.loads(textwrap.dedent(block[0]))).provisional


@pytest.mark.slow
def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocks = PYTHON.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert blocks
    monkeypatch.setattr(rd, "simulate", partial(rd.simulate, draws=4), raising=False)
    monkeypatch.setattr(rd, "plan", partial(rd.plan, draws=4), raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")


def test_the_simulation_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same lines up to the plan, which is slow."""
    block = PYTHON.findall((ROOT / "README.md").read_text(encoding="utf-8"))[0]
    monkeypatch.setattr(rd, "simulate", partial(rd.simulate, draws=4), raising=False)
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    exec(compile("".join(line for line in block.splitlines(True) if "plan" not in line), "README.md", "exec"), names)
    assert {"client", "course", "outlook"} <= set(names)
