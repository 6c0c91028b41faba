"""A life is one sample account while its history is drawn: its portrait, fortune, dice and people."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from csdesk.domain.contacts import Contact, ContactStatus, Role
from csdesk.domain.ids import AccountId
from csdesk.services.sample.dice import CLOCK, HISTORY_FROM, Dice, workday_before
from csdesk.services.sample.fortune import Fortune, drawn_fortune
from csdesk.services.sample.portrait import Portrait
from csdesk.services.sample.source import Source


@dataclass(slots=True)
class Life:
    """What every drawing function of this room takes. `dense` keeps every week of use, else the recent ones."""

    portrait: Portrait
    source: Source
    dice: Dice
    id: AccountId
    fortune: Fortune
    dense: bool
    signed_on: date
    seed: int
    number: int
    """Its number at the vendor, from which invoices and cases are numbered."""
    people: list[Contact] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """The sentences that were used, the newest last."""

    @property
    def first(self) -> date:
        """The first day of the drawn history."""
        return max(HISTORY_FROM, self.portrait.started)

    @property
    def last(self) -> date:
        """The last day of the drawn history: the clock, or the day before the account was gone."""
        gone = self.portrait.lost_on
        return CLOCK if gone is None else gone - timedelta(days=1)

    @property
    def last_talk(self) -> date:
        """The last day on which they spoke with us, where the portrait says how long they are silent."""
        silent = self.portrait.silent
        return self.last if silent is None else workday_before(self.last - timedelta(days=silent))

    @property
    def go_live(self) -> date:
        """When the product came into use."""
        return self.portrait.started + timedelta(days=63)

    @property
    def quantity(self) -> int:
        """Today's licences of the main line."""
        return max(10, round(self.portrait.arr / 241 / 5) * 5)

    def turn_to(self, chapter: str) -> None:
        """Take the dice of a chapter, so that a change in one leaves the others as they are."""
        self.dice = Dice(self.seed, f"{self.portrait.name}, {chapter}")

    def say(self, lines: Sequence[str]) -> str:
        """One of the sentences, one that was not used lately if there is one."""
        lately = self.said[-len(lines) // 2 - 6 :]
        line = self.dice.pick([x for x in lines if x not in lately] or lines)
        self.said.append(line)
        return line

    def still_there(self, *roles: Role) -> list[Contact]:
        """The people of these roles who did not leave; of no role: all of them."""
        return [
            p
            for p in self.people
            if p.status is ContactStatus.ACTIVE and (not roles or set(roles) & set(p.roles))
        ]


def life_of(portrait: Portrait, source: Source, seed: int, *, number: int, dense: bool) -> Life:
    """The beginning of a life."""
    dice = Dice(seed, portrait.name)
    last = CLOCK if portrait.lost_on is None else portrait.notice_given or portrait.lost_on
    fortune = drawn_fortune(dice, last=last, level=portrait.level, fall=portrait.fall)
    signed_on = workday_before(portrait.started - dice.days(3, 25))
    return Life(portrait, source, dice, AccountId(dice.new_id()), fortune, dense, signed_on, seed, number)
