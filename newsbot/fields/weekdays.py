"""Names of the days of the week, as they stand beside dates (CLDR's wide and short forms)."""

from __future__ import annotations

ABROAD = {
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag"
    " mo di mi do fr sa so",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim",
    "es": "lunes martes miércoles jueves viernes sábado domingo lun mar mié jue vie sáb dom",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica lun mar mer gio ven sab dom",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira seg ter qua qui sex",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma di wo do vr za zo",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "pl": "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "cs": "pondělí úterý středa čtvrtek pátek sobota neděle",
    "tr": "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
    "uk": "понеділок вівторок середа четвер пʼятниця п'ятниця субота неділя",
    "id": "senin selasa rabu kamis jumat sabtu minggu",
}
"""Lower case, NFKC; a language's names, apart by spaces."""

_NAMES = sorted({name for row in ABROAD.values() for name in row.split()}, key=len, reverse=True)

WEEKDAY = (
    r"\(?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]\)?|\([一二三四五六日月火水木金土]\)|\(?[월화수목금토일]요일\)?"
    r"|(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?"
    rf"|(?<![^\W\d_])(?:{'|'.join(_NAMES)})\b\.?"
)
"""A day's name in text after NFKC, lower case."""
