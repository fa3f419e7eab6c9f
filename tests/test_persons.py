"""Names out of what pages state or print as their author."""

import json

import pytest

from newsbot import extract
from newsbot.fields.persons import part_names

STATED = {
    "Jane Doe": ["Jane Doe"],
    "Jane Doe and John Roe": ["Jane Doe", "John Roe"],
    "Jane Doe, John Roe": ["Jane Doe", "John Roe"],
    "Jane Doe|John Roe": ["Jane Doe", "John Roe"],
    "Jane Doe / John Roe": ["Jane Doe", "John Roe"],
    "Jane Doe | Reporter": ["Jane Doe"],
    "Jane Doe in Berlin": ["Jane Doe"],
    "Jane Doe, Berlin": ["Jane Doe"],
    "Jane Doe (Rennes, correspondante)": ["Jane Doe"],
    "Jane Doe (dpa)": ["Jane Doe"],
    "Jane Doe/dpa": ["Jane Doe"],
    "Jane Doe CNN": ["Jane Doe"],
    "Jane Doe, PhD": ["Jane Doe"],
    "Jane Doe <jane@x.example>": ["Jane Doe"],
    "Jane Doe For The Daily Courier": ["Jane Doe"],
    "Jane Doe, Political Editor": ["Jane Doe"],
    "Jane Doe, Associated Press": ["Jane Doe"],
    "Jane Doe, sports reporter": ["Jane Doe"],
    "Anne Durand avec AFP": ["Anne Durand"],
    "Anne Durand, envoyée spéciale à Brest": ["Anne Durand"],
    "Ana Pérez y Luis Gómez": ["Ana Pérez", "Luis Gómez"],
    "José Ortega y Gasset": ["José Ortega y Gasset"],
    "Ana Souza e João Dias": ["Ana Souza", "João Dias"],
    "Ana Souza e Silva": ["Ana Souza e Silva"],
    "Anna de Vries en Jan Smit": ["Anna de Vries", "Jan Smit"],
    "Ludwig van der Berg": ["Ludwig van der Berg"],
    "María José de la O": ["María José de la O"],
    "Anna Ek och Lars Bo": ["Anna Ek", "Lars Bo"],
    "Anna Nowak i Jan Kos": ["Anna Nowak", "Jan Kos"],
    "Ayşe Kaya ve Ali Demir": ["Ayşe Kaya", "Ali Demir"],
    "Анна Иванова и Пётр Сидоров": ["Анна Иванова", "Пётр Сидоров"],
    "記者・三枝環": ["三枝環"],
    "三枝環記者": ["三枝環"],
    "홍길동 기자 hong@x.example": ["홍길동"],
}


@pytest.mark.parametrize("stated", STATED)
def test_stated_names_are_parted(stated: str) -> None:
    assert part_names(stated) == STATED[stated], stated


PRINTED = {
    '<div class="author">Ein Kommentar von Jane Doe</div>': ["Jane Doe"],
    '<div class="author">Aus Berlin berichtet Jane Doe</div>': ["Jane Doe"],
    '<div class="author">Propos recueillis par Anne Durand</div>': ["Anne Durand"],
    '<div class="author">Interview: Jane Doe</div>': ["Jane Doe"],
    '<div class="autore">di Anna Rossi</div>': ["Anna Rossi"],
    "<p>di Anna Rossi</p>": ["Anna Rossi"],
    "<p>Door Anna de Vries</p>": ["Anna de Vries"],
    "<p>Af Signe Lund</p>": ["Signe Lund"],
    "<p>par Anne Durand</p>": ["Anne Durand"],
    '<p>By <a rel="author" href="/p/1">Jane Doe</a> in Brest and '
    '<a rel="author" href="/p/2">John Roe</a> in Paris</p>': ["Jane Doe", "John Roe"],
    '<div class="author">Redakcja</div>': [],
    '<div class="author">INVENTED NEWS DESK</div>': [],
    '<figure><figcaption>A bridge <i class="media-author">Paco Leiva</i></figcaption></figure>': [],
}


@pytest.mark.parametrize("printed", PRINTED)
def test_printed_names_are_read(printed: str) -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": "A bridge at last, and two lanes"})
    page = (
        f"<title>A bridge at last, and two lanes</title><script type='application/ld+json'>{data}"
        f"</script><h1>A bridge at last, and two lanes</h1>{printed}"
        "<p>The council voted on Tuesday to rebuild the bridge that fell nine years ago.</p>"
    )
    got = extract(page.encode(), "https://x.example/a/1").authors
    assert got == PRINTED[printed], printed
