"""The head of a forwarded mail, as Outlook, Gmail and Apple Mail write it in five languages."""

from datetime import date

import pytest

from csdesk.exchange.mail_forwarded import forwarded_in

HEADS = {
    "Gmail, English": """---------- Forwarded message ---------
From: Ana Duarte <ana@corvid.example>
Date: Mon, Nov 3, 2025 at 9:00 AM
Subject: Our plan
To: Mary Low <mary@wingtip.example>
""",
    "Gmail, German": """---------- Forwarded message ---------
Von: Ana Duarte <ana@corvid.example>
Date: Mo., 3. Nov. 2025 um 09:00 Uhr
Subject: Our plan
To: Mary Low <mary@wingtip.example>
""",
    "Gmail, French": """---------- Forwarded message ---------
De : Ana Duarte <ana@corvid.example>
Date: lun. 3 nov. 2025 à 09:00
Subject: Our plan
To: <mary@wingtip.example>
""",
    "Outlook, English": """________________________________
From: Ana Duarte <ana@corvid.example>
Sent: Monday, November 3, 2025 9:00 AM
To: Mary Low <mary@wingtip.example>; Sam <sam@wingtip.example>
Cc: Ben
Subject: Our plan
""",
    "Outlook, German": """Von: Ana Duarte [mailto:ana@corvid.example]
Gesendet: Montag, 3. November 2025 09:00
An: mary@wingtip.example
Betreff: Our plan
""",
    "Outlook, Spanish": """De: Ana Duarte <ana@corvid.example>
Enviado el: lunes, 3 de noviembre de 2025 9:00
Para: Mary Low <mary@wingtip.example>
Asunto: Our plan
""",
    "Outlook, French": """De : Ana Duarte <ana@corvid.example>
Envoyé : lundi 3 novembre 2025 09:00
À : Mary Low <mary@wingtip.example>
Objet : Our plan
""",
    "Outlook, Portuguese": """De: Ana Duarte <ana@corvid.example>
Enviada em: segunda-feira, 3 de novembro de 2025 09:00
Para: Mary Low <mary@wingtip.example>
Assunto: Our plan
""",
    "Apple Mail, English": """Begin forwarded message:

> From: Ana Duarte <ana@corvid.example>
> Subject: Our plan
> Date: 3 November 2025 at 09:00:00 GMT
> To: Mary Low <mary@wingtip.example>
>
""",
    "Apple Mail, German": """Anfang der weitergeleiteten Nachricht:

> Von: Ana Duarte <ana@corvid.example>
> Betreff: Our plan
> Datum: 3. November 2025 um 09:00:00 MEZ
> An: Mary Low <mary@wingtip.example>
>
""",
    "bold, as HTML becomes text": """*From:* Ana Duarte <ana@corvid.example>
*Sent:* Monday, November 3, 2025 9:00 AM
*To:* Mary Low <mary@wingtip.example>
*Subject:* Our plan
""",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_who_wrote_it_to_whom_when_and_about_what(head: str) -> None:
    found = forwarded_in(f"Please log this.\n\n{head}\nWe agreed on ten seats.\n")
    assert found is not None
    assert "ana@corvid.example" in found.sender
    assert "mary@wingtip.example" in found.receivers
    assert (found.subject, found.sent_on) == ("Our plan", date(2025, 11, 3))
    assert found.text.strip() == "We agreed on ten seats."


def test_a_head_line_that_is_broken_goes_on_in_the_next() -> None:
    found = forwarded_in("From: Ana Duarte\n<ana@corvid.example>\nTo: Mary\nDate: 2025-11-03\n\nHello")
    assert found is not None
    assert found.sender == "Ana Duarte <ana@corvid.example>"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "From: the team\nTo: everybody\nSubject: nobody has an address",
        "From: ana@corvid.example is what she said",
        "Date: 2025-11-03\nTo: mary@wingtip.example\nSubject: without a sender",
    ],
)
def test_words_that_only_look_like_one_are_no_head(text: str) -> None:
    assert forwarded_in(text) is None
