"""Cabinets of Web Forms: a master page with a GridView, and two bought grids."""

# ruff: noqa: E501 - markup as such sites write it, unbroken

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tests.service.cabinets.base import (
    BLANK,
    CHOOSE,
    COUNT,
    DONE,
    GUIDE,
    NONE_YET,
    PEOPLE,
    PROFILE,
    WRONG,
    Other,
    document_of,
)
from tests.service.stage import Told
from tests.service.web import HEADERS, Said

_GRID = "ctl00$MainContent$GridView1"
_TABLE = "/cpnew/Attestation.aspx"


def _link(target: str, words: str, argument: str = "", more: str = "") -> str:
    return f'<a id="{target.replace("$", "_")}" {more}href="javascript:__doPostBack(&#39;{target}&#39;,&#39;{argument}&#39;)">{words}</a>'


class Master(Other):
    """A master page with ScriptManager, UpdatePanel and LoginView; LinkButtons in the rows; everything posts back."""

    login = "/cpnew/Login.aspx"
    attach_name = "lnkUpload"

    def layout(self, path: str, body: str, *, signed_in: bool = True) -> str:
        """Site.Master."""
        leave = (
            f"Добро пожаловать! [ {_link('ctl00$HeadLoginView$HeadLoginStatus$ctl00', 'Выход')} ]"
            if signed_in
            else "[ <a href='/cpnew/Login.aspx' id='HeadLoginView_HeadLoginStatus'>Войти</a> ]"
        )
        return (
            '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict'
            '.dtd">\r\n<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ru"><head id="Head1"><title>\r\n\tТОИПКРО'
            f'\r\n</title></head><body><form method="post" action="{path}" id="ctl01" enctype="multipart/form-data">'
            '<div class="aspNetHidden"><input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="" />'
            '<input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value="" /><input type="hidden" '
            'name="__LASTFOCUS" id="__LASTFOCUS" value="" /><input type="hidden" name="__VIEWSTATE" '
            'id="__VIEWSTATE" value="/wEPDwUKMTY1NDU2MTA1Mg9kFgJ=" /></div><script type="text/javascript">\r\n//'
            "<![CDATA[\r\nvar theForm = document.forms['ctl01'];\r\nfunction __doPostBack(eventTarget, eventArgument) {"
            " theForm.__EVENTTARGET.value = eventTarget; theForm.submit(); }\r\n//]]>\r\n</script><script type="
            "\"text/javascript\">\r\n//<![CDATA[\r\nSys.WebForms.PageRequestManager._initialize('ctl00$ctl08', 'ctl01',"
            " ['tctl00$MainContent$UpdatePanel1',''], [], [], 90, 'ctl00');\r\n//]]>\r\n</script>"
            '<div class="page"><div class="header"><h1>Личный кабинет специалиста по аттестации</h1>'
            f'<div class="loginDisplay">{leave}</div><div id="NavigationMenu"><ul class="level1 static"><li>'
            '<a class="level1 static" href="/cpnew/Expert">Главная</a></li><li><a href="/cpnew/Profile.aspx">Личный '
            'кабинет</a></li><li><a href="/cpnew/Attestation.aspx">Аттестация</a></li></ul></div></div>'
            f'<div class="main"><div id="MainContent_UpdatePanel1">{body}</div></div></div><div '
            'class="aspNetHidden"><input type="hidden" name="__EVENTVALIDATION" id="__EVENTVALIDATION" '
            'value="/wEdAAU=" /></div></form></body></html>'
        )

    def login_page(self, failed: bool) -> str:
        said = f'<span class="failureNotification">{WRONG}</span>' if failed else ""
        name = "ctl00$MainContent$LoginUser"
        return self.layout(
            self.login,
            f"<h2>Войти</h2>{said}<table cellspacing='0' cellpadding='1' id='LoginUser'><tr><td><table><tr><td "
            "align='center' colspan='2'>Используйте учетную запись для входа.</td></tr><tr><td align='right'>"
            f"<label for='UserName'>Имя пользователя:</label></td><td><input name='{name}$UserName' type='text' "
            "id='UserName' /><span title='Требуется поле' style='visibility:hidden;'>*</span></td></tr><tr><td>"
            f"<label for='Password'>Пароль:</label></td><td><input name='{name}$Password' type='password' "
            f"id='Password' /></td></tr><tr><td colspan='2'><input id='RememberMe' type='checkbox' "
            f"name='{name}$RememberMe' /><label for='RememberMe'>Запомнить меня</label></td></tr><tr><td colspan='2'>"
            f"<input type='submit' name='{name}$LoginButton' value='Войти' onclick='javascript:WebForm_DoPostBackWith"
            f"Options(new WebForm_PostBackOptions(&quot;{name}$LoginButton&quot;, &quot;&quot;, true, &quot;Login&quot;"
            f", &quot;&quot;, false, false))' /></td></tr></table></td></tr></table>{_link(name + '$Forgot', 'Забыли пароль?')}",
            signed_in=False,
        )

    def routes(self) -> Mapping[str, Callable[[Told], Said | str]]:
        return {
            "/cpnew/Expert": self.home_page,
            "/cpnew/Profile.aspx": self.profile,
            _TABLE: self.table,
            "/cpnew/Documents.aspx": self.documents,
        }

    def _left(self, asked: Told) -> bool:
        return "HeadLoginStatus" in self.value(asked, "__EVENTTARGET")

    def home_page(self, asked: Told) -> Said | str:
        """The count is a Label."""
        if self._left(asked):
            return self.leave(asked)
        return self.layout("Expert", f'<p>{COUNT} = <span id="MainContent_lblCount">{len(PEOPLE)}</span>.</p>')

    def profile(self, asked: Told) -> str:
        """A DetailsView."""
        if "btnEdit" in str(asked.pairs):
            self.saved.append(asked)
        rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in PROFILE)
        return self.layout(
            "Profile.aspx",
            f'<table cellspacing="0" rules="all" border="1">{rows}<tr><td colspan="2">'
            f"{_link('ctl00$MainContent$DetailsView1$ctl00', 'Редактировать', 'Edit$0')}</td></tr></table>"
            + _link("ctl00$MainContent$lnkPassword", "Изменить пароль"),
        )

    def table(self, asked: Told) -> Said | str:
        """The grid and what its controls do."""
        target = self.value(asked, "__EVENTTARGET")
        pressed = "|".join((target, *(name for name, _ in asked.pairs)))
        if target.endswith("lnkBlank"):
            return Said(BLANK, 200, self._download("blank.docx"))
        if target.endswith("lnkGuide"):
            return Said(GUIDE, 200, self._download("guide.docx"))
        found = re.search(r"ctl(\d\d)\$(lnkDocs|lnkView|lnkUpload|btnUpload|imgUpload|btnAttest)", pressed)
        if found:
            number, what = int(found[1]) - 2, found[2]
            if what == "lnkDocs":
                return Said("", 302, {"Location": f"/cpnew/Documents.aspx?id={number}"})
            if what == "lnkView":
                return Said(self.attached[number], 200, self._download("c.pdf"))
            self._upload(asked, number, what)
        return self.layout("Attestation.aspx", self.templates() + self.grid())

    def _upload(self, asked: Told, number: int, what: str) -> None:
        """A FileUpload of another row is looked at by nobody."""
        own = [
            one
            for one in asked.parts
            if one.file is not None and one.file[0] and f"ctl{number + 2:02}$" in one.name
        ]
        others = [one for one in asked.parts if one.file is None]
        told = Told(asked.method, asked.target, (*others, *own), asked.body)
        self.keep(told, str(number), decides=what == "btnAttest")

    def _download(self, name: str) -> dict[str, str]:
        return {"Content-Type": "application/octet-stream", "Content-Disposition": f"attachment; filename={name}"}

    def templates(self) -> str:
        """The block of the templates."""
        return (
            "<fieldset><legend>Шаблон итогового заключения</legend><table><tr><td>Итоговое заключение для заполнения"
            f"</td><td>{_link('ctl00$MainContent$lnkBlank', 'Скачать')}</td></tr><tr><td>Шаблон (расшифровка) "
            f"заполнения итогового заключения</td><td>{_link('ctl00$MainContent$lnkGuide', 'Скачать')}</td></tr>"
            "</table></fieldset>"
        )

    def grid(self) -> str:
        """A GridView that may be sorted."""
        head = "".join(
            f"<th scope='col'>{_link(_GRID, text, f'Sort$c{place}') if place < 2 else text}</th>"
            for place, text in enumerate(HEADERS)
        )
        rows = "".join(f"<tr>{self.cells(number)}</tr>" for number in range(len(PEOPLE)))
        return f"<div><table cellspacing='0' rules='all' border='1' id='GridView1'><tr>{head}</tr>{rows}</table></div>"

    def cells(self, number: int) -> str:
        """The row's cells."""
        row = f"{_GRID}$ctl{number + 2:02}"
        who = "".join(f"<td>{text}</td>" for text in PEOPLE[number].cells)
        return f"{who}<td>{_link(f'{row}$lnkDocs', 'Документы')}</td><td>{self.conclusion(number, row)}</td>"

    def state(self, number: int, row: str) -> str:
        """What is attached."""
        if number in self.attached:
            return f"<span>{DONE}</span> {_link(f'{row}$lnkView', 'Просмотр итогового заключения')}"
        return f"<span style='color:Red;'>{NONE_YET}</span>"

    def conclusion(self, number: int, row: str) -> str:
        """A table within the cell."""
        return (
            f"<table><tr><td>{self.state(number, row)}</td></tr><tr><td>{CHOOSE}</td></tr><tr><td>"
            f"<input type='file' name='{row}$FileUpload1' /></td></tr><tr><td>"
            f"{_link(f'{row}$lnkUpload', 'Прикрепить')}</td></tr><tr><td><input type='submit' "
            f"name='{row}$btnAttest' value='Аттестовать' onclick='return confirm(&quot;?&quot;);' /></td></tr></table>"
        )

    def documents(self, asked: Told) -> Said | str:
        """Documents as LinkButtons."""
        number = dict(asked.pairs).get("id", "0")
        if "Repeater1" in self.value(asked, "__EVENTTARGET"):
            return Said(document_of(int(number)), 200, self._download("a.pdf"))
        return self.layout(
            f"Documents.aspx?id={number}",
            f"<ul><li>{_link('ctl00$MainContent$Repeater1$ctl00$lnk', 'Заявление.pdf')}</li></ul>",
        )


class SplitGrid(Master):
    """A bought grid: the headings in a table of their own above the people, its state in hidden fields."""

    def grid(self) -> str:
        columns = "<colgroup>" + "<col style='width:80px' />" * len(HEADERS) + "</colgroup>"
        head = "".join(f"<th class='rgHeader'><a title='Сортировать' href='#'>{text}</a></th>" for text in HEADERS)
        rows = "".join(
            f"<tr class='{'rgAltRow' if number % 2 else 'rgRow'}'>{self.cells(number)}</tr>"
            for number in range(len(PEOPLE))
        )
        return (
            "<div id='RadGrid1' class='RadGrid'><div class='rgHeaderDiv'><table class='rgMasterTable rgClipCells'>"
            f"{columns}<thead><tr>{head}</tr></thead></table></div><div class='rgDataDiv'><table "
            f"class='rgMasterTable'>{columns}<tbody>{rows}</tbody></table></div><input type='hidden' "
            "name='RadGrid1_ClientState' value='{&quot;selectedIndexes&quot;:[]}' /></div>"
        )

    def conclusion(self, number: int, row: str) -> str:
        return (
            f"<div>{self.state(number, row)}</div><div class='ruInputs'>{CHOOSE} <input type='file' "
            f"name='{row}$up' /></div><input type='image' name='{row}$imgUpload' src='up.png' alt='Прикрепить' /> "
            f"<input type='submit' name='{row}$btnAttest' value='Аттестовать' />"
        )


class Shifted(SplitGrid):
    """The rows have two columns before the first heading: what stands under which cannot be told."""

    def cells(self, number: int) -> str:
        return f"<td></td><td>+</td>{super().cells(number)}"


class NestedGrid(Master):
    """Another bought grid: each heading is a table with its sorting picture, a filter row, a table around all."""

    def grid(self) -> str:
        head = "".join(
            "<td class='dxgvHeader'><table cellspacing='0' style='width:100%'><tr>"
            f"<td>{text}</td><td style='width:1px'><span class='dx-vam'>&nbsp;</span></td></tr></table></td>"
            for text in HEADERS
        )
        filters = "".join(
            f"<td class='dxgvFilterRow'><input type='text' name='DXFREditorcol{place}' /></td>"
            for place in range(len(HEADERS))
        )
        rows = "".join(f"<tr class='dxgvDataRow'>{self.cells(number)}</tr>" for number in range(len(PEOPLE)))
        return (
            "<table class='dxgvControl' id='grid'><tr><td><input type='hidden' name='grid$DXSelInput' value='' />"
            f"<table id='grid_DXMainTable' class='dxgvTable'><tr id='grid_DXHeadersRow0'>{head}</tr>"
            f"<tr id='grid_DXFilterRow'>{filters}</tr>{rows}</table><table class='dxpLoading'><tr><td>Загрузка&hellip;"
            "</td></tr></table></td></tr></table>"
        )

    def conclusion(self, number: int, row: str) -> str:
        return (
            f"{self.state(number, row)}<br />{CHOOSE}<br /><input type='file' name='{row}$up' />"
            f"<div class='dxbButton'><div class='dxb'><input class='dxb-hb' value='Прикрепить' type='submit' "
            f"name='{row}$btnUpload' /><span>Прикрепить</span></div></div><div class='dxbButton'><div class='dxb'>"
            f"<input class='dxb-hb' value='Аттестовать' type='submit' name='{row}$btnAttest' /><span>Аттестовать</span>"
            "</div></div>"
        )
