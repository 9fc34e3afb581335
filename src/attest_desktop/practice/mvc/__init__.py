"""The pages in the dialect of the ASP.NET MVC account template."""

from attest_desktop.practice.mvc.pages import mvc_pages

__all__ = ["mvc_pages"]
