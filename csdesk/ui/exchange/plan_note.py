"""The note above a plan: what of it cannot come, or why there is nothing to do."""

from datetime import date

from csdesk import wording
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.rounds.plan import MergePlan
from csdesk.ui.exchange.work import Seen
from csdesk.ui.formats import day
from csdesk.ui.kit.buttons import Button
from csdesk.ui.kit.notes import Note, Tone

_OUTDATED = "The book was changed after the preview was made; nothing was imported. Look at the new preview."

_ALL_THERE = "The book has all of it. Esc puts the file away."


def _left_out(refused: int, moving: int) -> str:
    """What becomes of refused rows and of the others, and how to have all of them."""
    rows, it = wording.count(refused, "row"), "it" if refused == 1 else "them"
    others = f"; Apply brings the other {moving:,}" if moving else ""
    return (
        f"{rows} cannot be imported and will be left out{others}. The tab Refused says why: mend {it} there, "
        f"or save {it} and import that file later."
    )


class PlanNote(Note):
    """One or two sentences, with *Save refused rows…* where there are any."""

    def __init__(self) -> None:
        self.save_refused = Button("Save refused rows…", small=True)
        super().__init__("", "bad", self.save_refused)
        self.hide()

    def tell(self, text: str, tone: Tone, *, refused: bool = False) -> None:
        """Say something."""
        self.save_refused.setVisible(refused)
        self.say(text, tone)
        self.show()

    def about_merge(self, plan: MergePlan | None) -> None:
        """Say which rows do not come with a merge, where some do not."""
        self.hide()
        if plan is not None and plan.refused and not plan.open:
            rows = wording.count(len(plan.refused), "row")
            self.tell(
                f"{rows} cannot be merged and will stay as in the book; the tab Refused says why.",
                "watch",
                refused=True,
            )

    def about(self, seen: Seen, today: date, *, outdated: bool = False) -> None:
        """Say what is the matter with a plan, where something is; `outdated`: it took the place of another one."""
        self.hide()
        if outdated:
            self.tell(_OUTDATED, "watch")
            return
        plan, refused = seen.plan, seen.counts[Result.REFUSED]
        before = max((f.before for f in plan.files if f.before), default=None)
        if refused and not plan.open:
            said = _left_out(refused, seen.moving)
            self.tell(said, "watch", refused=True)
        elif not seen.moving and not plan.open and seen.counts[Result.SAME]:
            came = (
                f"Already imported on {day(before, today=today, always_year=True)}"
                if before
                else "Nothing new"
            )
            self.tell(f"{came}: 0 changes. {_ALL_THERE}", "good")
        elif before and not seen.moving:
            told = day(before, today=today, always_year=True)
            self.tell(f"Already imported on {told}: 0 changes.", "info")
