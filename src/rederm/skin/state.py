"""The skin of one person at one site, at its medians: the atlas, moved by age and sex.

    h(age, sex) = h_atlas (1 - loss)^((age - reference) / 10 years) s(sex)
    s = 2 r / (1 + r) for men, 2 / (1 + r) for women

r is the ratio of the sexes, men over women: the atlas stands for both in equal number. The stratum corneum changes with neither
(biopsies of 71 people), nor, here, do hairs and glands. The papillary dermis thins with the rest of the dermis. Valid from 20
to 90 years; outside, the thinning stands still. Loss comes from the arm, r from the face; both are applied everywhere.

References: `rederm sources tissue/skin_age`, `rederm sources sites`.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from rederm.skin.atlas import load_site
from rederm.skin.site import Skin
from rederm.sources import load_table

if TYPE_CHECKING:
    from rederm.skin.client import Client

_PER_MM2 = 0.01  # 1/cm^2 in 1/mm^2
SKINS = 256  # kept: one and the same skin of a person, so that what was computed of it serves again


def skin_at(client: "Client", site_name: str) -> Skin:
    """The client's skin at a site of the atlas."""
    return skin_of(site_name, client.age, client.sex, client.fitzpatrick)


@lru_cache(maxsize=SKINS)
def skin_of(site_name: str, age_years: float, sex: str = "female", fitzpatrick: int = 3) -> Skin:
    """The skin of a person of this age, sex and type at a site of the atlas."""
    site = load_site(site_name)
    dermis = thickness_factor("dermis", age_years, sex)
    return Skin(
        site=site,
        age_years=age_years,
        sex=sex,
        fitzpatrick=fitzpatrick,
        stratum_corneum_um=site.number("stratum_corneum", "um"),
        epidermis_um=site.number("epidermis", "um") * thickness_factor("epidermis", age_years, sex),
        papillary_um=site.number("papillary", "um") * dermis,
        dermis_um=site.number("dermis", "um") * dermis,
        hair_per_mm2=site.number("hair", "1/cm^2") * _PER_MM2,
        eccrine_per_mm2=site.number("eccrine", "1/cm^2") * _PER_MM2,
        healing_factor=site.number("healing", "1"),
        temperature_C=site.number("temperature", "degC"),
    )


def thickness_factor(layer: str, age_years: float, sex: str) -> float:
    """Thickness of the epidermis or dermis at this age and sex, relative to the atlas."""
    table = load_table("tissue/skin_age")
    age = min(max(age_years, table.number("youngest", "a")), table.number("oldest", "a"))
    decades = (age - table.number("reference_age", "a")) / 10
    loss = table.number(f"{layer}.loss_per_decade.{sex}", "1")
    ratio = table.number(f"{layer}.male_over_female", "1")
    return (1 - loss) ** decades * 2 * (ratio if sex == "male" else 1) / (1 + ratio)
