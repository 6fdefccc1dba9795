"""The example price list that a clinic copies."""

from rederm.devices import device_names
from rederm.sources import DATA, bibliography, load_table


def test_every_device_has_an_example_price_with_a_band_in_one_currency():
    prices = load_table("prices/example")
    for name in device_names():
        price = prices[f"device.{name}"]
        assert price.low is not None
        assert price.high is not None
        assert price.low < price.value < price.high or price.value in (price.low, price.high)
    assert {value.unit for key, value in prices.items() if key.startswith("device.")} == {"USD"}


def test_the_list_says_that_it_is_an_example():
    assert (DATA / "prices" / "example.toml").read_text().startswith("# EXAMPLE PRICES. No clinic charges these")


def test_every_price_is_cited_and_none_is_called_measured():
    for value in load_table("prices/example").values():
        assert set(value.source) <= set(bibliography())
        assert value.method in ("reported", "secondary", "recalled", "assumed")


def test_package_and_area_rules_are_shares():
    prices = load_table("prices/example")
    assert 0 < prices.number("package.discount", "1") < 1
    assert 0 < prices.number("area.least_share", "1") <= 1
    assert 0 < prices.number("area.exponent", "1") <= 1
