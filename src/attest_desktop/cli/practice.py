"""Commands on the practice service: demo, practice-service."""

from __future__ import annotations

import argparse
import sys

from attest_desktop.cli import files
from attest_desktop.cli.run import DONE, NOT_DONE, WRONG_USE
from attest_desktop.domain.sending import SendState
from attest_desktop.papers.pdf import EngineName
from attest_desktop.practice import Dialect, Fault, serve_forever
from attest_desktop.work.demo import run_demo
from attest_desktop.work.training import Training


def demo(options: argparse.Namespace) -> int:
    """The whole job for every sample attestee; a line each."""
    engine = None if options.engine == "auto" else EngineName(options.engine)
    count = confirmed = 0
    with Training() as training:
        print("Учебный сервис запущен, входим и обновляем данные…", file=sys.stderr)
        with training.open_desk() as desk:
            for row in run_demo(desk, options.out, engine=engine):
                count += 1
                confirmed += row.state is SendState.CONFIRMED
                who = row.attestee
                print(
                    f"{count:>2}  {who.full_name:<38}  {who.period:<22}  {who.form.russian:<13}"
                    f"  {row.engine:<11}  {row.state.value}",
                    flush=True,
                )
                if row.state is not SendState.CONFIRMED:
                    print(f"    {row.reason}")
    print(f"Подтверждено: {confirmed} из {count}. Файлы PDF: {options.out.resolve()}")
    return DONE if count and confirmed == count else NOT_DONE


def serve(options: argparse.Namespace) -> int:
    """Run the practice service until interrupted."""
    try:
        faults = [Fault(name) for name in options.fault]
    except ValueError:
        known = ", ".join(fault.value for fault in Fault)
        print(f"--fault: неизвестный сбой. Известны: {known}", file=sys.stderr)
        return WRONG_USE
    if options.keep is not None:
        files.make_folder(options.keep)
    if options.page_size is not None and options.page_size < 1:
        print("--page-size: нужно целое число от 1", file=sys.stderr)
        return WRONG_USE
    serve_forever(
        port=options.port,
        faults=faults,
        folder=options.keep,
        dialect=Dialect(options.dialect),
        encoding=options.encoding,
        page_size=options.page_size,
    )
    return DONE
