"""The cabinet over HTTP: session, reading pages by visible text, sending forms, typed errors.

Errors are there at once. What talks and reads is loaded when it is first asked for: a window that shows what the
store holds waits neither for the line nor for the reading of pages.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from attest_desktop.service.account_errors import (
    AccountOutcomeUnknownError,
    EmptyListError,
    LinkNotGoodError,
    NoLongerOfferedError,
    NoSuchFieldError,
    NoSuchOptionError,
    PasswordRefusedError,
    ProfileNotTakenError,
    ProfileRefusedError,
    RegistrationRefusedError,
    ResetRefusedError,
    RuleBrokenError,
    SeveralFieldsError,
    SeveralOptionsError,
)
from attest_desktop.service.address import WrongAddressError
from attest_desktop.service.errors import (
    AnswerTooLargeError,
    CertificateError,
    ForeignHostError,
    NoNetworkError,
    NotTheCabinetError,
    OutcomeUnknownError,
    OutsideTrainingError,
    PageNotUnderstoodError,
    ProfileNotFilledError,
    RefusedControlError,
    RowNotFoundError,
    ServerFaultError,
    ServiceFault,
    SessionExpiredError,
    SignInRefusedError,
    TimedOutError,
    UploadRefusedError,
)

if TYPE_CHECKING:
    from attest_desktop.service.cabinet import Cabinet, Download, ReadBack
    from attest_desktop.service.capture import Captured, CaptureRefusedError, make_capture, read_capture
    from attest_desktop.service.examine import Finding
    from attest_desktop.service.pages.attestation import AttestationPage, Row
    from attest_desktop.service.pages.documents import DocumentLink
    from attest_desktop.service.pages.home import Home
    from attest_desktop.service.pages.templates import TemplateLink
    from attest_desktop.service.reading.controls import Link
    from attest_desktop.service.reading.postbacks import PostBack, Reference
    from attest_desktop.service.site import SiteDescription, load_site
    from attest_desktop.service.transport import Timeouts
    from attest_desktop.service.walk import Looker, Walked

__all__ = [
    "AccountOutcomeUnknownError",
    "AnswerTooLargeError",
    "AttestationPage",
    "Cabinet",
    "CaptureRefusedError",
    "Captured",
    "CertificateError",
    "DocumentLink",
    "Download",
    "EmptyListError",
    "Finding",
    "ForeignHostError",
    "Home",
    "Link",
    "LinkNotGoodError",
    "Looker",
    "NoLongerOfferedError",
    "NoNetworkError",
    "NoSuchFieldError",
    "NoSuchOptionError",
    "NotTheCabinetError",
    "OutcomeUnknownError",
    "OutsideTrainingError",
    "PageNotUnderstoodError",
    "PasswordRefusedError",
    "PostBack",
    "ProfileNotFilledError",
    "ProfileNotTakenError",
    "ProfileRefusedError",
    "ReadBack",
    "Reference",
    "RefusedControlError",
    "RegistrationRefusedError",
    "ResetRefusedError",
    "Row",
    "RowNotFoundError",
    "RuleBrokenError",
    "ServerFaultError",
    "ServiceFault",
    "SessionExpiredError",
    "SeveralFieldsError",
    "SeveralOptionsError",
    "SignInRefusedError",
    "SiteDescription",
    "TemplateLink",
    "TimedOutError",
    "Timeouts",
    "UploadRefusedError",
    "Walked",
    "WrongAddressError",
    "load_site",
    "make_capture",
    "read_capture",
]

# In which module each of the others stands.
_LATER = {
    "Cabinet": "cabinet",
    "Download": "cabinet",
    "ReadBack": "cabinet",
    "Captured": "capture",
    "CaptureRefusedError": "capture",
    "make_capture": "capture",
    "read_capture": "capture",
    "Finding": "examine",
    "AttestationPage": "pages.attestation",
    "Row": "pages.attestation",
    "DocumentLink": "pages.documents",
    "Home": "pages.home",
    "TemplateLink": "pages.templates",
    "Link": "reading.controls",
    "PostBack": "reading.postbacks",
    "Reference": "reading.postbacks",
    "SiteDescription": "site",
    "load_site": "site",
    "Timeouts": "transport",
    "Looker": "walk",
    "Walked": "walk",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    globals()[name] = found
    return found
