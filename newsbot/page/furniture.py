"""What a site says to its readers among an article's paragraphs, by how it begins.

A newcomer adds a phrase to its language's row: small letters, no mark at its end. A beginning is
long enough that no sentence of an article begins so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from newsbot.page.phrases import HEADING_ENDS, WORLD

LONGEST, LONGEST_CREDIT, LONGEST_LINE = 600, 100, 40
"""Code points of the longest text that speaks to readers, credits a picture, or is such a line."""

KEY = 3
"""Letters by which a beginning is looked up."""

LINE_ENDS = f"{HEADING_ENDS} -–—"

OPENING = " \t\n\"'([{*►▶→•·>-–—_«»“„‘’"
"""What may stand before a beginning."""

LINES = {
    "en": "advertisement|advertising|sponsored|skip advertisement|story continues below|ad feedback"
    "|share this article|listen to this article|show more|show less|learn more|copy link"
    "|text size"
    "|end of article|end of carousel|ad feedback|stock chart icon|hide content|loading..."
    "|see more|key points"
    "|join the conversation|view comments|comments are closed|show comments|read comments",
    "de": "anzeige|werbung|teilen|drucken|merken|artikel teilen|artikel anhören|artikel drucken"
    "|empfohlener redaktioneller inhalt|empfohlener externer inhalt|externer inhalt"
    "|zur startseite|kommentare|kommentare lesen|nach oben|bild vergrößern|newsletter"
    "|dieses thema im programm|auf einer seite lesen|inhaltsverzeichnis"
    "|empfohlener inhalt|artikel vorlesen|zur person",
    "fr": "publicité|passer la publicité|la suite après cette publicité|partager|imprimer|commenter"
    "|copier le lien|écouter l'article|réagir|l'essentiel|offrir cet article|newsletter"
    "|abonnés|abonné|réservé aux abonnés|offrir l'article|ajouter à vos sélections|suivre",
    "es": "publicidad|anuncio|compartir|imprimir|comentarios|copiar enlace|escuchar|guardar"
    "|noticia relacionada|reportar un error|ir a los comentarios"
    "|recíbelo|más información|archivado en|sobre la firma",
    "pt": "publicidade|continua após a publicidade|compartilhar|partilhar|imprimir|comentários"
    "|copiar link|ouvir notícia|carregando",
    "it": "pubblicità|condividi|stampa|commenta|commenti|copia link|ascolta l'articolo"
    "|riproduzione riservata|© riproduzione riservata|leggi e commenta",
    "nl": "advertentie|delen|deel artikel|deel dit artikel|afdrukken|reacties"
    "|luister naar dit artikel",
    "sv": "annons|dela|dela artikeln|lyssna|skriv ut|kommentera|så arbetar vi",
    "da": "annonce|del|del artiklen|lyt til artiklen|kopiér link|læs op",
    "no": "annonse|annonsørinnhold|del|del artikkelen|lytt til artikkelen|kommentarer"
    "|kortversjonen",
    "fi": "mainos|jaa|jaa artikkeli|kuuntele|tulosta|kommentit",
    "pl": "reklama|udostępnij|udostępnij artykuł|drukuj|komentarze|skomentuj"
    "|dalsza część artykułu pod wideo|dalszy ciąg materiału pod wideo",
    "cs sk": "reklama|inzerce|sdílet|zdieľať|tisknout|diskuse|článek pokračuje pod reklamou",
    "hu": "hirdetés|megosztás|nyomtatás|hozzászólások|a cikk a hirdetés alatt folytatódik",
    "ro": "publicitate|distribuie|comentarii|articolul continuă după reclamă",
    "el": "διαφήμιση|κοινοποίηση|εκτύπωση|σχόλια|ακούστε το άρθρο",
    "tr": "reklam|paylaş|yazdır|yorumlar|haberin devamı|haberin devamı için tıklayın|abone ol",
    "ru uk be bg": "реклама|поделиться|распечатать|комментарии|комментировать|поширити|надрукувати"
    "|коментарі|сподели|скопировать ссылку",
    "ar": "إعلان|اعلان|شارك|طباعة|تعليقات|مشاركة|حفظ|نسخ الرابط",
    "he": "פרסומת|שיתוף|שתפו|תגובות|הדפסה|לכתיבת תגובה",
    "fa": "تبلیغات|اشتراک گذاری|اشتراک‌گذاری|چاپ|نظرات|انتهای پیام|پایان پیام|لینک کوتاه",
    "hi mr": "विज्ञापन|शेयर करें|शेयर|कॉपी लिंक|टिप्पणियां|जाहिरात",
    "bn": "বিজ্ঞাপন|শেয়ার করুন|শেয়ার|মন্তব্য",
    "ta": "விளம்பரம்|பகிர்|ஷேர் செய்ய|கருத்துகள்",
    "ur": "اشتہار|شیئر کریں|شیئر|تبصرے",
    "id ms": "iklan|bagikan|cetak|komentar|scroll to continue with content|salin tautan|kongsi",
    "vi": "quảng cáo|chia sẻ|bình luận|lưu|copy link",
    "th": "โฆษณา|แชร์|แชร์ข่าว|พิมพ์|ความคิดเห็น",
    "ja": "広告|シェア|シェアする|ツイート|印刷|コメント|コメントを書く|リンクをコピー|pr",
    "ko": "광고|공유|공유하기|인쇄|댓글|글자크기조정|글자크기 조절|본문 듣기|기사 섹션 분류 안내",
}
"""Whole short texts."""

BEGINNINGS = {
    "en": "sign up for push|this summary is ai-generated|summary is ai-generated"
    "|advertisement - scroll|(except for the headline|except for the headline, this story"
    "|sign up here|sign up to our|sign up for our|sign up to first|sign up to receive"
    "|sign up to get|get the latest news straight|get our |subscribe to "
    "|you can unsubscribe|by signing up|by subscribing|by entering your email|privacy notice:"
    "|read our privacy|i would like to be emailed|newsletters may contain"
    "|follow us on |follow our |follow topics and authors|follow bbc |join our |download our app"
    "|click here to get|click here to |do you have a story|send your story|have a tip|got a tip"
    "|a version of this article |this article originally appeared|this story originally appeared"
    "|our morning email|our daily email|our standards: |we need your consent to"
    "|to view this content"
    "|please enable javascript|your support helps|your browser does not support|copyright ©"
    "|allow google |this content is not available due to|this article contains content provided"
    "|we may earn |if you buy something|comments have to be|related article"
    "|related: |read also: |also read: |also read|read more: |see also: |watch: |listen: |more: "
    "|photos: "
    "|you can now listen to|the audio version of this article|a correction was made on"
    "|what readers are saying|skip to end of"
    "|skip past |hide caption|share or comment|for more on this"
    "|values your comments|the comments below have|the views expressed in the contents",
    "de": "zur anzeige dieses inhalts"
    "|mit ihrer zustimmung wird|mit deiner zustimmung wird|an dieser stelle finden sie"
    "|an dieser stelle findest du|ich bin damit einverstanden, dass mir"
    "|um diesen inhalt anzuzeigen|dieser inhalt kann nicht|jetzt kostenlos abonnieren"
    "|jetzt kostenlos anmelden|jetzt anmelden|jetzt abonnieren|mit ihrer registrierung"
    "|mit der anmeldung|sie haben zugang mit|sie sind bereits abonnent|sie haben bereits ein"
    "|unsere angebotsempfehlung|dieser artikel ist |diesen artikel weiterlesen|weiterlesen mit"
    "|dieser und viele weitere artikel|zugang zu allen |jederzeit kündbar|24 stunden vor allen"
    "|fehler im artikel?|haben sie einen fehler|rechte am artikel|dieser beitrag stammt aus dem"
    "|dieses thema im programm|über dieses thema berichtete|folgen sie uns|folgst du schon"
    "|folge uns|abonnieren sie|abonniere |bestellen sie |empfohlener redaktioneller inhalt"
    "|ich möchte gerne nachrichten|lesen sie hier|lesen sie auch: |mehr zum thema: "
    "|auch interessant: |hier anmelden"
    "|gemeinsam für freie presse|zum thema: |siehe auch: |hier geht es zu"
    "|um eingebettete inhalte|als genossenschaft gehören|newsletter „",
    "fr": "il vous reste |la suite est réservée|cet article est réservé|article réservé aux abonné"
    "|réservé aux abonnés|pour lire la suite|lisez ceci pour|accédez à tous nos|déjà abonné"
    "|recevez l'essentiel|recevez toute l'actu|recevez chaque|recevez nos|inscrivez-vous à"
    "|inscrivez-vous pour|abonnez-vous|en vous inscrivant|ce contenu n'est pas visible"
    "|ce contenu est bloqué|pour afficher ce contenu|cliquer ici pour|suivez toute l'actualité"
    "|suivez-nous sur|retrouvez toute l'actualité|téléchargez l'application"
    "|newsletterrecevez|connectez-vous à votre|votre adresse e-mail|lire aussi : |lire aussi :"
    "|à lire aussi :"
    "|à lire aussi : |voir aussi : |lire également : |(avec afp|(et avec afp|avec afp"
    "|pour soutenir le travail|pourquoi voyez-vous|la rédaction vous|pour afficher ce contenu",
    "es": "suscríbete|suscríbase|regístrate gratis|regístrese gratis|si tienes cuenta en"
    "|apúntate a |recibe en tu correo|recibe las noticias|recibí en tu|recibe nuestra"
    "|sigue toda la información"
    "|síguenos en|siga leyendo|seguir leyendo|este contenido es exclusivo|contenido exclusivo para"
    "|esta funcionalidad es|lee también: |lea también: |le puede interesar: |te puede interesar: "
    "|ver más: |mirá también: |puedes seguir |únete a nuestro|descarga la app"
    "|tu suscripción se está|¿quieres añadir otro usuario|si continúas leyendo en"
    "|¿por qué estás viendo|para seguir leyendo|si quieres compartir tu cuenta",
    "pt": "assine |cadastre-se|receba no seu e|receba as |receba as notícias|inscreva-se"
    "|siga o canal|clique aqui para|participe do canal|já é assinante|sua assinatura pode"
    "|você já conhece as vantagens|leia também: |veja também: |leia mais: |saiba mais: "
    "|obrigada por ler|obrigado por ler|vídeos: |continue a ler este artigo"
    "|recurso exclusivo para",
    "it": "iscriviti a|abbonati per|abbonati a|ricevi le notizie|ricevi ogni|segui il canale"
    "|per continuare a leggere|questo contenuto è riservato|contenuto riservato agli"
    "|leggi anche: |leggi anche |ascolta l'articolo|ascolta |clicca qui per|seguici su"
    "|registrati per",
    "nl": "meld je aan voor|schrijf je in|ontvang elke |blijf op de hoogte|abonneer je"
    "|om deze inhoud te|volg ons op|lees ook: |lees verder na|lees meer: |dit artikel is alleen",
    "sv": "anmäl dig till|prenumerera på|läs även: |läs mer: |läs också: |följ oss på"
    "|det här är en låst"
    "|vill du läsa vidare|genom att anmäla",
    "da": "tilmeld dig|abonner på|læs også: |læs mere: |følg os på|få adgang til"
    "|du skal acceptere cookies",
    "no": "meld deg på|abonner på|les også: |les mer: |følg oss på|få tilgang til|har du tips?"
    "|send inn tips",
    "fi": "tilaa uutiskirje|lue lisää|lue myös|lue seuraavaksi|kirjaudu sisään"
    "|voit keskustella"
    "|seuraa meitä",
    "pl": "zapisz się |dołącz do |obserwuj nas|bądź na bieżąco|dziękujemy, że przeczyta"
    "|cieszymy się, że jesteś|czytaj także: |czytaj też: |czytaj również: |zobacz także: "
    "|zobacz też: "
    "|zobacz również: |czytaj więcej: |więcej takich historii|więcej informacji znajdziesz"
    "|klikając „"
    "|aby czytać dalej|treść dostępna|pozostało ci"
    "|więcej ważnych informacji",
    "cs sk": "přihlaste se k|odebírejte|čtěte také: |čtěte též: |přečtěte si také|čítajte aj: "
    "|prečítajte si aj|sledujte nás|prihláste sa|tento článek je |obsah pro předplatitele",
    "hu": "iratkozzon fel|iratkozz fel|kövesse az|kövess minket|kövessen minket|kapcsolódó"
    "|olvassa el|rendelje meg|ha szeretne értesülni|(borítókép",
    "ro": "abonează-te|abonaţi-vă|abonați-vă|urmărește știrile|urmăreşte ştirile|urmărește-ne"
    "|citește și: |citeşte şi: |citește și|citeşte şi|vezi și: |editor : |editor: ",
    "el": "ακολουθήστε το|ακολουθήστε μας|διαβάστε επίσης|διαβάστε ακόμα|διαβάστε ακόμη"
    "|εγγραφείτε στο|δείτε επίσης|με πληροφορίες από",
    "tr": "abone olun|bizi takip edin|bültenimize|uygulamamızı indir|ilgili haber|okumaya devam et"
    "|haberle ilgili daha fazlası|haberin devamı|bunu da okuyun",
    "ru uk be bg": "читайте также: |читайте також: |читайте рбк|читайте нас в|читайте еще: "
    "|читайте ще: "
    "|подписывайтесь на|подпишитесь на|підписуйтесь на|підписуйтеся на|следите за"
    "|скачайте приложение"
    "|мы говорим как есть|больше новостей|стежте за|смотрите также: |по теме: |самые важные новости"
    "|этот материал доступен|абонирайте се|прочетете още|прочетете и|фото: |фото и видео: "
    "|якщо вам подобається те, що ми робимо",
    "ar": "اشترك في|اشتركوا في|تابعنا على|تابعونا على|تابعوا|اقرأ أيضا: |اقرأ أيضاً: "
    "|اقرأ أيضًا: |اقرأ أيضا|اقرأ أيضاً"
    "|شاهد أيضا|للمزيد من|حمّل تطبيق|المصدر: |list 1 of|end of list",
    "he": "הירשמו ל|לכתיבת תגובה|פורסם לראשונה|קראו גם|עוד בנושא|כתבות נוספות|צילום: ",
    "fa": "بیشتر بخوانید|بیشتر بخوانید:|همچنین بخوانید|مطالب مرتبط|ما را در تلگرام|ما را در شبکه"
    "|انتهای پیام|کد خبر"
    "|رد شدن از|در ادامه مطلب|منبع تصویر|توضیح تصویر|به کانال تلگرام",
    "hi mr": "यह भी पढ़ें|ये भी पढ़ें|यह खबर भी पढ़ें|ये खबर भी पढ़ें|इसे भी पढ़ें"
    "|हमें फॉलो करें|व्हाट्सएप चैनल से|हे पण वाचा|हेही वाचा"
    "|बीबीसी हिंदी के व्हॉट्सऐप|(बीबीसी हिन्दी के|(बीबीसी हिंदी के|बीबीसी के लिए कलेक्टिव",
    "bn": "আরও পড়ুন|আরো পড়ুন|আরও দেখুন|ফলো করুন|সবচেয়ে আগে সব খবর",
    "ta": "இதையும் படிக்க|இதையும் படியுங்கள்|மேலும் படிக்க|எங்களின் செய்திகளை",
    "ur": "یہ بھی پڑھیں|یہ بھی پڑھیے|مزید پڑھیں|مزید پڑھیے|ہمیں فالو کریں",
    "id ms": "baca juga|baca selengkapnya|dapatkan update|dapatkan berita|simak juga|lihat juga"
    "|ikuti kami|gabung di|mari bergabung|berlangganan |scroll to continue|tonton juga"
    "|jangan ketinggalan",
    "vi": "đăng ký nhận|theo dõi chúng tôi|xem thêm: |đọc thêm: |mời bạn đọc",
    "th": "อ่านข่าวที่เกี่ยวข้อง|อ่านเพิ่มเติม|อ่านข่าวเพิ่มเติม|อ่านข่าวอื่น|ข่าวที่เกี่ยวข้อง"
    "|ติดตามข่าว|กดติดตาม|คลิกที่นี่|ขอบคุณภาพ",
    "ja": "この記事は有料|この記事は会員|会員登録|ログインして|※無料期間|無料会員"
    "|続きを読むには|あわせて読みたい|関連記事|【関連記事】"
    "|【お得な|こちらもおすすめ|メルマガ登録|公式アカウントを|写真・図版",
    "ko": "이 기사는 언론사에서|기사의 섹션 정보는|저작권자|<저작권자|ⓒ|copyright ⓒ"
    "|무단 전재|제보는 |카카오톡 ok|구독하기"
    "|[사진=|관련기사|관련 기사|네이버에서 |뉴스레터 |앱 다운로드",
}
"""How a text begins that speaks to the reader of the site, and not of the story."""

CREDITS = {
    "en": "photo: |photos: |photo credit|image: |images: |image credit|picture: |video: "
    "|photograph: ",
    "de": "quelle: |foto: |fotos: |bild: |video: |bildquelle|stand: |mit material von ",
    "fr": "photo : |crédit photo|crédits photo|source : |vidéo : ",
    "es it pt": "foto: |fotos: |vídeo: |fonte: |crédito: ",
    "nl sv da no fi": "foto: |bron: |källa: |kilde: |kuva: |kuvat: |lähde: |bild: ",
    "pl cs sk hu ro tr": "fot. |źródło: |zdroj: |fotó: |forrás: |sursa: |sursă foto|foto: "
    "|kaynak: |fotoğraf: ",
    "ru": "фото: |фотография: |источник фото",
    "el": "φωτογραφία: |φωτογραφίες: |πηγή: ",
    "id": "foto: |sumber: ",
}
"""How a short line begins that credits a picture or names the source."""


def _rows(table: dict[str, str]) -> Iterable[str]:
    return (phrase for row in table.values() for phrase in row.split("|"))


def _keyed(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Beginnings by their first letters."""
    found: dict[str, list[str]] = defaultdict(list)
    for phrase in phrases:
        found[phrase[:KEY]].append(phrase)
    return {key: tuple(dict.fromkeys(rows)) for key, rows in found.items()}


READING_TIME = re.compile(
    r"\W*(?:lesezeit|lesedauer|temps de lecture|tiempo de lectura|leestijd|lästid|læsetid)?"
    r"\W*\d{1,2}\W*min(?:\.|s|utes?|uten|uti|utos|uuttia)?"
    r"(?: (?:read|lesezeit|de lecture|di lettura|de lectura|de leitura|leestijd|lukuaika))?\W*"
    r"|(?:share ?)?(?:updated|aktualisiert|mis à jour) (?:at |um |à )?\d{1,2}[.:h]\d\d"
    r"(?: [a-z]{2,4})?"
    r"|list of \d+ items|(?:list|item) \d+ of \d+",
)
"""Lines that say how long a text takes, and what is read aloud of a list."""

COMMENT_COUNT = re.compile(
    r"(?:show |view |read )?\d[\d,.]* (?:comments?|kommentare|commentaires?)"
)
"""How many readers wrote below a text."""

APPEAL = re.compile(
    r"\b(?:support|fund|unterstütz\w+ sie|soutenez|apoya|apoie|sostieni|wesprzyj|steun|støt|stöd"
    r"|поддержите|підтримайте)\b.{0,40}"
    r"(?:independent journalism|unabhängige\w* journalismus|journalisme indépendant"
    r"|periodismo independiente|jornalismo independente|giornalismo indipendente"
    r"|niezależne dziennikarstwo|onafhankelijke journalistiek|независим\w+ журналистик"
    r"|незалежн\w+ журналістик)",
)
JOURNALISM = re.compile("journalis|periodismo|jornalismo|giornalismo|dziennikar|журнал").search
"""What a site asks for that lives on gifts, and what stands in every such sentence."""

PLATFORM = re.compile(r"Spotify|Apple Podcasts?|Deezer|Amazon Music|Google Podcasts|RSS|Podigee")
FEWEST_PLATFORMS = 2

WHOLE = frozenset(_rows(LINES))
SPOKEN = _keyed((*_rows(BEGINNINGS), *(f"{heading}:" for heading in WORLD)))
CREDITED = _keyed(_rows(CREDITS))


def speaks_to_readers(text: str) -> bool:
    """Whether a paragraph is what a site says to its readers: an offer, a button, a credit."""
    size = len(text)
    if not 0 < size <= LONGEST:
        return False
    lower = text[:LONGEST_LINE].replace("İ", "I").lower().lstrip(OPENING).replace("’", "'")
    key = lower[:KEY]
    if lower.startswith(SPOKEN.get(key, ())):
        return True
    if size <= LONGEST_CREDIT and lower.startswith(CREDITED.get(key, ())):
        return True
    if size > LONGEST_LINE:
        return _asks_for_gifts(text.lower()) or _names_platforms(text)
    if lower.rstrip(LINE_ENDS) in WHOLE:
        return True
    return any(form.fullmatch(lower) is not None for form in (READING_TIME, COMMENT_COUNT))


def _asks_for_gifts(lower: str) -> bool:
    return JOURNALISM(lower) is not None and APPEAL.search(lower) is not None


def _names_platforms(text: str) -> bool:
    """Whether a text says where a podcast can be heard."""
    return "odcast" in text and len(set(PLATFORM.findall(text))) >= FEWEST_PLATFORMS
