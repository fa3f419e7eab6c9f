"""The names in what a page states as its author: `Jo Doe and Al Roe, Berlin (dpa)`."""

from __future__ import annotations

import re

LONGEST = 400
"""Code points of a statement that are read."""

CUT = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+|\s*\b(?:published|updated|posted)\b", re.I)
"""Where the names end."""

LISTED = re.compile(r"(?:[A-ZÀ-ÞĀ-ɏ][\w.'’-]+ ){1,3}[A-ZÀ-ÞĀ-ɏ][\w'’-]+")
"""A first and a last name, as they stand in a list with commas."""

AND = re.compile(r"\s*;\s*|\s+(?:and|und|et|&)\s+")
AND_ABROAD = re.compile(
    r"\s+(?:y|e|en|och|og|ja|i|oraz|a|ve|és|și|şi|dan|и|та|і|й|και)\s+(?=\w\S*\s+\w)"
)
"""The same in languages where it may also stand inside a name (`Ortega y Gasset`): both names have
two words."""

LETTERS_AFTER = re.compile(
    r"(?:,\s+[A-Z]{2,5}|,?\s+(?:MS|MA|BS|BSc|MSc|RDN?|LDN?|CDN|M\.?D|Ph\.?D|MPH|RN|CPT|JD"
    r"|Esq)\.?)+$"
)
"""Degrees behind a name, or an employer's letters."""

ROLE_AFTER = re.compile(
    r"(?<=\w)\s*,\s+(?:[a-zß-ÿ]\w*(?:[\s-].*)?|(?:SENIOR|CHIEF|DEPUTY|STAFF|POLITICAL|NEWS|SPORTS?"
    r"|HEALTH)\b[A-Z\s]*(?:REPORTER|EDITOR|CORRESPONDENT|WRITER)\b.*)$"
)
"""What someone is, behind the name: `Jo Doe, sports reporter`."""

ROLE = re.compile(
    r".*\b(?:Editor(?:-at-large)?|Reporter|Staff|Correspondent|Writer|Columnist|Producer|Contributor|Analyst"
    r"|Director|Professor|Journalist|Press|Post|Times|Tribune|Herald|Gazette|Register|Journal"
    r"|Network|News|Team|Bureau)"
)
"""A part of a list that is a role or an employer."""

BEHIND = re.compile(
    r"(?<=\w)(?:\s+(?:avec|mit|con|com|with|med|met)\s+\S.*|\s+(?:in|from|at|aus|à)\s+[A-ZÀ-Þ].*"
    r"|\s+[Ff]or\s+(?:[Tt]he\s+)?[A-ZÀ-Þ].*|\s*/\s*(?:[a-z]{2,5}|[A-Z]{2,5}|Reuters)"
    r"|,\s+(?!Germany|Deutschland|Austria|Österreich|Switzerland|Schweiz)[A-ZÀ-Þ][\w-]+\.?"
    r"|\s+(?:CNN|BBC|AFP|AP|DPA|EFE|PTI|NPR|CBC|ANSA))$"
)
"""Where someone reports from, for whom and with whose help, behind two words of a name."""

IN_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|[\w.+-]+@[\w.-]+)\s*$")
JAPANESE = re.compile(r"^記者[・:： ]\s?|(?<=[\u3040-\u9fff])\s?(?:記者|編集委員|論説委員|特派員)$")
KOREAN = re.compile(r"([가-힣]{2,4}) ?(?:선임|수습|인턴)?(?:기자|특파원|논설위원)(?:\W.*)?")


def part_names(stated: str) -> list[str]:
    """The names in a stated author, without roles, places, degrees and employers."""
    text = IN_BRACKETS.sub("", JAPANESE.sub("", stated[:LONGEST].strip()))
    if korean := KOREAN.fullmatch(text):
        return [korean[1]]
    for sign in ("|", " / "):
        rows = text.split(sign)
        if len(rows) > 1 and all(LISTED.fullmatch(row) and not ROLE.fullmatch(row) for row in rows):
            return rows
    found = []
    for part in AND.split(CUT.split(text)[0]):
        for person in _parted_abroad(part):
            found += _listed(_bare(person.strip()))
    return found


def _bare(name: str) -> str:
    """A name without what stands behind it."""
    bare = ROLE_AFTER.sub("", LETTERS_AFTER.sub("", name))
    cut = BEHIND.sub("", bare)
    return cut if " " in cut.strip() else bare


def _parted_abroad(text: str) -> list[str]:
    """Two names of two words each; whatever else is one."""
    rows = AND_ABROAD.split(text)
    return rows if all(" " in row.strip() and row[:1].isupper() for row in rows) else [text]


def _listed(text: str) -> list[str]:
    """The names of a list with commas; whatever else has commas is one."""
    names = text.split(", ")
    if len(names) == 1 or not all(map(LISTED.fullmatch, names)):
        return [text]
    return [name for n, name in enumerate(names) if not n or not ROLE.fullmatch(name)]
