"""attest_desktop: the desktop program of an expert in the attestation of teachers."""

__version__ = "0.1.0"
