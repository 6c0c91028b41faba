"""What is found in the texts of a file, and what is left alone."""

import pytest

from csdesk.domain.leaks.findings import Finding, Leak, Placed, Spot
from csdesk.domain.leaks.profiles import Profile
from csdesk.domain.leaks.search import Search
from csdesk.domain.leaks.secrets import Called, Secrets
from csdesk.domain.leaks.words import inked

NAMES = (
    "Halden Freight", "Rook Security S.A.", "Café Österreich GmbH", "Apex", "AB", "Corvid", "株式会社東京",
    "Smith & Sons", "365",
)  # fmt: skip
SECRETS = Secrets(
    others=(
        *(Called(n, n) for n in NAMES),
        Called("halden.example", "Halden Freight", domain=True),
    ),
    people=(Called("Priya Nair", "Halden Freight"),),
    notes=(
        ("She will leave in spring and told nobody else but us.", "note, Corvid Analytics"),
        ("Budget cut is coming", "signal, Corvid Analytics"),
        ("Call", "touch, Corvid Analytics"),
    ),
    own=("Corvid Analytics Ltd", "corvid.example", "Ana Apex", "Wingtip"),
    told=("Every depot dispatches on the day ordered without a call",),
    scores=("72.4",),
    addresses=(Called("priya@gmail.com", "Priya Nair"), Called("+44 20 7946 0958", "Priya Nair")),
    machine=("mkaminski", "Marta Kaminski"),
    authors=("Mary Summers",),
    ordinary=frozenset({"apex", "smith"}),
)


def found(text: str, spot: Spot = Spot.TEXT, profile: Profile = Profile.CUSTOMER) -> list[tuple[Leak, str]]:
    findings = Search(SECRETS, profile).findings([Placed("A1", text, spot)])
    return [(f.leak, f.found) for f in findings]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("as HALDEN FREIGHT does", "HALDEN FREIGHT"),
        ("Halden-Freight", "Halden-Freight"),
        ("HaldenFreight", "HaldenFreight"),
        ("like Halden\u00a0Freight's depots", "Halden\u00a0Freight"),
        ("Hal\u00adden Fre\u200bight", "Halden Freight"),
        ("rook security", "rook security"),
        ("the cafe osterreich", "cafe osterreich"),
        ("Cafe\u0301 O\u0308sterreich", "Café Österreich"),
        ("Apex renewed", "Apex"),
        ("APEX renewed", "APEX"),
        ("AB renewed", "AB"),
        ("see halden.example/depots", "halden.example"),
        ("ana@halden.example", "halden.example"),
        ("東京の株式会社東京です", "株式会社東京"),
        ("Smith and Sons", "Smith and Sons"),
        ("what Corvid did", "Corvid"),
    ],
)
def test_another_customers_name_is_found_as_whole_words_however_it_is_written(text: str, name: str) -> None:
    assert found(text) == [(Leak.OTHER_CUSTOMER, name)]


@pytest.mark.parametrize(
    "text",
    [
        "the apex of the curve",
        "Apexes",
        "ab initio",
        "Ab here",
        "freight of Halden",
        "uphalden freighter",
        "halden.example.net",
        "my-halden.example",
        "Corvid Analytics agreed",
        "CORVID ANALYTICS LTD",
        "ana@corvid.example",
        "Ana Apex signed",
        "365",
        "blacksmith and sonship",
    ],
)
def test_an_ordinary_word_a_longer_word_and_the_readers_own_names_are_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "name",
    ["halden-freight_review.pptx", "HaldenFreightReview.pptx", "review apex 2025.xlsx", "Halden_Freight"],
)
def test_in_the_name_of_a_file_or_a_table_words_run_together(name: str) -> None:
    expected = [] if "apex" in name else [Leak.OTHER_CUSTOMER]
    assert [leak for leak, _ in found(name, Spot.NAME)] == expected
    assert found("review Apex 2025.xlsx", Spot.NAME) == [(Leak.OTHER_CUSTOMER, "Apex")]


LITTLE = Secrets(others=tuple(Called(n, n) for n in ("A", "Go", "One", "IT", "B GmbH", "Fox", "HP", "O2")))


@pytest.mark.parametrize(
    "text",
    [
        "A review of the year", "Plan A", "Series A and B", "Vitamin A, if need be", "a", "5 A",
        "Go live on Monday", "Ready? Go ahead", "• Go live", "go", "One of three", "Goal: One owner", "It is ready",
        "it went well", "B",
    ],
)  # fmt: skip
def test_a_little_word_at_the_beginning_and_a_letter_amid_others_are_no_customer(text: str) -> None:
    findings = Search(LITTLE, Profile.CUSTOMER).findings([Placed("A1", text)])
    assert [f.found for f in findings] == (["B"] if text == "B" else [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A", "A"), (" “Go” ", "Go"), ("One", "One"), ("as Go did", "Go"), ("like One, they renewed", "One"),
        ("IT renewed", "IT"), ("B GmbH renewed", "B GmbH"), ("b gmbh renewed", "b gmbh"), ("Fox renewed", "Fox"),
        ("HP renewed", "HP"), ("O2 renewed", "O2"),
    ],
)  # fmt: skip
def test_a_customer_with_a_little_name_is_found_where_the_capital_says_so(text: str, name: str) -> None:
    findings = Search(LITTLE, Profile.CUSTOMER).findings([Placed("A1", text)])
    assert [f.found for f in findings] == [name]


def test_another_customers_person_is_found_by_the_whole_name_and_the_address() -> None:
    assert found("as priya nair said") == [(Leak.OTHER_PERSON, "priya nair")]
    assert found("Priya said, Nair agreed") == []
    assert found("write to Priya@Gmail.com") == [(Leak.ADDRESS, "Priya@Gmail.com")]
    assert found("call +44 (20) 7946-0958 today") == [(Leak.ADDRESS, "+44 (20) 7946-0958")]
    assert found("order 442079460959") == []


def test_a_note_is_found_by_six_of_its_words_and_a_short_one_as_a_whole() -> None:
    told = "As we heard: she will leave in spring, and told nobody. So"
    assert found(told) == [(Leak.NOTE, "she will leave in spring, and told nobody")]
    assert found("She will leave in summer and told nobody") == []
    assert found("a BUDGET cut is coming, they say") == [(Leak.NOTE, "BUDGET cut is coming")]
    assert found("Call") == []


def test_what_the_customer_was_told_is_no_note_though_a_note_repeats_it() -> None:
    secrets = Secrets(
        notes=(("They said: every depot dispatches on the day ordered without a call to us", "note"),),
        told=SECRETS.told,
    )
    search = Search(secrets, Profile.CUSTOMER)
    assert search.findings([Placed("A1", "Every depot dispatches on the day ordered without a call")]) == ()
    assert search.findings([Placed("A1", "They said: every depot dispatches on")]) == ()
    assert search.findings([Placed("A1", "on the day ordered without a call to us")]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Health score", "the account is at risk", "renewals at risk", "they may churn", "Detractors", "an up-sell",
        "Cross-selling", "escape plan", "NRR", "the save call", "internal use only", "Health 72.4 today",
    ],
)  # fmt: skip
def test_judgement_is_found(text: str) -> None:
    assert [leak for leak, _ in found(text)] == [Leak.JUDGEMENT]


@pytest.mark.parametrize(
    "text", ["a healthy team", "72.4", "72.45 % healthy", "The project plan", "no risk", "churches"]
)
def test_words_that_only_look_like_judgement_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_column_for_inside_use_is_known_by_its_header() -> None:
    assert found("Judgement reason", Spot.HEADER) == [(Leak.JUDGEMENT, "Judgement reason")]
    assert found("Health (computed)", Spot.HEADER) == [(Leak.JUDGEMENT, "Health (computed)")]
    assert found("Minutes", Spot.HEADER) == [(Leak.JUDGEMENT, "Minutes")]
    assert found("Minutes") == []
    assert found("Minutes saved a week", Spot.HEADER) == []


def test_a_name_that_may_be_said_is_no_judgement_and_no_path() -> None:
    secrets = Secrets(own=("Churn Zero <file:///etc/passwd> Ltd",))
    search = Search(secrets, Profile.CUSTOMER)
    assert search.findings([Placed("A1", "As CHURN ZERO <file:///etc/passwd> Ltd said")]) == ()
    assert len(search.findings([Placed("A1", "churn, and file:///etc/passwd")])) == 2


@pytest.mark.parametrize("text", ["cost to serve", "our margin", "90 minutes spent", "hourly rate"])
def test_costs_of_ours_are_found(text: str) -> None:
    assert [leak for leak, _ in found(text)] == [Leak.COST]


@pytest.mark.parametrize(
    "text",
    [
        r"C:\Users\mary\book.csdesk", r"\\server\share\a.xlsx", "/home/mary/a.xlsx", "/Users/mary/a",
        "file:///etc/passwd",
    ],
)  # fmt: skip
def test_a_path_of_this_computer_is_found(text: str) -> None:
    assert found(f"see {text} there") == [(Leak.PATH, text)]


def test_an_address_in_the_web_and_a_fraction_are_no_paths() -> None:
    assert found("https://corvid.example/home/start and 3/4, and/or, w:/h") == []


def test_an_author_is_ours_or_it_is_told() -> None:
    assert found("Mary Summers", Spot.PROPERTY) == []
    assert found("Somebody", Spot.PROPERTY) == [(Leak.AUTHOR, "Somebody")]
    assert found("saved by mkaminski") == [(Leak.AUTHOR, "mkaminski")]
    assert found("Marta Kaminski") == [(Leak.AUTHOR, "Marta Kaminski")]


def test_the_board_may_read_every_customers_name_but_no_note_and_no_address() -> None:
    assert found("Halden Freight, Priya Nair, at risk, NRR", profile=Profile.BOARD) == []
    assert found("budget cut is coming", profile=Profile.BOARD) == [(Leak.NOTE, "budget cut is coming")]
    assert found("anybody@else.example", profile=Profile.BOARD) == [(Leak.ADDRESS, "anybody@else.example")]
    assert found("+44 20 7946 0958", profile=Profile.BOARD) == [(Leak.ADDRESS, "+44 20 7946 0958")]


def test_inside_the_house_nothing_is_searched() -> None:
    assert found("Halden Freight, /home/mary, churn", profile=Profile.INTERNAL) == []


def test_a_pass_of_a_name_is_for_its_sentence_and_that_of_another_word_for_every_one() -> None:
    def key(leak: Leak, text: str) -> str:
        return Finding(leak, "Apex", "A1", text).key

    name, word = Leak.OTHER_CUSTOMER, Leak.JUDGEMENT
    assert key(name, "with Apex") == key(name, "With  APEX") != key(name, "without Apex")
    assert key(word, "with Apex") == key(word, "without Apex") != key(name, "without Apex")


def test_characters_without_ink_do_not_hide_a_name() -> None:
    assert inked("Hal\u200dden\ufeff") == "Halden"
