"""What many sheets ask for one cause is one question: of the same column, with the same choices and proposal."""

from dataclasses import replace

from csdesk.domain.imports.tables.one_cause import Asked, asked_once, told_once
from csdesk.domain.imports.tables.questions import Choice, Question


def of(sheet: str, count: int = 2, *, about: str = "Renewal", default: str | None = "refuse") -> Question:
    """What a sheet asks whose cells cannot be read."""
    cells = "1 cell" if count == 1 else f"{count} cells"
    return Question(
        key=f"unread:{sheet}:{about}", sheet=sheet, rows=tuple(range(2, 2 + count)), seen=("soon",),
        choices=(Choice("refuse", "Refuse the rows"), Choice("empty", "Read them as empty")), default=default,
        text=f"{cells} in “{about}” cannot be read. What becomes of {'it' if count == 1 else 'them'}?",
        evidence=f"Such as row {count}.", cells=((2, "soon"),),
    )  # fmt: skip


def together(questions: list[Question]) -> list[Asked]:
    return [one for one in asked_once(questions) if len(one.each) > 1]


def test_what_three_sheets_ask_is_one_question_of_all_their_rows() -> None:
    (one,) = asked_once([of("North", 1), of("South", 1200), of("West", 3)])
    assert one.question.text == "1,204 cells in “Renewal” cannot be read. What becomes of them?"
    assert one.question.evidence == "“North”: Such as row 1."
    assert one.where == "on 3 sheets: “North”, “South”, “West”"
    assert one.answers("empty") == {f"unread:{name}:Renewal": "empty" for name in ("North", "South", "West")}
    assert not one.question.cells


def test_a_year_is_no_number_of_rows_and_what_each_sheet_has_once_stays_one() -> None:
    text = "What are the numbers under “2025 ARR” from Jan 2025 to May 2026?"
    assert asked_once([replace(of(s), text=text) for s in "ABC"])[0].question.text == text
    assert asked_once([of(s, 1) for s in "ABC"])[0].question.text == of("A", 1).text


def test_two_sheets_are_two_questions() -> None:
    assert not together([of("North"), of("South")])


def test_what_is_of_another_column_or_proposes_another_thing_is_a_question_of_its_own() -> None:
    three = [of("North"), of("South"), of("West")]
    assert not together([*three[:2], of("West", about="Signed")])
    assert not together([*three[:2], of("West", default="empty")])
    assert not together([*three[:2], replace(three[2], text="What is this?")])
    assert not together([*three[:2], replace(three[2], answer="empty")])


def test_rows_are_never_answered_for_those_of_another_sheet() -> None:
    assert not together([replace(of(s), key=f"same:{s}:2") for s in "ABCD"])


def test_who_wants_to_answers_each_sheet_by_itself() -> None:
    three = [of("North"), of("South"), of("West")]
    (one,) = asked_once(three)
    assert [a.question for a in asked_once(three, {one.cause})] == three


def test_what_many_sheets_tell_alike_is_told_once_and_what_differs_stays_with_its_sheet() -> None:
    thousands = "“ARR (k$)” is in thousands: 10 is 10,000."
    told = [
        (sheet, text)
        for row, sheet in enumerate(("Jan", "Feb", "Mar", "Apr"), 2)
        for text in (thousands, f"“tbd” (row {row}).")
    ]
    alike, *own = told_once(told)
    assert alike == ("On 4 sheets: “Jan”, “Feb” and 2 more", thousands)
    assert own == [
        ("Jan", "“tbd” (row 2)."),
        ("Feb", "“tbd” (row 3)."),
        ("Mar", "“tbd” (row 4)."),
        ("Apr", "“tbd” (row 5)."),
    ]


def test_the_rows_that_many_sheets_tell_of_are_counted_and_the_example_is_that_of_the_first() -> None:
    held = "“Contact”: {}, such as row 2: Jane; Bob."
    cells = (
        "5 cells hold more than a name",
        "1 cell holds more than a name",
        "2 cells hold more than a name",
    )
    told = [*zip(("Jan", "Feb", "Mar"), map(held.format, cells), strict=True)]
    assert told_once(told) == [
        (
            "On 3 sheets: “Jan”, “Feb”, “Mar”",
            "“Contact”: 8 cells hold more than a name, such as “Jan”, row 2: Jane; Bob.",
        )
    ]
    assert told_once(told[:2]) == told[:2], "two sheets tell theirs"
    assert told_once([("", text) for _, text in told]) == [("", text) for _, text in told]


def test_a_number_in_the_name_of_a_column_is_none_of_rows() -> None:
    told = [
        (sheet, f"“Top 10 accounts”: {n} amounts are rounded.")
        for sheet, n in zip("ABC", (2, 3, 4), strict=True)
    ]
    assert told_once(told) == [("On 3 sheets: “A”, “B”, “C”", "“Top 10 accounts”: 9 amounts are rounded.")]
    others = [
        (sheet, f"“Top {n} accounts” is left out.") for sheet, n in zip("ABC", (10, 20, 30), strict=True)
    ]
    assert told_once(others) == others
