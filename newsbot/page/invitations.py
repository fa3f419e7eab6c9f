"""What a page asks of its reader in a box of its own: to subscribe, to give, to consent."""

from __future__ import annotations

from newsbot.page.furniture import KEY, LONGEST_LINE, OPENING, SPOKEN

CALL_ENDS = " \t\n.!>»›→"
"""What may stand around a button's words."""

CALLS = {
    "en": "subscribe|subscribe now|sign up|sign up now|sign me up|join|join us|support us|donate"
    "|donate now|become a member|become a supporter|contribute|get started|vote",
    "de": "abonnieren|jetzt abonnieren|anmelden|jetzt anmelden|registrieren|jetzt registrieren"
    "|bestellen|jetzt bestellen|unterstützen|jetzt unterstützen|spenden|jetzt spenden"
    "|kostenlos testen"
    "|jetzt testen|jetzt zugang sichern|zustimmen|externer inhalt|inhalt anzeigen|akzeptieren"
    "|inhalte aktivieren|externen inhalt laden|alle externen inhalte laden",
    "fr": "s'abonner|je m'abonne|s'inscrire|je m'inscris|inscription|faire un don|je fais un don"
    "|soutenir|accepter|gérer mes choix|autoriser|activer|tout accepter",
    "es pt": "suscríbete|suscribirse|suscríbase|apúntate|regístrate|recíbelo|recibirlo"
    "|haz tu donación"
    "|únete|hazte socio|assine|assinar|inscreva-se|cadastrar|cadastre-se|quero receber|apoie",
    "it": "iscriviti|iscriviti ora|abbonati|registrati|dona ora|sostienici|accetta",
    "nl": "inschrijven|schrijf je in|aanmelden|meld je aan|abonneren|steun ons|accepteren",
    "sv da no fi": "prenumerera|anmäl dig|starta prenumeration|tilmeld|tilmeld dig|meld deg på"
    "|abonner|tilaa|tilaa uutiskirje",
    "pl cs sk": "zapisz się|zapisuję się|subskrybuj|wesprzyj nas|odebírat|přihlásit se k odběru",
    "ru uk": "подписаться|подпишитесь|поддержать|підписатися|підтримати|приєднатися|долучитися",
    "tr el ro hu": "abone ol|kaydol|εγγραφή|abonează-te|feliratkozom|feliratkozás",
    "ar he fa": "اشترك|اشترك الآن|הרשמה|הירשמו|عضویت",
    "ja ko": "登録する|会員登録|メルマガ登録|구독|구독하기",
}
"""What the buttons say of boxes that do nothing but ask for something."""

HEADED = (
    "newsletter",
    "nieuwsbrief",
    "nyhetsbrev",
    "nyhedsbrev",
    "infolettre",
    "our coverage of ",
    "support us",
    "support our",
    "support independent",
)
"""How the headings of such boxes begin besides."""

ASKING = frozenset(call for row in CALLS.values() for call in row.split("|"))


def invites(heading: str) -> bool:
    """Whether a heading is that of an offer: a newsletter, an appeal, an app."""
    lower = heading[:LONGEST_LINE].lower().lstrip(OPENING).replace("’", "'")
    return lower.startswith(SPOKEN.get(lower[:KEY], ())) or lower.startswith(HEADED)


def is_call(label: str) -> bool:
    """Whether a button asks its reader to subscribe, to give, or to consent."""
    return len(label) <= LONGEST_LINE and label.lower().replace("’", "'").strip(CALL_ENDS) in ASKING
