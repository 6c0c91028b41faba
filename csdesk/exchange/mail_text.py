"""The text of a mail as a person wrote it: without tags, without what it answers, without the signature."""

import html
import re

MOST_TEXT = 400_000
"""Characters of one part that are looked at."""
_TOKEN = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]{0,4000}>|[^<]+|<", re.DOTALL)
_NAME = re.compile(r"</?\s*([A-Za-z][A-Za-z0-9]*)")
_SILENT = frozenset({"script", "style", "head", "title", "template", "svg", "noscript", "object", "iframe"})
_BLOCKS = frozenset(
    "p div br tr li h1 h2 h3 h4 h5 h6 table ul ol pre hr section article header footer blockquote".split()
)
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff]"
)
_QUOTED = re.compile(r"^\s*>")
_ANSWERED = re.compile(
    r"^\s*(?:-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht"
    r"|message d'origine|mensaje original|mensagem original)\b.*"
    r"|_{10,}\s*|on\b.{5,300}\bwrote:|am\b.{5,300}\bschrieb\b.{0,200}:|le\b.{5,300}\ba écrit\s?:"
    r"|el\b.{5,300}\bescribió:|em\b.{5,300}\bescreveu:|il\b.{5,300}\bha scritto:)\s*$",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^\s*\*?(from|von|de|da)\s?:\*?\s.*", re.IGNORECASE)
_HEAD_NEXT = re.compile(
    r"^\s*\*?(sent|date|to|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado|para|asunto|assunto)\s?:",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"^(?:--|— ?|__)\s*$")
_SENT_FROM = re.compile(
    r"^\s*(?:sent from my |sent from outlook|get outlook for|von meinem .{2,40} gesendet|envoyé de mon "
    r"|enviado desde mi )",
    re.IGNORECASE,
)


def text_of_html(markup: str, *, quoted: bool = False) -> str:
    """What a reader sees of HTML; nothing is fetched, what a link leads to is left out, and so is what it quotes."""
    told: list[str] = []
    silent, quoting = "", 0
    for token in _TOKEN.findall(markup[:MOST_TEXT]):
        named = _NAME.match(token) if token.startswith("<") else None
        if named is None:
            if not silent and not quoting and not token.startswith(("<!", "<?")):
                told.append(re.sub(r"\s+", " ", html.unescape(token)))
            continue
        tag, closing = named[1].lower(), token.startswith("</")
        if silent:
            silent = "" if closing and tag == silent else silent
            continue
        if tag in _SILENT and not closing and not token.endswith("/>"):
            silent = tag
        elif tag == "blockquote" and not quoted:
            quoting = max(0, quoting - 1) if closing else quoting + 1
        if tag in _BLOCKS:
            told.append("\n")
    return tidy("".join(told))


def own_words(text: str) -> str:
    """What is new in a mail: quoted lines, the mail it answers, and the signature are cut."""
    kept: list[str] = []
    lines = tidy(text[:MOST_TEXT]).split("\n")
    for number, line in enumerate(lines):
        if _begins_another(lines, number) or _SIGNED.match(line) or _SENT_FROM.match(line):
            break
        if not _QUOTED.match(line):
            kept.append(line)
    return tidy("\n".join(kept))


def _begins_another(lines: list[str], number: int) -> bool:
    """Whether the mail that is answered begins in this line, which may be broken once."""
    line = lines[number][:600]
    broken = f"{line} {lines[number + 1][:300].strip()}" if number + 1 < len(lines) else line
    if _ANSWERED.match(line) or (line.strip() and _ANSWERED.match(broken)):
        return True
    after = [other for other in lines[number + 1 : number + 4] if _HEAD_NEXT.match(other[:200])]
    return bool(_HEAD.match(line)) and len(after) >= 2


def tidy(text: str) -> str:
    """Lines without what nobody sees and what turns their direction; one empty line at most between them."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " "))
    lines = [line.replace("\t", " ").strip() for line in plain.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def first_lines(text: str, longest: int) -> str:
    """The beginning of a text, cut at a word."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    at = max(cut.rfind(" "), cut.rfind("\n"))
    return (cut[:at] if at > longest // 2 else cut).rstrip() + "…"
