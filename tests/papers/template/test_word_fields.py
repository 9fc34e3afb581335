"""Word's own fields: content controls, legacy form fields, merge fields."""

from __future__ import annotations

from attest_desktop.papers.template import BlankKind, fill, open_template
from tests.papers.template.forms import filled_by_field, opened_and_filled, record
from tests.papers.template.wordfile import W14, W, docx, lines, para, part, run, words_of

NAME = "Ткаченко Любовь Игоревна"
PLACEHOLDER = '<w:rStyle w:val="PlaceholderText"/>'
GAP = "\u2002" * 5


def control(alias: str, shown: str = "Место для ввода текста.", settings: str = "<w:showingPlcHdr/>") -> str:
    inner = run(shown, PLACEHOLDER if "showingPlcHdr" in settings else "")
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/>{settings}</w:sdtPr>'
        f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


def legacy(kind: str, data: str, shown: str = "") -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin">'
        f'<w:ffData><w:name w:val="Поле"/>{data}</w:ffData></w:fldChar></w:r>'
        f"<w:r><w:instrText> {kind} </w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown) if shown else ""}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_controls_are_filled_and_no_longer_show_their_prompt() -> None:
    choices = (
        '<w:listItem w:displayText="очно" w:value="1"/><w:listItem w:displayText="дистанционно" w:value="2"/>'
    )
    content = docx(
        para("Аттестуемый: ", control("ФИО")),
        para(
            "Форма: ",
            control("Форма аттестации", settings=f"<w:showingPlcHdr/><w:dropDownList>{choices}</w:dropDownList>"),
        ),
        para("Возраст: ", control("")),
    )
    template, filled = opened_and_filled(content)
    assert {blank.kind for blank in template.blanks} == {BlankKind.SDT}
    assert lines(filled.content) == [f"Аттестуемый: {NAME}", "Форма: очно", "Возраст: 34"]
    root = part(filled.content)
    assert not list(root.iter(f"{{{W}}}showingPlcHdr"))
    assert not list(root.iter(f"{{{W}}}rStyle"))


def test_a_control_that_is_filled_already_is_kept() -> None:
    template, filled = opened_and_filled(docx(para("Возраст: ", control("Возраст", "52", ""))))
    assert [blank.field for blank in template.blanks] == ["attestee.age"]
    assert lines(filled.content) == ["Возраст: 52"]
    assert [one.reason for one in filled.empty] == ["в поле бланка уже есть текст, программа его не меняет"]


def test_a_list_without_the_value_is_left() -> None:
    settings = (
        '<w:showingPlcHdr/><w:dropDownList><w:listItem w:displayText="вечерняя" w:value="1"/></w:dropDownList>'
    )
    _, filled = opened_and_filled(docx(para(control("Форма аттестации", settings=settings))))
    assert [one.reason for one in filled.empty] == ["в списке бланка нет такого значения: выберите сами"]


def test_data_bound_to_a_control_is_written_too() -> None:
    item = b'<d:data xmlns:d="urn:form"><d:age/></d:data>'
    properties = (
        b'<ds:datastoreItem ds:itemID="{A1}" '
        b'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>'
    )
    binding = (
        "<w:showingPlcHdr/><w:dataBinding w:prefixMappings=\"xmlns:n='urn:form'\" "
        'w:xpath="/n:data[1]/n:age[1]" w:storeItemID="{a1}"/>'
    )
    files = {"customXml/item1.xml": item, "customXml/itemProps1.xml": properties}
    _, filled = opened_and_filled(docx(para("Возраст: ", control("Возраст", settings=binding)), parts=files))
    assert words_of(part(filled.content, "customXml/item1.xml")) == "34"
    assert len(list(part(filled.content).iter(f"{{{W}}}dataBinding"))) == 1
    _, cut = opened_and_filled(docx(para("Возраст: ", control("Возраст", settings=binding))))
    assert not list(part(cut.content).iter(f"{{{W}}}dataBinding"))


def test_box_controls_are_ticked_in_data_and_in_sight() -> None:
    def box(words: str) -> str:
        return (
            '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/>'
            '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
            f"<w:sdtContent>{run('☐')}</w:sdtContent></w:sdt>{run(words)}"
        )

    template, filled = opened_and_filled(docx(para(box(" соответствует ")), para(box(" не соответствует "))))
    assert {blank.kind for blank in template.blanks} == {BlankKind.CHECKBOX}
    assert lines(filled.content) == ["☒ соответствует ", "☐ не соответствует "]
    states = [node.get(f"{{{W14}}}val") for node in part(filled.content).iter(f"{{{W14}}}checked")]
    assert states == ["1", "0"]


def test_legacy_fields_keep_their_marks() -> None:
    lists = '<w:ddList><w:listEntry w:val="дистанционно"/><w:listEntry w:val="очно"/></w:ddList>'
    box = '<w:checkBox><w:default w:val="0"/></w:checkBox>'
    content = docx(
        para("Фамилия, имя, отчество ", legacy("FORMTEXT", "<w:textInput/>", GAP)),
        para("Возраст ", legacy("FORMTEXT", "<w:textInput/>"), " лет"),
        para("Форма аттестации ", legacy("FORMDROPDOWN", lists)),
        para(legacy("FORMCHECKBOX", box), " соответствует"),
    )
    template, filled = opened_and_filled(content)
    assert filled_by_field(template, filled) == {
        "attestee.full_name": NAME,
        "attestee.age": "34",
        "attestee.form": "очно",
        "conclusion.result": "соответствует",
    }
    assert lines(filled.content)[:2] == [f"Фамилия, имя, отчество {NAME}", "Возраст 34 лет"]
    root = part(filled.content)
    results = [node.get(f"{{{W}}}val") for node in root.iter(f"{{{W}}}result")]
    assert results == ["1"]
    assert [node.get(f"{{{W}}}val") for node in root.iter(f"{{{W}}}checked")] == ["1"]
    assert len(list(root.iter(f"{{{W}}}fldChar"))) == 12


def test_merge_fields_become_plain_text() -> None:
    complex_field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MERGEFIELD "Возраст" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("«Возраст»", "<w:b/>")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = f'<w:fldSimple w:instr=" MERGEFIELD ФИО \\* MERGEFORMAT ">{run("«ФИО»")}</w:fldSimple>'
    unknown = f'<w:fldSimple w:instr=" MERGEFIELD Баллы ">{run("«Баллы»")}</w:fldSimple>'
    template, filled = opened_and_filled(docx(para(simple, ", ", complex_field, " лет, ", unknown)))
    assert [blank.kind for blank in template.blanks] == [BlankKind.MERGE_FIELD] * 3
    assert lines(filled.content) == [f"{NAME}, 34 лет, «Баллы»"]
    root = part(filled.content)
    assert not list(root.iter(f"{{{W}}}fldChar"))
    assert len(list(root.iter(f"{{{W}}}fldSimple"))) == 1
    bold = [words_of(node) for node in root.iter(f"{{{W}}}r") if node.find(f"{{{W}}}rPr/{{{W}}}b") is not None]
    assert bold == ["34"]


def test_page_numbers_are_no_blanks() -> None:
    page = f'<w:fldSimple w:instr=" PAGE ">{run("1")}</w:fldSimple>'
    assert open_template(docx(para("Страница ", page))).blanks == ()


def test_values_by_id_reach_fields_that_nothing_names() -> None:
    template = open_template(docx(para(control("Нечто", "Место для ввода текста."))))
    filled = fill(template, record(), {"b01": "Вписано"})
    assert lines(filled.content) == ["Вписано"]
