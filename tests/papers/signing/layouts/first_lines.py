"""First set: forms where somebody signs on typed lines."""

from __future__ import annotations

from collections.abc import Callable

from tests.papers.signing.layouts.sheet import Sheet


def slashes() -> Sheet:
    """The commonest: a line, the name between slashes."""
    s = Sheet(size=14)
    s.p("ЗАКЛЮЧЕНИЕ", align="center", bold=True)
    s.p("специалистов Лебедевой А.С., Громова И.П. о деятельности Соловьёвой Д.О.", align="center", after=6)
    s.filler(3)
    s.p("Специалист <1:______________> /Лебедева А.С./")
    s.p("Специалист <2:______________> /Громов И.П./")
    s.p("Дата: «____» ____________ 20___ г.")
    s.p("С заключением ознакомлена <3:______________> /Соловьёва Д.О./")
    return s


def caption_beside() -> Sheet:
    """The word «подпись» in brackets after the line, nothing under it."""
    s = Sheet()
    s.p("Заключение по итогам всестороннего анализа", bold=True, after=6)
    s.p("Ф.И.О. аттестуемого: ______________________________________")
    s.p("Место работы: _____________________________________________")
    s.filler(2)
    s.p("Эксперт 1: Лебедева Анна Сергеевна <1:___________________> (подпись)", after=8)
    s.p("Эксперт 2: Громов Игорь Петрович <2:___________________> (подпись)", after=8)
    s.p("Ознакомлен: <3:___________________> (подпись аттестуемого)   ____________ (дата)")
    return s


def signature_and_transcript() -> Sheet:
    """«Подпись: ____ Расшифровка: ____» under the name of each."""
    s = Sheet()
    s.filler(2)
    s.p("Специалисты, проводившие всесторонний анализ:", bold=True)
    s.p("1. Лебедева Анна Сергеевна, учитель истории МБОУ «СОШ № 5»")
    s.p("Подпись: <1:________________> Расшифровка: ____________________", after=8)
    s.p("2. Громов Игорь Петрович, учитель физики МАОУ «Лицей № 2»")
    s.p("Подпись: <2:________________> Расшифровка: ____________________", after=8)
    s.p("Аттестуемый педагогический работник:")
    s.p("Подпись: <3:________________> Расшифровка: Соловьёва Д.О.")
    return s


def name_then_line() -> Sheet:
    """The name at the left, the line at the right; under a heading «Специалисты:»."""
    s = Sheet(size=13)
    s.filler(2)
    s.p("Специалисты:", bold=True, after=6)
    s.p("А.С. Лебедева\t<1:____________________>", tabs=((10, ""),), after=6)
    s.p("И.П. Громов\t<2:____________________>", tabs=((10, ""),), after=6)
    s.p("С заключением ознакомлен(а)\t<3:____________________>", tabs=((10, ""),))
    s.p("\t«____»___________20____г.", tabs=((10, ""),))
    return s


def line_then_name() -> Sheet:
    """The line first and the name after it, role in a line of its own."""
    s = Sheet()
    s.p("Экспертное заключение", align="center", bold=True)
    s.filler(2)
    s.p("Члены экспертной группы:", after=6)
    s.p("<1:________________________> А.С. Лебедева", after=6)
    s.p("<2:________________________> И.П. Громов", after=6)
    s.p("<5:________________________> О.В. Яхно", after=6)
    s.p("М.П.")
    return s


def leaders_dots() -> Sheet:
    """Dot leaders between the name and the edge."""
    s = Sheet()
    s.filler(1)
    s.p("Выводы: ...............................................................................")
    s.p("........................................................................................")
    s.p("Подписи экспертов", bold=True)
    s.p("Лебедева А.С. <1:\t>", tabs=((12, "."),), after=6)
    s.p("Громов И.П. <2:\t>", tabs=((12, "."),), after=6)
    s.p("Директор школы <4:\t> В.Е. Панин", tabs=((10, "."),), after=6)
    return s


def leaders_rules() -> Sheet:
    """Ruled leaders, the name behind them, captions under."""
    s = Sheet()
    s.filler(2)
    s.p("Специалист\t<1:\t>\tЛебедева А.С.", tabs=((4, ""), (9, "_"), (10, "")))
    s.p("\t(подпись)\t(Ф.И.О.)", tabs=((5.6, ""), (10.6, "")), size=8)
    s.p("Специалист\t<2:\t>\tГромов И.П.", tabs=((4, ""), (9, "_"), (10, "")))
    s.p("\t(подпись)\t(Ф.И.О.)", tabs=((5.6, ""), (10.6, "")), size=8)
    s.p("Аттестуемый\t<3:\t>\t__________________", tabs=((4, ""), (9, "_"), (10, "")))
    s.p("\t(подпись)\t(Ф.И.О.)", tabs=((5.6, ""), (10.6, "")), size=8)
    return s


def side_by_side() -> Sheet:
    """Two experts in one row, each with the line and the name."""
    s = Sheet(size=11, left=2)
    s.filler(2)
    s.p("Эксперт 1\tЭксперт 2", tabs=((9, ""),))
    s.p("<1:_____________> /Лебедева А.С./\t<2:_____________> /Громов И.П./", tabs=((9, ""),))
    s.p("«___» ________ 2026 г.\t«___» ________ 2026 г.", tabs=((9, ""),), after=10)
    s.p("Ознакомлена <3:_____________> /Соловьёва Д.О./\t«___» ________ 2026 г.", tabs=((9, ""),))
    return s


def date_beside() -> Sheet:
    """The date's blanks before and after the signature's line."""
    s = Sheet()
    s.filler(1)
    s.p("«___» _____________ 20__ г.   <1:_________________> Лебедева А.С.", after=6)
    s.p("«___» _____________ 20__ г.   <2:_________________> Громов И.П.", after=6)
    s.p("Дата ознакомления ____________ Подпись <3:______________> Соловьёва Д.О.")
    return s


def position_and_caption() -> Sheet:
    """Position, line, name in three captioned columns by tabs."""
    s = Sheet(size=12)
    s.filler(2)
    for tag, name in ((1, "Лебедева А.С."), (2, "Громов И.П.")):
        s.p(f"учитель истории\t<{tag}:________________>\t{name}", tabs=((7, ""), (12, "")))
        s.p("(должность)\t(подпись)\t(инициалы, фамилия)", tabs=((7.8, ""), (12, "")), size=8)
    s.p("Руководитель ОО\t<4:________________>\tПанин В.Е.", tabs=((7, ""), (12, "")))
    s.p("\t(подпись)\t(инициалы, фамилия)", tabs=((7.8, ""), (12, "")), size=8)
    s.p("М.П.")
    return s


def filled_lines_around() -> Sheet:
    """A page full of lines to be filled with words; two of them are signed."""
    s = Sheet()
    s.p("Фамилия, имя, отчество ___________________________________________")
    s.p("Должность ________________________ стаж ____________ категория ____________")
    s.p("Образовательная организация ______________________________________")
    s.p("(полное наименование)", size=8, align="center")
    s.p("1. Результаты освоения программ: __________________________________")
    s.p("__________________________________________________________________")
    s.p("Специалист рекомендует: ___________________________________________")
    s.p("Руководитель методического объединения (Ф.И.О.) ____________________")
    s.p("Телефон эксперта ________________ адрес эл. почты __________________", after=8)
    s.p("Специалист ___________________________ <1:_______________>")
    s.p("\t(Ф.И.О.)\t(подпись)", tabs=((4, ""), (9.2, "")), size=8)
    s.p("Специалист ___________________________ <2:_______________>")
    s.p("\t(Ф.И.О.)\t(подпись)", tabs=((4, ""), (9.2, "")), size=8)
    return s


def broken_name() -> Sheet:
    """Full names that run on to a second line under the signature's line."""
    s = Sheet()
    s.filler(1)
    s.p("Специалист по аттестации <1:__________________> Лебедева Анна")
    s.p("\tСергеевна", tabs=((10.3, ""),), after=6)
    s.p("Специалист по аттестации <2:__________________> Громов Игорь")
    s.p("\tПетрович", tabs=((10.3, ""),), after=6)
    s.p("Ознакомлен(а), экземпляр получил(а) на руки <3:__________________>")
    return s


def several_pages() -> Sheet:
    """Signed at the foot of each of two pages, the names in the heading too."""
    s = Sheet()
    s.p("Экспертная группа: Лебедева А.С., Громов И.П.", after=6)
    s.filler(4)
    s.p("Эксперт <1:______________> Лебедева А.С.     Эксперт <2:______________> Громов И.П.", size=11)
    s.page_break()
    s.filler(3)
    s.p("Эксперт <7:______________> Лебедева А.С.     Эксперт <8:______________> Громов И.П.", size=11)
    s.p("С заключением ознакомлен(а) <3:____________________ >")
    return s


def small_type() -> Sheet:
    """Eight-point type, as of a form that had to fit one page."""
    s = Sheet(size=8, font="Liberation Sans", left=1.5)
    s.filler(5)
    s.p("Специалисты: <1:____________________> (А.С. Лебедева)   <2:____________________> (И.П. Громов)")
    s.p("Педагогический работник: <3:____________________> (Д.О. Соловьёва)   Дата: ______________")
    s.p("Руководитель ОО: <4:____________________> (В.Е. Панин)   М.П.")
    return s


def landscape() -> Sheet:
    """A sheet lying on its side."""
    s = Sheet(landscape=True)
    s.filler(2)
    s.p(
        "Специалист\t<1:________________>\tЛебедева Анна Сергеевна\tдата ____________",
        tabs=((5, ""), (11, ""), (19, "")),
        after=6,
    )
    s.p(
        "Специалист\t<2:________________>\tГромов Игорь Петрович\tдата ____________",
        tabs=((5, ""), (11, ""), (19, "")),
        after=6,
    )
    s.p("Аттестуемый\t<3:________________>\tСоловьёва Дарья Олеговна", tabs=((5, ""), (11, "")))
    return s


def unnamed_experts() -> Sheet:
    """No names: «Эксперт 1», «Эксперт 2»."""
    s = Sheet()
    s.filler(2)
    s.p("Эксперт 1 <1:_____________________>", after=8)
    s.p("Эксперт 2 <2:_____________________>", after=8)
    s.p("Аттестуемый <3:_____________________>", after=8)
    return s


def numbered_members() -> Sheet:
    """A numbered list under «Подписи членов экспертной группы»."""
    s = Sheet()
    s.filler(1)
    s.p("Председатель экспертной группы <6:________________> Е.Ю. Дроздова", after=4)
    s.p("Подписи членов экспертной группы:", after=4)
    s.p("1) <1:________________> А.С. Лебедева", indent=1, after=4)
    s.p("2) <2:________________> И.П. Громов", indent=1, after=4)
    s.p("С решением ознакомлен: <3:________________>  Согласен / не согласен (нужное подчеркнуть)")
    return s


def right_aligned() -> Sheet:
    """The block pushed to the right edge."""
    s = Sheet()
    s.filler(2)
    s.p("Специалист <1:_______________> Лебедева А.С.", align="right", after=6)
    s.p("Специалист <2:_______________> Громов И.П.", align="right", after=6)
    s.p("С заключением ознакомлена <3:_______________> Соловьёва Д.О.", align="right", after=6)
    s.p("Приказ № ______ от «____» ____________ 20___ г.")
    return s


FIRST_LINES: dict[str, Callable[[], Sheet]] = {
    "slashes": slashes,
    "caption-beside": caption_beside,
    "signature-and-transcript": signature_and_transcript,
    "name-then-line": name_then_line,
    "line-then-name": line_then_name,
    "leaders-dots": leaders_dots,
    "leaders-rules": leaders_rules,
    "side-by-side": side_by_side,
    "date-beside": date_beside,
    "position-and-caption": position_and_caption,
    "filled-lines-around": filled_lines_around,
    "broken-name": broken_name,
    "several-pages": several_pages,
    "small-type": small_type,
    "landscape": landscape,
    "unnamed-experts": unnamed_experts,
    "numbered-members": numbered_members,
    "right-aligned": right_aligned,
}
