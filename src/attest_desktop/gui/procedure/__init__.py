"""«Ход аттестации»: the steps of one attestee's procedure, and the notes of lessons and visits."""

from attest_desktop.gui.procedure.panel import ProcedurePanel

__all__ = ["ProcedurePanel"]
