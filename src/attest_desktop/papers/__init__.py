"""Files on paper: templates, PDF engines, signatures, scans and checks."""
