"""Forms as different offices make them, with the truth of where each person signs: what finding is measured on."""
