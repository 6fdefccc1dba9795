"""Names of concerns and sites in sentences are known to the catalogues."""

from rederm.skin import GROUPS
from rederm.skin.names import _AS_WRITTEN, _CONCERNS, CONCERN_KINDS, SITE_NAMES, concern_words


def test_every_kind_site_and_group_has_its_words() -> None:
    assert set(_CONCERNS) == set(CONCERN_KINDS)
    assert {*SITE_NAMES, *GROUPS, *(kind for kind in CONCERN_KINDS if "-" in kind)} <= set(_AS_WRITTEN)


def test_a_concern_of_two_sites_is_told_with_its_site() -> None:
    assert concern_words("acne-scars") == "acne scars"
    told = concern_words("age-spots@hand")
    assert (told, dict(told.values)) == ("age spots (hand)", {"concern": "age spots", "site": "hand"})
