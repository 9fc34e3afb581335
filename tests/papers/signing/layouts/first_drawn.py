"""First set: sheets that were drawn by other programs: rules, boxes, text wherever it pleased the designer."""

from __future__ import annotations

from collections.abc import Callable

from tests.papers.signing.layouts.canvas import Canvas

PROSE = (
    "Специалисты установили, что результаты аттестуемого соответствуют требованиям пункта 36",
    "Порядка аттестации. Педагогический работник ведёт экспериментальную деятельность, его",
    "воспитанники занимают призовые места. Руководитель организации подтверждает сведения.",
)


def prose(c: Canvas, y: float, *, x: float = 70, size: float = 11) -> float:
    for number, line in enumerate(PROSE):
        c.text(x, y + number * size * 1.5, line, size=size)
    return y + 3 * size * 1.5


def drawn_rules() -> Canvas:
    """Rules with captions under them, names at the right."""
    c = Canvas()
    y = prose(c, 90) + 40
    for tag, name in ((1, "Лебедева А.С."), (2, "Громов И.П.")):
        c.text(70, y, "Специалист")
        c.line(180, y + 2, 330, y + 2, tag=tag)
        c.text(350, y, name)
        c.text(230, y + 12, "(подпись)", size=8)
        y += 45
    c.text(70, y, "С заключением ознакомлен(а)")
    c.line(250, y + 2, 400, y + 2, tag=3)
    c.text(300, y + 12, "(подпись)", size=8)
    c.text(420, y, "«___» _______ 2026 г.")
    return c


def thick_rules() -> Canvas:
    """Rules under headings that nobody signs, one thick frame, name under the line."""
    c = Canvas()
    c.text(70, 70, "ДЕПАРТАМЕНТ ОБЩЕГО ОБРАЗОВАНИЯ", size=12)
    c.line(70, 76, 530, 76, width=2)
    y = prose(c, 110) + 60
    for tag, name, x in ((1, "А.С. Лебедева", 70), (2, "И.П. Громов", 320)):
        c.text(x, y, "Эксперт")
        c.line(x + 60, y + 2, x + 200, y + 2, tag=tag)
        c.text(x + 90, y + 16, name)
    c.line(70, y + 70, 530, y + 70, width=2)
    c.text(70, y + 84, "г. Томск, 2026", size=8)
    return c


def drawn_grid() -> Canvas:
    """Boxes as from a spreadsheet: headers, names, one empty column."""
    c = Canvas(font="Liberation Sans")
    y = prose(c, 80, size=10) + 30
    columns = ((60, 160, "ФИО эксперта"), (220, 140, "Должность"), (360, 90, "Дата"), (450, 100, "Подпись"))
    for x, width, text in columns:
        c.cell(x, y, width, 24)
        c.text(x + 4, y + 16, text, size=10)
    for tag, name in ((1, "Лебедева Анна Сергеевна"), (2, "Громов Игорь Петрович")):
        y += 24
        for x, width, text in columns:
            c.cell(x, y, width, 24, tag=tag if text == "Подпись" else 0)
        c.text(64, y + 16, name, size=10)
        c.text(224, y + 16, "учитель", size=10)
    return c


def label_over_rule() -> Canvas:
    """The label above, the rule below it, the name after the rule."""
    c = Canvas()
    y = prose(c, 100) + 50
    for tag, name in ((1, "Лебедева А.С."), (2, "Громов И.П.")):
        c.text(70, y, "Подпись специалиста:")
        c.line(70, y + 30, 240, y + 30, tag=tag)
        c.text(250, y + 28, f"/ {name} /")
        y += 65
    return c


def scan_layer() -> Canvas:
    """Letters of a scanner's text layer: sizes that jump, underscores apart from each other."""
    c = Canvas()
    y = prose(c, 100, size=9) + 40
    for tag, name in ((1, "Лебедева А. С."), (2, "Громов И. П.")):
        c.text(72, y, "Специалист", size=10)
        for number in range(14):
            c.text(150 + number * 7, y + 1, "_", size=12, tag=tag)
        c.text(262, y - 1, name, size=9)
        y += 32
    c.text(72, y, "Ознакомлен", size=10)
    for number in range(14):
        c.text(150 + number * 7, y + 1, "_", size=12, tag=3)
    return c


def receipt() -> Canvas:
    """Half a sheet, wider than high, all in one row at the foot."""
    c = Canvas(width=595, height=421)
    prose(c, 60, size=10, x=50)
    y = 330
    c.text(50, y, "Эксперты:", size=10)
    c.line(110, y + 2, 210, y + 2, tag=1)
    c.text(214, y, "Лебедева А.С.", size=10)
    c.line(320, y + 2, 420, y + 2, tag=2)
    c.text(424, y, "Громов И.П.", size=10)
    c.text(50, y + 40, "Получил(а):", size=10)
    c.line(120, y + 42, 240, y + 42, tag=3)
    c.text(244, y + 40, "Соловьёва Д.О.", size=10)
    return c


def drawn_dashes() -> Canvas:
    """Lines of hyphens, with roles on the left and initials on the right."""
    c = Canvas()
    y = prose(c, 90) + 40
    for tag, role, name in (
        (1, "Эксперт", "А.С. Лебедева"),
        (2, "Эксперт", "И.П. Громов"),
        (4, "Директор", "В.Е. Панин"),
    ):
        c.text(70, y, role)
        c.text(150, y, "-" * 40, tag=tag)
        c.text(330, y, name)
        y += 34
    return c


FIRST_DRAWN: dict[str, Callable[[], Canvas]] = {
    "drawn-rules": drawn_rules,
    "thick-rules": thick_rules,
    "drawn-grid": drawn_grid,
    "label-over-rule": label_over_rule,
    "scan-layer": scan_layer,
    "receipt": receipt,
    "drawn-dashes": drawn_dashes,
}
