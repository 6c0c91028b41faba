import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import chain

import pytest

from csdesk import paths
from csdesk.domain.imports.columns.mapped import map_table
from csdesk.domain.imports.tables.found import table_of
from csdesk.domain.imports.vocabulary.targets import TARGETS
from csdesk.domain.imports.vocabulary.words import fold
from tests.domain.imports.sheet import grid, synonyms

LANGUAGES = ("en", "de", "es", "fr", "pt")
_NO_NOUNS = {"sheets", "values", "free_mail", "shared_sites", "technical", "exports"}


def declared() -> Iterator[tuple[str, str, str, str]]:
    """Scope (a noun of customers' sheets, or of logs), field, language and word."""
    data = tomllib.loads(paths.resource("synonyms.toml").read_text("utf-8"))
    groups = chain(
        ((noun, fields) for noun, fields in data.items() if noun not in _NO_NOUNS | {"log"}),
        ((f"log.{noun}", fields) for noun, fields in data["log"].items()),
    )
    for scope, fields in groups:
        for field, languages in fields.items():
            for language, words in languages.items():
                yield from ((scope, field, language, word) for word in words)


def test_no_synonym_means_two_fields_of_one_noun() -> None:
    meant: dict[tuple[str, str], set[str]] = {}
    for scope, field, _, word in declared():
        meant.setdefault((scope, fold(word)), set()).add(field)
    assert {k: v for k, v in meant.items() if len(v) > 1} == {}


def test_no_header_of_a_customers_sheet_means_two_things() -> None:
    meant: dict[str, set[str]] = {}
    for scope, field, _, word in declared():
        if not scope.startswith("log."):
            meant.setdefault(fold(word), set()).add(f"{scope}.{field}")
    assert {k: v for k, v in meant.items() if len(v) > 1} == {}


def test_every_synonym_leads_to_a_field_that_there_is() -> None:
    assert {f"{s.removeprefix('log.')}.{f}" for s, f, _, _ in declared()} - set(TARGETS) == set()


def test_each_language_has_hundreds_of_words() -> None:
    counted = Counter(language for _, _, language, _ in declared())
    assert all(counted[language] >= 500 for language in LANGUAGES)


def test_each_value_means_one_thing_of_its_vocabulary() -> None:
    data = tomllib.loads(paths.resource("synonyms.toml").read_text("utf-8"))
    twice = {
        (name, word): n
        for name, groups in data["values"].items()
        for word, n in Counter(fold(w) for words in groups.values() for w in set(map(fold, words))).items()
        if n > 1
    }
    assert twice == {}


def mapped(*headers: str, name: str = "List") -> dict[str, str]:
    table = table_of(grid([headers, ["x"] * len(headers)], name), synonyms())
    mapping = map_table(table, synonyms())
    by_words = {h: synonyms().columns.get(fold(h)) for h in headers}
    return {c.header: c.target or by_words[c.header] or "nowhere" for c in mapping.columns}


SHEETS = {
    "de": {
        "Kunde": "account.account", "Kundennummer": "account.external_id", "Webseite": "account.domain",
        "Ansprechpartner": "contact.name", "Produkt": "subscription.product", "Lizenzen": "subscription.quantity",
        "Jahresumsatz": "subscription.arr", "Vertragsbeginn": "subscription.start",
        "Vertragsende": "subscription.end", "Kündigungsfrist": "subscription.notice_days",
        "Ampel": "account.judgement",
        "Letzter Kontakt": "touch.on", "Bemerkungen": "account.notes", "Branche": "account.industry",
        "Automatische Verlängerung": "subscription.auto_renew", "Betreuer": "account.csm",
    },
    "es": {
        "Cliente": "account.account", "Código de cliente": "account.external_id", "Página web": "account.domain",
        "Contacto principal": "contact.name", "Producto": "subscription.product",
        "Licencias": "subscription.quantity",
        "Ingresos anuales": "subscription.arr", "Fecha de inicio": "subscription.start",
        "Fecha de vencimiento": "subscription.end", "Fecha de renovación": "subscription.renewal_date",
        "Preaviso": "subscription.notice_days", "Semáforo": "account.judgement", "Último contacto": "touch.on",
        "Observaciones": "account.notes", "Responsable": "account.csm",
    },
    "fr": {
        "Société": "account.account", "N° client": "account.external_id", "Site web": "account.domain",
        "Interlocuteur": "contact.name", "Offre": "subscription.product",
        "Nombre d'utilisateurs": "subscription.quantity",
        "Revenu mensuel": "subscription.mrr", "Date de début": "subscription.start",
        "Échéance": "subscription.end", "Tacite reconduction": "subscription.auto_renew",
        "Préavis": "subscription.notice_days", "Météo": "account.judgement", "Dernier échange": "touch.on",
        "Remarques": "account.notes", "Secteur d'activité": "account.industry",
    },
    "pt": {
        "Cliente": "account.account", "Código do cliente": "account.external_id", "Site": "account.domain",
        "Contato principal": "contact.name", "Plano": "subscription.product", "Licenças": "subscription.quantity",
        "Receita mensal": "subscription.mrr", "Início do contrato": "subscription.start",
        "Fim do contrato": "subscription.end", "Renovação automática": "subscription.auto_renew",
        "Aviso prévio": "subscription.notice_days", "Farol": "account.judgement", "Último contato": "touch.on",
        "Observações": "account.notes", "Responsável": "account.csm",
    },
    "HubSpot": {
        "Record ID": "account.external_id", "Company name": "account.account",
        "Company Domain Name": "account.domain",
        "Company owner": "account.csm", "Country/Region": "account.region", "Industry": "account.industry",
        "Lifecycle Stage": "account.status", "Number of Employees": "account.employees",
        "Phone Number": "contact.phone",
        "Last Activity Date": "touch.on", "Parent Company": "account.parent",
    },
    "Salesforce": {
        "Account Name": "account.account", "Account ID": "account.external_id", "Account Owner": "account.csm",
        "Website": "account.domain", "Industry": "account.industry", "Employees": "account.employees",
        "Billing Country": "account.region", "Parent Account": "account.parent", "Account Source": "nowhere",
    },
    "Pipedrive": {
        "Organization - Name": "account.account", "Organization - ID": "account.external_id",
        "Organization - Owner": "account.csm",
    },
    "ChartMogul": {
        "Customer Name": "account.account", "ChartMogul UUID": "account.external_id",
        "Customer since": "subscription.signed_on",
        "MRR": "subscription.mrr", "Plan": "subscription.product", "Quantity": "subscription.quantity",
        "Billing interval": "subscription.period", "Currency": "account.currency",
    },
    "QuickBooks": {
        "Customer": "account.account", "Customer full name": "nowhere", "Phone Numbers": "contact.phone",
        "Email": "contact.email", "Currency": "account.currency",
    },
}  # fmt: skip


@pytest.mark.parametrize("whose", list(SHEETS))
def test_headers_are_understood_as_they_are_written(whose: str) -> None:
    wanted = {h: t for h, t in SHEETS[whose].items() if t != "nowhere"}
    found = mapped(*SHEETS[whose])
    assert {h: found[h] for h in wanted} == wanted


LOGS = {
    "Zendesk": (
        "Tickets", "ticket",
        {"Ticket ID": "external_id", "Ticket subject": "subject", "Ticket created": "opened_at",
        "Ticket solved": "closed_at",
         "Priority": "severity", "Ticket status": "status"},
    ),
    "QuickBooks": (
        "Invoices", "invoice",
        {"Num": "number", "Invoice date": "issued_on", "Due date": "due_on", "Amount": "amount",
        "Paid date": "paid_on"},
    ),
    "Rechnungen": (
        "Rechnungen", "invoice",
        {"Rechnungsnummer": "number", "Rechnungsdatum": "issued_on", "Fällig am": "due_on", "Betrag": "amount",
         "Bezahlt am": "paid_on"},
    ),
    "Llamadas": (
        "Llamadas", "touch",
        {"Fecha": "on", "Tipo": "kind", "Asistentes": "contacts", "Duración": "minutes", "Resumen": "summary"},
    ),
    "Enquête": ("NPS", "survey", {"Date de réponse": "answered_on", "Note": "score", "Commentaire": "comment"}),
    "Chamados": (
        "Chamados", "ticket",
        {"Protocolo": "external_id", "Assunto": "subject", "Aberto em": "opened_at", "Fechado em": "closed_at",
         "Prioridade": "severity"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("whose", list(LOGS))
def test_logs_are_understood_as_they_are_written(whose: str) -> None:
    _, noun, fields = LOGS[whose]
    words = synonyms().logs[noun]
    assert {h: words.get(fold(h)) for h in fields} == fields


def test_an_account_of_the_books_names_nobody_beside_a_name() -> None:
    assert mapped("Konto", "Kundenname", "MRR")["Kundenname"] == "account.account"
    assert mapped("Konto", "MRR")["Konto"] == "account.account"
    assert mapped("Debitor", "Name 1", "MRR") == {
        "Debitor": "account.external_id", "Name 1": "account.account", "MRR": "subscription.mrr",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("vocabulary", "said", "typed"),
    [("paid", "überfällig", "ueberfaellig"), ("category", "gefährdet", "gefaehrdet")],
)
def test_a_value_with_an_umlaut_is_known_without_it_too(vocabulary: str, said: str, typed: str) -> None:
    assert synonyms().value(vocabulary, said)
    assert synonyms().value(vocabulary, said) == synonyms().value(vocabulary, typed)
