"""A text that is not Unicode does not say how its letters are written: the likeliest way is taken, and told."""

from pathlib import Path

import pytest

from csdesk.exchange.csv_text import grid_of
from csdesk.exchange.limits import DEFAULT

GERMAN = "Kunde;Ort\nMüller & Söhne;Zürich\nBäckerei Groß;Köln\nCafé Zoë;Genève\n"
FRENCH = (
    "Client;Ville;Prix\nCrêperie du Château;Besançon;12 €\nGarçon Frères;Orléans;9 €\nHélène Noël;Nîmes;5 €\n"
)
SPANISH = "Cliente;Ciudad\nPanadería Muñoz;Málaga\nCafé Peñón;León\nÁlvaro Núñez;Cádiz\n"
DANISH = "Kunde;By\nSørensen & Søn;Århus\nBjørn Ærø;Ålborg\nMåge & Kjær;Rødovre\n"
PORTUGUESE = "Cliente;Cidade\nPão & Irmãos;São João\nAções Lda;Conceição\nAvô Zé;Évora\n"
CZECH = "Kunde;Ort\nŠkoda Díly;Plzeň\nJiří Dvořák;Žižkov\nPříbram Ocel;Děčín\n"
POLISH = "Klient;Miasto\nŁódzka Spółka;Łódź\nŚwięta Małgorzata;Kraków\nŻółw;Gdańsk\n"
HUNGARIAN = "Vevő;Város\nGyőri Keksz;Győr\nTűzfal Bt;Szűcsi\nÖdön és Éva;Pécs\n"
RUSSIAN = "Customer;City\nООО Ромашка;Казань\nЗАО Василёк;Москва\nАнна Смирнова;Пермь\n"
GREEK = "Customer;City\nΓιώργος Παππάς;Αθήνα\nΕλένη Νικολάου;Πάτρα\nΚαφές Ήλιος;Βόλος\n"
JAPANESE = "Customer;Contact\n株式会社サクラ;田中 たろう\n有限会社ミドリ;さとう\nソニー能登;鈴木\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((text, "cp1252") for text in (GERMAN, FRENCH, SPANISH, DANISH, PORTUGUESE)),
        *((text, "mac-roman") for text in (GERMAN, FRENCH, SPANISH, DANISH, PORTUGUESE)),
        *((text, "cp1250") for text in (CZECH, POLISH, HUNGARIAN)),
        (RUSSIAN, "cp1251"), (GREEK, "cp1253"), (JAPANESE, "shift_jis"),
    ],
)  # fmt: skip
def test_the_letters_of_a_language_say_how_they_are_written(text: str, encoding: str) -> None:
    grid, found, _ = grid_of(Path("list.csv"), text.encode(encoding), DEFAULT)
    assert found == encoding
    assert grid.rows[1][0] == text.splitlines()[1].split(";")[0]
    assert grid.notes[0].startswith(
        f"the file does not say how its letters are written: read as {encoding}, such as “"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Kunde;Größe\nAcme;5 m²\n",
        "A;B\n10³;¹\n",
        "Name\nŠkoda\nCafé\n",
        "Name\nRenée’s – “Café”\n",
        "x;§ 5 €\n",
    ],
)
def test_a_few_odd_signs_make_no_other_encoding(text: str) -> None:
    assert grid_of(Path("list.csv"), text.encode("cp1252"), DEFAULT)[1] in {"cp1252", "cp1250"}


def test_a_yen_is_one_where_others_have_a_backslash() -> None:
    text = "Customer,MRR\n株式会社サクラ,\\120000\nミドリ,\\85000\nソニーのと,C:\\data\n"
    grid, encoding, _ = grid_of(Path("list.csv"), text.encode("shift_jis"), DEFAULT)
    assert encoding == "shift_jis"
    assert [row[1] for row in grid.rows[1:]] == ["¥120000", "¥85000", "C:\\data"]
