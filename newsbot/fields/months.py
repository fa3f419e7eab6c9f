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
    "mr": "जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर",
    "bn": (
        "জানুয়ারি,জানুয়ারী ফেব্রুয়ারি,ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট,অগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর"
    ),
    "ta": ("ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர்,செப்டெம்பர் அக்டோபர் நவம்பர் டிசம்பர்"),
    "te": (
        "జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జులై,జూలై ఆగస్టు,ఆగష్టు సెప్టెంబర్,సెప్టెంబరు "
        "అక్టోబర్,అక్టోబరు నవంబర్,నవంబరు డిసెంబర్,డిసెంబరు"
    ),
    "ur": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "fa": (
        "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه,ژوییه,جولای اوت,آگوست سپتامبر اکتبر نوامبر دسامبر"
    ),
    "ar of the Levant": (
        "كانون\xa0الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين\xa0الأول "
        "تشرين\xa0الثاني كانون\xa0الأول"
    ),
    "he": "בינואר בפברואר במרץ,במרס באפריל במאי ביוני ביולי באוגוסט "
    "בספטמבר באוקטובר בנובמבר בדצמבר",
    "el": (
        "ιανουαρίου,ιαν φεβρουαρίου,φεβ μαρτίου,μαρ απριλίου,απρ μαΐου,μαϊ,μαΐ ιουνίου,ιουν "
        "ιουλίου,ιουλ αυγούστου,αυγ σεπτεμβρίου,σεπ,σεπτ οκτωβρίου,οκτ νοεμβρίου,νοε δεκεμβρίου,δεκ"
    ),
    "fi": (
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta "
        "syyskuuta lokakuuta marraskuuta joulukuuta"
    ),
    "no": (
        "januar,jan februar,feb mars april,apr mai juni,jun juli,jul august,aug "
        "september,sep oktober,okt november,nov desember,des"
    ),
    "et": (
        "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember"
    ),
    "hu": (
        "január,jan február,febr március,márc április,ápr május,máj június,jún július,júl "
        "augusztus,aug szeptember,szept október,okt november,nov december,dec"
    ),
    "lt": (
        "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio "
        "lapkričio gruodžio"
    ),
    "sk": (
        "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra"
    ),
    "sl": "januar februar marec april maj junij julij avgust september oktober november december",
    "hr": (
        "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada "
        "studenoga,studenog prosinca"
    ),
    "sr": (
        "јануар,јануара фебруар,фебруара март,марта април,априла мај,маја јун,јуна јул,јула "
        "август,августа септембар,септембра октобар,октобра новембар,новембра децембар,децембра"
    ),
    "bg": "януари февруари март април май юни юли август септември октомври ноември декември",
    "ro": (
        "ianuarie,ian februarie martie aprilie mai iunie,iun iulie,iul august septembrie octombrie "
        "noiembrie,noi decembrie"
    ),
    "ms": "januari februari mac april mei jun julai ogos september oktober november disember",
    "sw": "januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba",
    "id": (
        "januari,jan februari,feb maret,mar april,apr mei juni,jun juli,jul agustus,agu "
        "september,sep oktober,okt november,nov desember,des"
    ),
}
"""Twelve months a language; further forms of a month behind commas, \xa0 for a space inside."""


def _numbered(rows: Iterable[str]) -> dict[str, int]:
    """Name -> number of its month; a name means the same month in all languages that have it."""
    found: dict[str, int] = {}
    for row in rows:
        for number, names in enumerate(row.split(" "), 1):
            for name in names.split(","):
                found.setdefault(name.replace("\xa0", " "), number)
    return found


MONTHS_ABROAD = _numbered(ABROAD.values())

FALSE_FRIENDS = {"hr": {"listopada": 10}, "bs": {"listopada": 10}}
"""Names that mean another month in a language than in those above it."""


def month_abroad(name: str, language: str) -> int:
    """The number of a month's name, as a language (BCP 47, lower case) has it."""
    own = FALSE_FRIENDS.get(language.split("-", maxsplit=1)[0], {})
    return own.get(name) or MONTHS_ABROAD[name]
