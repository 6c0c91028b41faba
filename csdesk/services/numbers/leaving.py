"""Leaving: the losses that the lines of a book tell, as figures count them and as a board reads them."""

from collections.abc import Mapping, Sequence

from csdesk.domain.churn import Reason
from csdesk.domain.figures.leaving import Left
from csdesk.domain.figures.losing import NOT_KNOWN, Gone
from csdesk.domain.ids import AccountId
from csdesk.domain.revenue.losses import Loss, losses_of
from csdesk.services.numbers.figure_facts import Facts

Losses = Mapping[AccountId, Sequence[Loss]]


def left_of(facts: Facts, told: Losses) -> list[Left]:
    """What was lost in the period, accounts and products of them, with the reasons of their records."""
    found, into = [], facts.worth
    for account, losses in told.items():
        products = {x.line.subscription.id: x.line.subscription.product for x in facts.lines[account]}
        for loss in losses:
            if not loss.lines or not loss.lost_on or not facts.first <= loss.lost_on <= facts.until:
                continue
            amount = None
            if loss.amount is not None and into.known(loss.currency, loss.lost_on):
                amount = loss.amount * into.factor(loss.currency, loss.lost_on)
            names = {facts.products.get(products[i], "") for i in loss.lines if i in products}
            product = "" if loss.whole else ", ".join(sorted(names, key=str.casefold))
            reason = loss.record.reason.value if loss.record is not None and loss.answered else ""
            found.append(Left(loss.name, loss.lost_on, amount, product, reason, account))
    return found


def losses_told(facts: Facts) -> Losses:
    """The losses that the lines of accounts tell, in order."""
    found = {}
    for account, lines in facts.lines.items():
        of, records = facts.accounts[account], facts.records.get(account, [])
        currency = of.currency or facts.cac_in
        found[account] = losses_of(of, lines, records, as_of=facts.as_of, currency=currency)
    return found


def gone_of(told: Losses) -> dict[AccountId, list[Gone]]:
    """The losses of accounts altogether, in order, each with what is said of it."""
    found = {}
    for account, losses in told.items():
        gone = [Gone(x.lost_on, _why(x)) for x in losses if x.whole and x.lines and x.lost_on]
        if gone:
            found[account] = gone
    return found


def _why(loss: Loss) -> str:
    """As its record says, else the words that the book has of it; a reason in words is that reason."""
    if loss.record is not None and loss.answered:
        return loss.record.reason.value
    known = {reason.value: reason.value for reason in Reason}
    return known.get(loss.said.casefold(), loss.said) or NOT_KNOWN
