"""Names of months in languages of the world, as dates print them (CLDR's wide and short forms).

Lower case, NFKC; the genitive where a language puts the month behind its day in it. English has
its own forms (see reckoning).
"""

from __future__ import annotations

from collections.abc import Iterable

ABROAD: dict[str, str] = {
    "de": (
        "januar,jänner,jan februar,feber,feb märz,mär,mrz april,apr mai juni,jun juli,jul "
        "august,aug september,sep,sept oktober,okt november,nov dezember,dez"
    ),
    "fr": (
        "janvier,janv février,févr mars avril,avr mai juin juillet,juil août "
        "septembre,sept octobre,oct novembre,nov décembre,déc"
    ),
    "es": (
        "enero,ene febrero,feb marzo,mar abril,abr mayo,may junio,jun julio,jul "
        "agosto,ago septiembre,setiembre,sept,sep octubre,oct noviembre,nov diciembre,dic"
    ),
    "it": (
        "gennaio,gen febbraio,feb marzo,mar aprile,apr maggio,mag giugno,giu luglio,lug "
        "agosto,ago settembre,set ottobre,ott novembre,nov dicembre,dic"
    ),
    "pt": (
        "janeiro,jan fevereiro,fev março,mar abril,abr maio,mai junho,jun julho,jul "
        "agosto,ago setembro,set outubro,out novembro,nov dezembro,dez"
    ),
    "nl": (
        "januari,jan februari,feb maart,mrt april,apr mei juni,jun juli,jul augustus,aug "
        "september,sep oktober,okt november,nov december,dec"
    ),
    "sv": (
        "januari,jan februari,feb mars april,apr maj juni,jun juli,jul augusti,aug "
        "september,sep oktober,okt november,nov december,dec"
    ),
    "da": (
        "januar,jan februar,feb marts april,apr maj juni,jun juli,jul august,aug "
        "september,sep oktober,okt november,nov december,dec"
    ),
    "pl": (
        "stycznia,sty lutego,lut marca,mar kwietnia,kwi maja czerwca,cze lipca,lip "
        "sierpnia,sie września,wrz października,paź listopada,lis grudnia,gru"
    ),
    "cs": ("ledna února března dubna května června července srpna září října listopadu prosince"),
    "tr": (
        "ocak,oca şubat,şub mart nisan,nis mayıs haziran,haz temmuz,tem ağustos,ağu "
        "eylül,eyl ekim,eki kasım,kas aralık,ara"
    ),
    "ru": (
        "января,янв февраля,фев,февр марта,мар апреля,апр мая июня,июн июля,июл "
        "августа,авг сентября,сен,сент октября,окт ноября,ноя,нояб декабря,дек"
    ),
    "uk": (
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"
    ),
    "ar": (
        "يناير فبراير مارس أبريل,ابريل مايو يونيو يوليو أغسطس,اغسطس سبتمبر أكتوبر,اكتوبر "
        "نوفمبر ديسمبر"
    ),
    "hi": (
        "जनवरी फरवरी,फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर,सितम्बर "
        "अक्टूबर,अक्तूबर नवंबर,नवम्बर दिसंबर,दिसम्बर"
    ),
    "id": (
        "januari,jan februari,feb maret,mar april,apr mei juni,jun juli,jul agustus,agu "
        "september,sep oktober,okt november,nov desember,des"
    ),
}
"""Twelve months a language; further forms of a month behind commas."""


def _numbered(rows: Iterable[str]) -> dict[str, int]:
    """Name -> number of its month; a name means the same month in all languages that have it."""
    found: dict[str, int] = {}
    for row in rows:
        for number, names in enumerate(row.split(), 1):
            for name in names.split(","):
                found.setdefault(name, number)
    return found


MONTHS_ABROAD = _numbered(ABROAD.values())
