"""The cut by the dictionary is jieba's own without its hidden Markov model."""

from hypothesis import given
from hypothesis import strategies as st

from xhsnlp.segment.dictionary import private_jieba
from xhsnlp.segment.route import cut_by_dictionary

PIECES = (
    "公司的营收",
    "增长",
    "12.5%",
    "GMV",
    " a b",
    "\r\n",
    "，",
    "“",
    "A股",
    "小红书",
    "龘",
    "3-4",
    "\0",
    "é",
    "中",
)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=40))
def test_cuts_as_jieba_does(text: str) -> None:
    assert cut_by_dictionary(text) == list(private_jieba().cut(text, HMM=False))
