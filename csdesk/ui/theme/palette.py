"""The palette: the tokens' colours under Qt's own names, for whatever is not drawn by the kit."""

from PySide6.QtGui import QPalette

from csdesk.ui.theme.look import ink

_ROLES = {
    QPalette.ColorRole.Window: "surface.base",
    QPalette.ColorRole.WindowText: "text.primary",
    QPalette.ColorRole.Base: "surface.base",
    QPalette.ColorRole.AlternateBase: "surface.sunken",
    QPalette.ColorRole.Text: "text.primary",
    QPalette.ColorRole.Button: "surface.raised",
    QPalette.ColorRole.ButtonText: "text.primary",
    QPalette.ColorRole.BrightText: "bad.text",
    QPalette.ColorRole.Highlight: "accent.fill",
    QPalette.ColorRole.HighlightedText: "accent.on_fill",
    QPalette.ColorRole.Accent: "accent.fill",
    QPalette.ColorRole.PlaceholderText: "text.tertiary",
    QPalette.ColorRole.ToolTipBase: "surface.tooltip",
    QPalette.ColorRole.ToolTipText: "text.inverse",
    QPalette.ColorRole.Link: "accent.text",
    QPalette.ColorRole.LinkVisited: "accent.text",
    QPalette.ColorRole.Light: "surface.raised",
    QPalette.ColorRole.Midlight: "border.subtle",
    QPalette.ColorRole.Mid: "border.default",
    QPalette.ColorRole.Dark: "border.strong",
    QPalette.ColorRole.Shadow: "border.strong",
}
_QUIET = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def palette() -> QPalette:
    """The palette of the scheme in force."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, ink(name))
    for role in _QUIET:
        made.setColor(QPalette.ColorGroup.Disabled, role, ink("text.disabled"))
    return made
