"""The page about the columns: every sentence is about a column that there is, and says it without jargon."""

import tomllib

from csdesk import paths
from csdesk.domain.accounts import Account
from csdesk.domain.fields import noun_of
from csdesk.domain.nouns import NOUNS
from csdesk.services.spreadsheets.columns_told import meaning_of, row_told, values_told

SHEETS = [noun_of(n) for n in NOUNS if noun_of(n).sheet]


def test_every_sentence_is_about_a_column_that_there_is() -> None:
    told = tomllib.loads(paths.resource("columns.toml").read_text("utf-8"))
    keys = {n.word: {f.key for f in n.fields} | {"what"} for n in SHEETS}
    anywhere = set().union(*keys.values())
    assert {k for k in told["any"] if k not in anywhere} == set()
    assert {(w, k) for w in told if w != "any" for k in told[w] if k not in keys.get(w, set())} == set()


def test_every_column_is_told_in_a_sentence_without_signs_of_code() -> None:
    for noun in SHEETS:
        for said in (row_told(noun), *(meaning_of(noun, f) for f in noun.fields)):
            assert said.endswith(".")
            assert not set(said) & set("`_")
        assert all(values_told(f) for f in noun.fields)


def test_a_column_says_which_words_it_takes_and_whose_names() -> None:
    account = noun_of(Account)
    assert values_told(account.field("touch_model")) == "high, low, tech"
    assert values_told(account.field("parent")) == "a name or ID of the sheet Accounts"
    assert meaning_of(account, account.field("csm")) == "Who looks after it."
