"""The pages in the dialect of ASP.NET Web Forms."""

from attest_desktop.practice.webforms.pages import webforms_pages

__all__ = ["webforms_pages"]
