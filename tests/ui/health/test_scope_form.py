"""The fields of a scope: names with commas come back as they are, and the last name is offered."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from csdesk.domain.health.scope import Scope
from csdesk.ui.health.scope_form import ScopeFields
from csdesk.ui.kit.forms import Form
from tests.ui.hands import press, type_in


@pytest.fixture
def fields(qapp: QApplication) -> Iterator[ScopeFields]:
    form = Form()
    made = ScopeFields(form, "Applies to")
    made.offer(["Banks", "Retail, food"], ["Desk", "Desk, hosted"])
    form.show()
    yield made
    form.close()


def test_names_with_commas_are_kept_through_the_fields(fields: ScopeFields) -> None:
    scope = Scope(segments=("Retail, food", "Banks"), products=("Desk, hosted", 'The "big" one'))
    fields.show_scope(scope)
    assert fields.segments.text() == '"Retail, food", Banks'
    assert fields.scope() == scope


def test_a_name_that_is_chosen_from_what_is_offered_keeps_its_comma(fields: ScopeFields) -> None:
    edit = fields.segments.edit
    type_in(edit, "Banks, ret")
    completer = edit.completer()
    assert completer is not None
    assert completer.completionCount() == 1
    popup = completer.popup()
    assert popup is not None
    press(popup, Qt.Key.Key_Down)
    press(popup, Qt.Key.Key_Return)
    assert fields.segments.text() == 'Banks, "Retail, food"'
    scope = fields.scope()
    assert scope is not None
    assert scope.segments == ("Banks", "Retail, food")
