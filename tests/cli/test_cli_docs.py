"""The pages of the command line and of the errors say what the code does."""

from __future__ import annotations

import re
import runpy

import pytest

from tests.conftest import ROOT
from xhsnlp.errors import MESSAGES

DOCS = ROOT / "docs"


def test_the_page_of_the_command_line_is_up_to_date():
    made = runpy.run_path(str(DOCS / "make_cli.py"))
    assert made["PAGE"].read_text("utf-8") == made["page"](), "run: python docs/make_cli.py"


def sections():
    text = (DOCS / "errors.md").read_text("utf-8")
    parts = re.split(r"^### (\w+)\n", text, flags=re.M)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_every_code_is_documented_and_no_other():
    assert list(sections()) == list(MESSAGES)


@pytest.mark.parametrize("code", MESSAGES)
def test_the_page_has_the_message_its_cause_and_the_remedy(code):
    section = sections().get(code, "")
    assert f"\n> {MESSAGES[code]}\n" in section, f"docs/errors.md, {code}: quote the message as it is"
    assert re.search(r"\n\*\*Why\.\*\* .+\n\n\*\*What to do\.\*\* .+\n", section)
