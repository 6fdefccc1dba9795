"""A client told as JSON and read again is the same client, and what was not asked stays not asked."""

import json
import tomllib
from pathlib import Path

import pytest

from rederm.skin import Client

FOLDER = Path(__file__).parents[3] / "examples"
EXAMPLES = sorted([*FOLDER.glob("*.toml"), *(FOLDER / "clients").glob("*.toml")])
ALL = 'age = 52\nsex = "female"\nfitzpatrick = 4\n[[concerns]]\nkind = "wrinkles"\nsite = "cheek"\n'


def again(client: Client) -> Client:
    return Client.parse(json.loads(json.dumps(client.to_json())))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_client_read_from_its_json_is_the_same_and_tells_the_same_bytes(path: Path) -> None:
    client = Client.load(path)
    assert again(client) == client
    assert json.dumps(again(client).to_json()) == json.dumps(client.to_json())
    assert again(client).questions() == client.questions()
    assert again(client).assumed() == client.assumed()


def test_what_the_file_does_not_say_the_json_does_not_say() -> None:
    client = Client.parse(tomllib.loads(ALL))
    assert set(client.to_json()) == {"age", "sex", "fitzpatrick", "concerns"}
    assert client.to_json()["concerns"] == [{"kind": "wrinkles", "site": "cheek"}]
    assert again(client).assumed() == client.assumed() != []


def test_a_date_comes_back_as_a_date() -> None:
    client = Client.parse(tomllib.loads(ALL + "[limits]\nready_by = 2027-06-12\n"))
    assert client.to_json()["limits"] == {"ready_by": "2027-06-12"}
    assert again(client).limits.ready_by == client.limits.ready_by
