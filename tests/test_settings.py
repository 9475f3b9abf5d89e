"""Settings: what is allowed, and what is told where something is not."""

from __future__ import annotations

import pytest

from xhsnlp.errors import SettingsError
from xhsnlp.settings import Settings, known_keys


def test_every_default_is_allowed():
    flat = {
        f"{section}.{key}": value
        for section, keys in Settings().to_dict().items()
        for key, value in keys.items()
        if isinstance(value, (str, int, float))
    }
    assert Settings().with_values(flat) == Settings() and set(flat) <= set(known_keys())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("claims.min_confidence", "nan"),
        ("claims.min_confidence", 7),
        ("claims.min_confidence", -0.1),
        ("digest.tolerance", -1),
        ("digest.tolerance", "wide"),
        ("digest.sentences", -1),
        ("digest.sentences", 2.5),
        ("article.max_chars", 0),
        ("article.min_chinese", True),
        ("entities.user_lexicon", 3),
        ("entities.user_lexicon", ["a.tsv"]),
        ("entities.merge_variants", "perhaps"),
    ],
)
def test_a_value_that_is_not_allowed_names_its_key(key, value):
    with pytest.raises(SettingsError, match=key) as caught:
        Settings().with_values({key: value})
    assert caught.value.code == "E203"


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("claims.min_confidence", "0", 0.0),
        ("claims.min_confidence", 1, 1.0),
        ("digest.sentences", "3", 3),
        ("entities.merge_variants", "no", False),
    ],
)
def test_text_becomes_the_type_of_the_key(key, value, expected):
    section, name = key.split(".")
    found = getattr(getattr(Settings().with_values({key: value}), section), name)
    assert found == expected and type(found) is type(expected)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[claims]\nmin_confidence = 2\n", "E203"),
        ("[claim]\nx = 1\n", "E202"),
        ("x = 1\n", "E202"),
        ("x\n", "E204"),
    ],
)
def test_a_file_of_settings_is_checked_too(tmp_path, text, code):
    path = tmp_path / "settings.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as caught:
        Settings.load(path)
    assert caught.value.code == code
