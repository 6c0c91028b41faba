from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from csdesk.domain.accounts import Account, Status
from csdesk.domain.contacts import Contact, Role
from csdesk.domain.errors import NoSuchChoice, NoSuchQuestion, NothingToImport
from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan, Result, plan_json
from csdesk.domain.imports.cells.days import Order
from csdesk.domain.imports.cells.grid import Fault, Value
from csdesk.domain.imports.cells.values import Mark
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.imports.sheets.around import Options
from csdesk.domain.milestones import Milestone
from csdesk.domain.objectives import Reading
from csdesk.domain.renewals import Outcome, Renewal
from csdesk.domain.subscriptions import Period, Step, Subscription
from csdesk.domain.tasks import Task
from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.domain.usage import Usage
from tests.domain.imports.sheet import TODAY, asked, grid, of, plan, source, synonyms

HEAD: list[Value] = [
    "Customer",
    "Website",
    "Plan",
    "MRR",
    "Signed",
    "Renewal",
    "Last call",
    "Health",
    "Notes",
]


def day(text: str) -> datetime:
    return datetime.fromisoformat(text)


def row(name: str, **facts: Value) -> list[Value]:
    usual: dict[str, Value] = {
        "web": None,
        "plan": "Team",
        "mrr": 100,
        "signed": day("2025-01-01"),
        "renewal": day("2026-01-01"),
        "call": None,
        "health": None,
        "notes": None,
    }
    return [name, *(usual | facts).values()]


def result(made: Plan, name: str) -> Result:
    return next(r.result for s in made.sheets for r in s.rows if r.name == name)


def test_a_tidy_list_asks_nothing_but_what_it_cannot_tell() -> None:
    rows: list[list[Value]] = [["Account", "ARR", "Renewal"]]
    rows += [[f"Customer {n}", 1000 * n, date(2026, n, 28)] for n in range(1, 10)]
    assert asked(plan(*rows)) == ["edge:List:Renewal"]
    ends: list[list[Value]] = [["Account", "ARR", "Renewal"]]
    ends += [
        ["Halden", 1, date(2026, 1, 31)],
        ["Tidewell", 2, date(2026, 2, 28)],
        ["Pinder", 3, date(2026, 6, 30)],
    ]
    made = plan(*ends)
    assert asked(made) == []
    line = of(made, Subscription)[0]
    assert (line.end, line.start, line.period) == (date(2026, 1, 31), None, Period.YEAR)
    assert (line.auto_renew, line.notice_days) == (None, None)
    assert of(made, Step)[0].amount == 100


def test_the_workbooks_own_accounts_sheet_asks_nothing() -> None:
    head: list[Value] = ["ID", "Account", "ARR", "Renewal date"]
    made = plan(head, ["k1", "Acme", 1200, date(2026, 5, 5)], name="Accounts")
    assert asked(made) == []
    assert of(made, Account)[0].external_id == "k1"
    assert of(made, Subscription)[0].end == date(2026, 5, 5)


def test_one_row_feeds_account_contact_line_touch_and_judgement() -> None:
    head: list[Value] = ["Customer", "Website", "MRR", "Renewal", "Contact", "Email", "RAG", "Last call"]
    made = plan(
        head,
        [
            "Acme",
            "https://www.acme.example/en",
            "$50",
            day("2026-03-31"),
            "Zoe",
            "ZOE@ACME.EXAMPLE",
            "🔴",
            day("2025-11-01"),
        ],
    )
    (account,) = of(made, Account)
    assert (account.domain, account.judgement, account.judged_on) == ("acme.example", 2, date(2025, 11, 20))
    (contact,) = of(made, Contact)
    assert (contact.name, contact.email, contact.account) == ("Zoe", "zoe@acme.example", account.id)
    (touch,) = of(made, Touch)
    assert (touch.on, touch.kind, touch.direction) == (date(2025, 11, 1), TouchKind.CALL, Direction.TWO_WAY)
    assert touch.summary == "Last call, from list.xlsx"


def test_ambiguous_dates_are_asked_once_with_what_the_sheet_says_for_each_way() -> None:
    rows: list[list[Value]] = [
        HEAD,
        row("Acme", renewal="10/06/2026", signed=day("2022-06-10")),
        row("Beta", renewal="03/04/2026"),
    ]
    made = plan(*rows)
    question = next(q for q in made.questions if q.kind == "dates")
    assert question.key == "dates:List:Renewal"
    assert question.default == "dmy"
    assert question.rows == (2, 3)
    answered = plan(*rows, answers={question.key: "mdy", "edge:List:Renewal": "last"})
    assert of(answered, Subscription)[0].end == date(2026, 10, 6)


def test_an_unambiguous_text_decides_for_its_column() -> None:
    made = plan(HEAD, row("Acme", renewal="10/06/2026"), row("Beta", renewal="31/01/2026"))
    assert not [q for q in asked(made) if q.startswith("dates:")]


def test_dates_and_decimals_may_be_said_beforehand() -> None:
    from csdesk.domain.imports.cells.days import Order
    from csdesk.domain.imports.cells.values import Mark

    options = Options(dates=Order.MDY, decimal=Mark.COMMA)
    rows: list[list[Value]] = [HEAD, row("Acme", renewal="10/06/2026", mrr="1,740")]
    made = plan(*rows, options=options)
    assert not [q for q in asked(made) if q.startswith(("dates:", "decimal:"))]
    assert of(made, Step)[0].amount == 174
    assert "decimal:List:MRR" in asked(plan(*rows))


@pytest.mark.parametrize(
    ("renewal", "mrr", "key", "default"),
    [
        (["03/04/2026", "13/04/2026"], ["10", "20"], "dates:List:Renewal", "dmy"),
        (["2026-04-03", "2026-04-13"], ["1.234", "12.50"], "decimal:List:MRR", "point"),
    ],
)
def test_what_was_said_beforehand_is_asked_where_the_column_speaks_against_it(
    renewal: list[str], mrr: list[str], key: str, default: str
) -> None:
    """Else one column would be read in two ways."""
    from csdesk.domain.imports.cells.days import Order
    from csdesk.domain.imports.cells.values import Mark

    rows = [HEAD, *(row(n, renewal=r, mrr=m) for n, r, m in zip(("Acme", "Bolt"), renewal, mrr, strict=True))]
    made = plan(*rows, options=Options(dates=Order.MDY, decimal=Mark.COMMA))
    assert [(q.key, q.default) for q in made.questions if q.kind in {"dates", "decimal"}] == [(key, default)]
    assert key not in asked(plan(*rows))


def test_a_similar_name_is_asked_and_never_merged_by_itself() -> None:
    rows: list[list[Value]] = [
        HEAD,
        row("Northgate Dental LLC", web="a.example"),
        row("northgate dental", web="b.example"),
    ]
    made = plan(*rows)
    question = next(q for q in made.questions if q.kind == "same")
    assert [c.value for c in question.choices] == ["2", "new", "skip"]
    assert question.default is None
    assert result(made, "northgate dental") is Result.WAITING
    assert len(of(made, Account)) == 1
    assert len(of(plan(*rows, answers={question.key: "new"}), Account)) == 2
    same = plan(*rows, answers={question.key: "2"})
    assert len(of(same, Account)) == 1
    assert len(of(same, Subscription)) == 1
    skipped = plan(*rows, options=Options(decide="skip"))
    assert result(skipped, "northgate dental") is Result.LEFT_OUT


def test_equal_names_are_one_account_whatever_their_case_and_spaces() -> None:
    made = plan(HEAD, row("Acme  GmbH"), row("ACME gmbh", plan="Extra"))
    assert len(of(made, Account)) == 1
    assert len(of(made, Subscription)) == 2


def test_names_that_differ_in_a_number_are_two() -> None:
    made = plan(HEAD, row("Store 12"), row("Store 13"))
    assert not [q for q in asked(made) if q.startswith("same:")]
    assert len(of(made, Account)) == 2


def test_two_suffixes_are_two_companies_until_somebody_says_so() -> None:
    made = plan(HEAD, row("Acme Inc"), row("Acme GmbH"))
    assert result(made, "Acme GmbH") is Result.WAITING


def test_free_mail_domains_never_match() -> None:
    made = plan(HEAD, row("Halden Freight", web="gmail.com"), row("Pinder Glass", web="gmail.com"))
    assert len(of(made, Account)) == 2
    shared = plan(HEAD, row("Halden Freight", web="one.example"), row("Pinder Glass", web="one.example"))
    assert result(shared, "Pinder Glass") is Result.WAITING


def test_a_heading_is_asked_under_its_words_wherever_it_stands() -> None:
    below: list[list[Value]] = [["— churned —"], row("Gone", renewal=day("2025-09-30"))]
    keys = [
        next(q.key for q in plan(HEAD, *above, *below).questions if q.kind == "heading")
        for above in ([row("Acme")], [row("Acme"), row("Borel")])
    ]
    assert keys == ["heading:List:churned"] * 2


def test_rows_under_a_heading_are_lost_customers_if_the_person_says_so() -> None:
    rows: list[list[Value]] = [
        HEAD,
        row("Acme"),
        ["— churned —"],
        row("Gone", renewal=day("2025-09-30"), notes="Churned 30 Sep – too dear"),
    ]
    made = plan(*rows)
    question = next(q for q in made.questions if q.kind == "heading")
    assert (question.key, question.default, question.rows) == ("heading:List:churned", "lost", (4,))
    gone = of(made, Account)[1]
    assert (gone.status, gone.lost_on, gone.lost_reason) == (Status.LOST, date(2025, 9, 30), "too dear")
    (renewal,) = of(made, Renewal)
    assert (renewal.outcome, renewal.due_on, renewal.decided_on) == (
        Outcome.LOST, date(2025, 9, 30), date(2025, 9, 30),
    )  # fmt: skip
    kept = plan(*rows, answers={question.key: "customers"})
    assert of(kept, Account)[1].status is Status.CUSTOMER
    out = plan(*rows, answers={question.key: "leave out"})
    assert len(of(out, Account)) == 1
    assert result(out, "Gone") is Result.LEFT_OUT


def test_a_flag_of_loss_with_a_running_line_is_a_question() -> None:
    head: list[Value] = ["Customer", "Status", "ARR", "Contract end"]
    running = plan(
        head, ["Acme", "churned", 10, day("2026-05-31")], ["Beta", "active", 10, day("2026-05-31")]
    )
    assert "churned:List:Status" in asked(running)
    over = plan(head, ["Acme", "churned", 10, day("2025-05-31")], ["Beta", "active", 10, day("2026-05-31")])
    assert "churned:List:Status" not in asked(over)
    assert [a.status for a in of(over, Account)] == [Status.LOST, Status.CUSTOMER]


@pytest.mark.parametrize(
    ("facts", "column", "problem"),
    [
        ({"mrr": "ask Bob"}, "MRR", "this is not an amount"),
        ({"mrr": "12%"}, "MRR", "this is a share and not an amount"),
        ({"mrr": Fault("#REF!")}, "MRR", "the cell holds #REF!, not a value"),
        ({"signed": "31/02/2025"}, "Signed", "there is no such day"),
        ({"mrr": -5}, "MRR", "a recurring amount cannot be negative"),
        ({"mrr": 10**15}, "MRR", "the amount is too large to be true"),
        ({"web": "soon"}, "Website", "this is not a web address"),
        ({"health": "purple"}, "Health", "this is no judgement: red, amber, green, or a number from 1 to 5"),
        ({"call": date(2025, 12, 24)}, "Last call", "a touch cannot happen after today, 24 Nov 2025"),
    ],
)
def test_a_bad_cell_holds_its_row_back_and_says_where_and_why(
    facts: dict[str, Value], column: str, problem: str
) -> None:
    good = [
        row(f"Good {n}", web=f"good{n}.example", health="🟢", call=day("2025-11-01"))
        for n in ("A", "Bee", "Cow")
    ]
    made = plan(HEAD, *good, row("Bad", **facts))
    waits = any(q.kind in {"unread", "negative"} for q in made.open)
    assert result(made, "Bad") is (Result.WAITING if waits else Result.REFUSED)
    assert waits is (column != "Last call")
    (found,) = made.sheets[0].problems
    assert (found.row, found.column, found.problem) == (5, column, problem)
    assert found.next or isinstance(facts.get("mrr"), Fault)
    assert len(of(made, Account)) == 3


def test_a_row_without_a_name_is_refused() -> None:
    made = plan(HEAD, row("Acme"), ["", None, "Team", 5, None, None, None, None, "who is this?"])
    assert [p.problem for p in made.sheets[0].problems] == ["the row names no account"]


def test_columns_without_a_place_are_asked_about_and_never_dropped_in_silence() -> None:
    rows: list[list[Value]] = [["Customer", "ARR", "Zodiac"], ["Acme", 5, "Leo"]]
    made = plan(*rows)
    assert asked(made) == ["columns:List:unknown"]
    assert plan_json(made, applied=False)["sheets"][0]["unmapped"] == ["Zodiac"]
    kept = plan(*rows, answers={"columns:List:unknown": "notes"})
    assert of(kept, Account)[0].notes == "Zodiac: Leo"
    assert of(plan(*rows, answers={"columns:List:unknown": "omit"}), Account)[0].notes is None


def test_hidden_sheets_are_named_and_imported_only_by_choice() -> None:
    shown, hidden = (
        grid([["Customer", "ARR"], ["Acme", 5]]),
        grid([["Customer"], ["Beta"]], "old", hidden=True),
    )
    made = plan_files((source(shown, hidden),), Known(), {}, synonyms(), today=TODAY)
    assert [s.sheet for s in made.sheets] == ["List"]
    assert any("“old” is not imported" in note for note in made.sheets[0].notes)
    chosen = plan_files(
        (source(shown, hidden),), Known(), {}, synonyms(), today=TODAY, options=Options(sheets=("old",))
    )
    assert [s.sheet for s in chosen.sheets] == ["old"]


def test_an_answer_must_be_a_choice_of_a_question_that_is_asked() -> None:
    with pytest.raises(NoSuchChoice):
        plan(HEAD, row("Acme"), answers={"edge:List:Renewal": "middle"})
    with pytest.raises(NoSuchQuestion):
        plan(HEAD, row("Acme"), answers={"edge:Other:Renewal": "last"})


def test_the_same_files_and_answers_give_the_same_plan() -> None:
    rows: list[list[Value]] = [HEAD, row("Acme", call=day("2025-11-01")), row("Beta", health="🟢")]
    assert plan(*rows) == plan(*rows)


def test_several_sheets_refer_to_each_other() -> None:
    accounts = grid([["Account name", "Acct ID", "ARR"], ["Acme", "A-1", 5]], "Accounts list")
    people = grid(
        [["Acct ID", "Name", "Role"], ["A-1", "Zoe", "Sponsor"], ["A-9", "Max", "Champion"]], "Contacts"
    )
    made = plan_files((source(people, accounts),), Known(), {}, synonyms(), today=TODAY)
    (contact,) = of(made, Contact)
    assert contact.account == of(made, Account)[0].id
    assert contact.roles == (Role.SPONSOR,)
    (bad,) = [p for s in made.sheets for p in s.problems]
    assert (bad.row, bad.value, bad.problem) == (3, "A-9", "no account has this ID")


def test_an_empty_cell_never_erases() -> None:
    known = Known({Account: (Account(id=AccountId("a1"), account="Acme", notes="kept", segment="big"),)})
    made = plan(["Customer", "Segment", "Notes"], ["Acme", None, None], known=known)
    assert result(made, "Acme") is Result.SAME
    assert made.values == ()


def test_changes_are_told_field_by_field() -> None:
    known = Known({Account: (Account(id=AccountId("a1"), account="Acme", segment="big"),)})
    made = plan(["Customer", "Segment"], ["Acme", "small"], known=known)
    (change,) = made.sheets[0].rows[0].changes
    assert (change.noun, change.field, change.old, change.new) == ("account", "segment", "big", "small")


def test_a_hand_made_change_is_a_conflict_until_somebody_chooses() -> None:
    account = Account(id=AccountId("a1"), account="Acme", segment="big")
    known = Known({Account: (account,)}, edited=frozenset({("accounts", "a1", "segment")}))
    rows: list[list[Value]] = [["Customer", "Segment", "Region"], ["Acme", "small", "EMEA"]]
    open_ = plan(*rows, known=known)
    assert result(open_, "Acme") is Result.CONFLICT
    assert asked(open_) == ["conflict:List:2"]
    kept = plan(*rows, known=known, answers={"conflict:List:2": "book"})
    assert [(a.segment, a.region) for a in of(kept, Account)] == [("big", "EMEA")]
    taken = plan(*rows, known=known, answers={"conflict:List:2": "sheet"})
    assert [(a.segment, a.region) for a in of(taken, Account)] == [("small", "EMEA")]


def test_missing_customers_are_asked_about_and_never_removed() -> None:
    names = ["Acme", "Halden", "Tidewell"]
    known = Known({Account: tuple(Account(id=AccountId(n), account=n) for n in names)})
    rows: list[list[Value]] = [["Customer", "Region"], ["Acme", "EMEA"], ["Halden", "EMEA"]]
    made = plan(*rows, known=known)
    question = made.questions[0]
    assert (question.key, question.seen, question.default) == (
        "complete:List:accounts",
        ("Tidewell",),
        "part",
    )
    assert question.text.startswith("1 of the book's 3 customers is not in “List”.")
    lost = plan(*rows, known=known, answers={question.key: "lost"})
    assert [a.status for a in of(lost, Account) if a.account == "Tidewell"] == [Status.LOST]
    assert not [a for a in of(made, Account) if a.account == "Tidewell"]


def test_a_customer_whose_row_waits_is_not_missing() -> None:
    names = ["Acme", "Halden", "Tidewell"]
    known = Known({Account: tuple(Account(id=AccountId(n), account=n) for n in names)})
    made = plan(["Customer", "RAG"], ["Acme", "red"], ["Halden", "green"], ["tidewell", "?!"], known=known)
    assert [q.kind for q in made.open] == ["unread"]


def test_a_customer_whom_another_sheet_names_is_not_missing() -> None:
    names = ["Acme", "Halden", "Tidewell"]
    known = Known({Account: tuple(Account(id=AccountId(n), account=n) for n in names)})
    whole = grid([["Customer", "Region"], *([n, "EMEA"] for n in names)], "List")
    some = grid([["Customer", "Sponsor"], ["Acme", "Ann Lee"], ["Halden", "Tim Fox"]], "Sponsors")
    made = plan_files((source(whole, some),), known, {}, synonyms(), today=TODAY)
    assert not [k for k in asked(made) if k.startswith("complete:")]


def test_a_note_that_goes_on_takes_the_place_of_what_it_was() -> None:
    notes = "Likes tea\nUnhappy about SSO"
    known = Known({Account: (Account(id=AccountId("a"), account="Acme", notes=notes),)})
    made = plan(["Customer", "Notes"], ["Acme", "Unhappy about SSO | solved in May\nCalled"], known=known)
    assert [a.notes for a in of(made, Account)] == ["Likes tea\nUnhappy about SSO | solved in May\nCalled"]


def test_two_sponsors_of_one_account_are_asked_about_once() -> None:
    accounts = grid(
        [["Account name", "Acct ID", "Exec sponsor"], ["Acme", "A-1", "Zoe"], ["Halden", "A-2", "Ana"]],
        "Mine",
    )
    people = grid(
        [["Acct ID", "Name", "Role"], ["A-1", "Max", "Sponsor"], ["A-2", "Ana", "Sponsor"]], "Contacts"
    )
    sources = (source(accounts, people),)
    made = plan_files(sources, Known(), {}, synonyms(), today=TODAY)
    (question,) = made.open
    assert (question.key, question.default) == ("sponsors:Contacts:sponsor", None)
    assert [c.value for c in question.choices] == ["both", "Contacts", "Mine"]
    assert question.seen == ("Acme: Zoe / Max",)
    told = plan_files(sources, Known(), {question.key: "Mine"}, synonyms(), today=TODAY)
    assert {c.name: c.roles for c in of(told, Contact)} == {
        "Zoe": (Role.SPONSOR,),
        "Ana": (Role.SPONSOR,),
        "Max": (),
    }


def test_a_row_of_a_log_feeds_what_stands_beside_it() -> None:
    accounts = grid([["Customer", "Region"], ["Acme", "EMEA"]], "Customers")
    calls = grid(
        [
            ["Date", "Account", "Type", "With", "What happened", "Follow up", "Due"],
            [day("2025-11-03"), "Acme", "Call", "Zoe", "left voicemail", "book follow-up", day("2025-11-10")],
            [day("2025-11-04"), "Acme", "Onsite", "Zoe and Max", "walked through", None, None],
        ],
        "Touch log",
    )
    plans = grid(
        [
            ["Account", "Goal", "Metric", "Baseline", "Target", "Now", "By when", "Milestone", "Done?"],
            ["Acme", "Fewer no-shows", "%", 10, 5, 7, day("2026-03-31"), "Go-live", "x"],
        ],
        "Success plans",
    )
    users = grid(
        [["Account", "Licences", day("2025-10-01"), day("2025-11-01")], ["Acme", 20, 14, 15]], "Active users"
    )
    made = plan_files((source(accounts, calls, plans, users),), Known(), {}, synonyms(), today=TODAY)
    assert asked(made) == []
    assert [(t.direction, t.kind) for t in of(made, Touch)] == [
        (Direction.OUTBOUND, TouchKind.CALL),
        (Direction.TWO_WAY, TouchKind.VISIT),
    ]
    assert [c.name for c in of(made, Contact)] == ["Zoe", "Max"]
    assert [(t.title, t.due_on) for t in of(made, Task)] == [("book follow-up", date(2025, 11, 10))]
    assert [(m.milestone, m.achieved, m.achieved_on) for m in of(made, Milestone)] == [
        ("Go-live", True, None)
    ]
    assert [(r.on, r.value) for r in of(made, Reading)] == [(date(2025, 11, 20), 7.0)]
    assert {(u.measure, u.on, u.value) for u in of(made, Usage)} == {
        ("active users", date(2025, 10, 1), 14.0),
        ("active users", date(2025, 11, 1), 15.0),
        ("licences", date(2025, 11, 20), 20.0),
    }


def test_a_line_flagged_as_churned_is_lost_on_its_end_and_its_account_stays() -> None:
    accounts = grid([["Customer", "Account ID"], ["Acme", "A-1"]], "Customers")
    lines = grid(
        [
            ["Subscription ID", "Account ID", "Start date", "End date", "MRR", "Churn flag", "Auto renew"],
            ["S-1", "A-1", day("2024-01-01"), day("2024-12-31"), 10, True, True],
            ["S-2", "A-1", day("2025-01-01"), day("2025-12-31"), 20, False, True],
        ],
        "Subscriptions 2025",
    )
    made = plan_files((source(accounts, lines),), Known(), {}, synonyms(), today=TODAY)
    (renewal,) = of(made, Renewal)
    assert (renewal.outcome, renewal.due_on) == (Outcome.LOST, date(2024, 12, 31))
    assert [a.status for a in of(made, Account)] == [Status.CUSTOMER]
    assert [s.external_id for s in of(made, Subscription)] == ["S-1", "S-2"]


def test_a_row_that_names_its_account_by_an_unknown_id_is_refused_and_no_account_is_made() -> None:
    rows: list[list[Value]] = [["Account ID", "MRR", "Contract end"], ["A-9", 10, day("2026-03-31")]]
    made = plan(*rows)
    assert [p.problem for p in made.sheets[0].problems] == ["no account has this id"]
    assert made.values == ()
    known = Known({Account: (Account(id=AccountId("u1"), account="Acme", external_id="A-9"),)})
    assert [s.account for s in of(plan(*rows, known=known), Subscription)] == ["u1"]


def test_an_id_column_of_a_persons_own_sheet_is_another_systems() -> None:
    made = plan(["ID", "Customer", "ARR", "Zone"], ["77", "Acme", 5, "x"])
    assert [a.external_id for a in of(made, Account)] == ["77"]


def test_sheets_that_name_no_customer_are_left_out_by_name() -> None:
    named, other = grid([["Customer", "ARR"], ["Acme", 5]]), grid([["Plan", "Price"], ["Team", 59]], "Prices")
    made = plan_files((source(named, other),), Known(), {}, synonyms(), today=TODAY)
    assert [s.sheet for s in made.sheets] == ["List"]
    assert any("no column names the customer" in note for note in made.sheets[0].notes)


def test_a_file_without_a_table_says_so() -> None:
    with pytest.raises(NothingToImport):
        plan([1, 2], [3, 4])


def test_of_many_sheets_without_a_table_each_reason_is_said_once() -> None:
    pages = [grid([[1, 2], [3, 4]], f"Page {n}") for n in range(50)]
    with pytest.raises(NothingToImport) as told:
        plan_files((source(*pages),), Known(), {}, synonyms(), today=TODAY)
    assert told.value.facts["why"] == "“Page 0”, “Page 1”, “Page 2” and 47 more: no header was found"


def test_a_workbook_without_a_single_sheet_says_why_there_is_no_table() -> None:
    with pytest.raises(NothingToImport) as told:
        plan_files((source(),), Known(), {}, synonyms(), today=TODAY)
    assert told.value.facts["why"] == "it has no sheet with cells"


def test_an_amount_without_a_period_is_asked_with_both_results() -> None:
    head: list[Value] = ["Customer", "Contract value", "Contract start", "Contract end"]
    rows: list[list[Value]] = [head, ["Calder Mutual", 176_000, day("2025-01-01"), day("2026-12-31")]]
    answers = {"terms:List:Contract end": "one", "price:List:Contract value": "since"}
    question = next(q for q in plan(*rows).questions if q.kind == "amount")
    assert (question.key, question.default) == ("amount:List:Contract value", None)
    assert [c.text for c in question.choices][:2] == [
        "Per year: ARR 176,000",
        "For the whole term: ARR 88,000 over 24 months",
    ]
    for choice, period in (("term", Period.TERM), ("year", Period.YEAR)):
        made = plan(*rows, answers={**answers, question.key: choice})
        assert [s.period for s in of(made, Subscription)] == [period]
        assert [s.amount for s in of(made, Step)] == [17_600_000]


def test_a_similar_name_on_another_sheet_is_named_by_its_sheet_and_row() -> None:
    accounts = grid([["Customer", "Region"], ["Northgate Dental LLC", "EMEA"]], "Customers")
    lines = grid(
        [["Customer", "Product", "MRR", "Contract end"], ["northgate dental", "Team", 5, day("2026-03-31")]],
        "Contracts",
    )
    made = plan_files((source(accounts, lines),), Known(), {}, synonyms(), today=TODAY)
    (question,) = made.open
    assert [c.value for c in question.choices] == ["Customers!2", "new", "skip"]
    told = plan_files(
        (source(accounts, lines),), Known(), {question.key: "Customers!2"}, synonyms(), today=TODAY
    )
    assert len(of(told, Account)) == 1
    assert [s.account for s in of(told, Subscription)] == [of(told, Account)[0].id]


def test_sheets_that_are_not_imported_are_named_with_the_reason() -> None:
    shown, empty = grid([["Customer", "ARR"], ["Corvid", 29000]]), grid([[None]], "notes")
    hidden = grid([["Customer", "ARR"], ["Halden", 1]], "old", hidden=True)
    made = plan_files((source(shown, hidden, empty),), Known(), {}, synonyms(), today=TODAY)
    assert [(s.sheet, s.why, s.hidden) for s in made.skipped] == [
        ("old", "it is hidden; choose it by its name to import it", True),
        ("notes", "it is empty", False),
    ]


def test_one_of_two_sheets_of_one_name_is_chosen_by_its_file_and_name() -> None:
    first, second = (
        replace(source(grid([["Customer", "ARR"], [name, 1]])), file=file)
        for name, file in (("Corvid", "a.xlsx"), ("Halden", "b.xlsx"))
    )
    options = Options(sheets=("b.xlsx List",))
    made = plan_files((first, second), Known(), {}, synonyms(), today=TODAY, options=options)
    assert [s.sheet for s in made.sheets] == ["b.xlsx List"]
    assert [s.sheet for s in made.skipped] == ["a.xlsx List"]


def test_a_column_says_how_its_days_and_numbers_are_read() -> None:
    table = grid([["Customer", "ARR", "Renewal"], ["Corvid", "1.234,50", "31/03/2027"]])
    made = plan_files((source(table),), Known(), {}, synonyms(), today=TODAY)
    _, arr, renewal = made.sheets[0].columns
    assert (arr.mark, arr.order, renewal.order) == (Mark.COMMA, None, Order.DMY)


def test_licences_beside_a_count_without_its_day_refuse_the_row() -> None:
    columns = {"Who": "account.account", "Seats": "usage.licences", "Count": "usage.value"}
    answers = {f"column:Usage:{header}": target for header, target in columns.items()}
    known = Known({Account: (Account(id=AccountId("a1"), account="Acme"),)})
    made = plan(
        ["Who", "Seats", "Count"], ["Acme", 20, 7], ["Acme", 25, None], known=known, name="Usage",
        answers=answers, options=Options(noun="usage"),
    )  # fmt: skip
    assert [(r.row, r.what) for r in made.refused] == [(2, "On: On is missing")]
    assert [(u.measure, u.value) for u in of(made, Usage)] == [("licences", 25.0)]


def test_an_amount_with_more_decimals_than_its_currency_is_told_with_its_row() -> None:
    made = plan(
        ["Customer", "ARR", "Currency"],
        ["Halden", "10,000.50", "JPY"],
        ["Corvid", "10,000.50", "EUR"],
        ["Vireo", "99.999", "EUR"],
    )
    assert [s.amount for s in of(made, Step)] == [10_001, 1_000_050, 10_000]
    (note,) = (n for n in made.sheets[0].notes if "more decimals" in n)
    assert note == (
        "“ARR”: 2 amounts have more decimals than the currency, rounded: "
        "row 2, 10000.50 → 10001 JPY; row 4, 99.999 → 100.00 EUR."
    )


def test_a_month_that_is_kept_as_a_year_is_rounded_only_if_the_year_is() -> None:
    """12 × 833.3333333333 is 10,000.00 to the cent but for a billionth of it; 12 × 0.333 is 3.996."""
    made = plan(["Customer", "MRR"], ["Halden", Decimal("833.333333333333")], ["Vireo", Decimal("0.333")])
    assert [s.amount for s in of(made, Step)] == [1_000_000, 400]
    (note,) = (n for n in made.sheets[0].notes if "more decimals" in n)
    assert (
        note == "“MRR”: 1 amount has more decimals than the currency, rounded: row 3, 0.333 × 12 → 4.00 USD."
    )


def test_a_month_that_was_taken_for_its_last_day_is_no_evidence_that_renewal_days_are_last_ones() -> None:
    head: list[Value] = ["Account", "ARR", "Renewal"]
    days: list[list[Value]] = [
        ["Acme", 1, "Aug 2026"],
        ["Borel", 1, "Sep 2026"],
        ["Corvid", 1, "12 Oct 2026"],
    ]
    (edge,) = (q for q in plan(head, *days).questions if q.kind == "edge")
    assert (edge.default, edge.evidence) == (None, "Nothing in the sheet tells.")
