"""What goes, in plain words."""

from __future__ import annotations

from attest_desktop.gui.words import counted
from attest_desktop.work.season_removal import Plan


def going_words(found: Plan) -> str:
    """«Это 12 заключений, 12 черновиков, 30 файлов (4 МБ).»."""
    what = found.counted
    parts = (
        (what.conclusions, "заключение", "заключения", "заключений"),
        (what.drafts, "черновик", "черновика", "черновиков"),
        (what.sendings, "запись об отправке", "записи об отправке", "записей об отправке"),
        (what.files, "файл", "файла", "файлов"),
        (what.notes, "отметка о ходе", "отметки о ходе", "отметок о ходе"),
        (what.messages, "сообщение", "сообщения", "сообщений"),
    )
    said = ", ".join(counted(count, *forms) for count, *forms in parts if count)
    return f"Это {said}; всего {size_words(what.size)}." if said else "Это строки таблицы."


def copies_words(found: Plan) -> str:
    """What becomes of the program's own copies; empty where there is none."""
    parts = []
    if found.copies:
        parts.append(counted(found.copies, "копия данных", "копии данных", "копий данных"))
    if found.set_aside:
        parts.append("данные, отложенные при восстановлении")
    if not parts:
        return ""
    return (
        f"В них те же люди: {', '.join(parts)}. Они тоже будут удалены, и сразу будет сделана новая копия. "
        "Резервные копии, которые Вы записали сами, программа не трогает: удалите их, если они больше не нужны."
    )


def rows_words(found: Plan) -> str:
    """Whose row stays, for the cabinet still shows it; empty where there is none."""
    if not found.rows_stay:
        return ""
    whose = counted(len(found.rows_stay), "человека", "человек", "человек")
    return (
        f"Строки {whose} ещё есть в личном кабинете, поэтому имена останутся в списке, пока сервис их показывает; "
        "всё остальное о них будет удалено."
    )


def size_words(size: int) -> str:
    """«640 КБ», «12 МБ»."""
    kilobytes = max(1, round(size / 1024))
    return f"{kilobytes}\u00a0КБ" if kilobytes < 1024 else f"{round(kilobytes / 1024)}\u00a0МБ"
