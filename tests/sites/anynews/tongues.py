"""Stories in further languages: sentences that are drawn from four lists of words each."""

from __future__ import annotations

import random
import re
from datetime import timedelta
from urllib.parse import quote

from anynews.stories import NOW, Told

WORDS = {
    "de": (
        "Stadtrat|Feuerwehr|Heimatverein|Schulamt|Kreistag|Die Müllerin|Der Fährmann|Gemeinde",
        "berät über|verschiebt|eröffnet|zählt|repariert|feiert|verteidigt|vermisst",
        "den alten Steg|die Turmuhr|das Freibad|den Wochenmarkt|die Brücke|das Archiv|die Mühle",
        "in Quellheim|am Tannensee|in Obertal|bei Weidenfurt|in Lindbrück|am Nordufer|in Birkenau",
    ),
    "ar": (
        "مجلس المدينة|فرقة الإطفاء|نادي القراءة|إدارة المدارس|جمعية البحارة|لجنة الحي|المتحف",
        "يناقش|يؤجل افتتاح|يعيد ترميم|يحتفل بذكرى|يدافع عن|يبحث عن|يراجع خطة",
        "الجسر القديم|ساعة البرج|المسبح البلدي|سوق الخميس|مكتبة الحي|الطاحونة|مرفأ الصيد",
        "في وادي الزيتون|قرب بحيرة النور|في تل الريحان|على الضفة الشمالية|في حي النخيل",
    ),
    "ko": (
        "시의회는|소방서가|독서회가|교육청은|주민들이|박물관은|어민들은|연구진이",
        "오래된 다리를|시계탑을|야외 수영장을|목요 시장을|마을 도서관을|물레방아를|항구를",
        "새봄에 다시|주말마다 함께|예정보다 일찍|조용히 그러나 꾸준히|올해 처음으로|비를 맞으며",
        "연다고 밝혔다|고치기로 했다|지키겠다고 말했다|둘러보고 있다|옮기기로 뜻을 모았다",
    ),
    "fr": (
        "Le conseil|La caserne|Le club de lecture|La mairie|Le musée|La batelière|Le comité",
        "reporte|inaugure|répare|défend|célèbre|recense|examine",
        "le vieux pont|l’horloge de la tour|la piscine|le marché du jeudi|le moulin|le petit port",
        "à Valmoreau|près du lac de Soie|à Saint-Ormel|sur la rive nord|à Champvert|aux Tilleuls",
    ),
    "ru": (
        "Городской совет|Пожарная часть|Читальный клуб|Школьный отдел|Музей|Паромщик|Комитет",
        "обсуждает|откладывает|открывает|ремонтирует|защищает|пересчитывает|проверяет",
        "старый мост|часы на башне|летний бассейн|четверговый рынок|мельницу|рыбацкую гавань",
        "в Липовце|у Ясного озера|в Верхнем Броде|на северном берегу|в Берёзовой роще|у Камышина",
    ),
}


def told_in(lang: str, path: str, count: int) -> list[Told]:
    """`count` stories; `path` may hold {n} {y} {m} {d} and {slug} (the title's words)."""
    rng = random.Random(f"tongues {lang}")
    lists = [words.split("|") for words in WORDS[lang]]

    def sentence() -> str:
        return " ".join(rng.choice(words) for words in lists)

    titles: dict[str, None] = {}
    while len(titles) < count:
        titles.setdefault(sentence())
    stories = []
    for at, title in enumerate(titles, 1):
        at_time = NOW - timedelta(minutes=53 * at)
        text = tuple(". ".join(sentence() for _ in range(5)) + "." for _ in range(5))
        where = path.format(
            n=482_100 + 7 * at,
            y=at_time.year,
            m=f"{at_time.month:02}",
            d=f"{at_time.day:02}",
            slug=quote("-".join(re.findall(r"\w+", title.lower()))),
        )
        stories.append(Told(where, title, text, at_time))
    return stories
