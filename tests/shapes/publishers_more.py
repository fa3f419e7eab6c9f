"""Pages with more than one text: next articles, consent walls, doubled texts, sponsors, bulletins."""
# ruff: noqa: E501

from __future__ import annotations

import json

from publisher_page import (
    CET,
    DAY,
    Page,
    Shape,
    Shapes,
    cards,
    document,
    ld,
    lead,
    linked,
    mark,
    menu,
    og,
    pages,
    person,
    text,
)
from publisher_texts import (
    BRIDGE,
    COURT,
    DA,
    DE,
    EN_MENU,
    EN_OTHERS,
    ES,
    FR,
    IT,
    JA,
    RATES,
    RU,
    SPORT,
    TR,
    Told,
)

shape = Shapes()


def plain(t: Told, upto: int = 99) -> str:
    return "".join(f"<p>{one}</p>" for one in t.paragraphs[:upto])


@shape
def next_article_below() -> Shape:
    t, other = BRIDGE, SPORT
    body = f'<header>{menu(t)}</header><main><article class="story" data-url="/a/1"><h1>{t.title}</h1><p class="standfirst">{lead(t)}</p><div class="byline">By <a href="/a">Horatio Blum</a> <time datetime="2025-03-24T11:04:11Z">24 March 2025</time></div><div class="story-body">{text(t, links=(2,))}</div></article><div class="next-up">Up next</div><article class="story" data-url="/a/2"><h1>{other.title}</h1><p class="standfirst">{other.standfirst}</p><div class="byline">By <a href="/b">Ida Crane</a> <time datetime="2025-03-22T09:00:00Z">22 March 2025</time></div><div class="story-body">{plain(other, 6)}</div></article></main><footer>{menu(t, "ft", 3)}</footer>'
    head = og(t, site="Harbour Post") + ld(t, DAY, person("Horatio Blum"))
    return t, DAY, ("Horatio Blum",), document(t, body, site="Harbour Post", head=head)


@shape
def consent_wall_in_the_page() -> Shape:
    t = DE
    vendor = "".join(
        f"<li><h4>{name}</h4><p>Wir und unsere Partner verarbeiten Daten, um {what}. Diese Verarbeitung erfolgt auf Grundlage Ihrer Einwilligung, die Sie jederzeit mit Wirkung für die Zukunft widerrufen können.</p></li>"
        for name, what in (
            ("Speicherung", "Informationen auf Ihrem Endgerät zu speichern oder abzurufen"),
            ("Anzeigen", "personalisierte Anzeigen auszuwählen und ihre Leistung zu messen"),
            ("Inhalte", "Inhalte zu personalisieren und ihre Leistung zu messen"),
            ("Zielgruppen", "Erkenntnisse über Zielgruppen zu gewinnen"),
            ("Produkte", "Produkte zu entwickeln und zu verbessern"),
        )
    )
    wall = f'<div class="layer"><div class="layer-in"><h2>Willkommen bei Elbblick</h2><p>Besuchen Sie Elbblick wie gewohnt mit Werbung und Tracking oder lesen Sie im Pur-Abo ohne Werbung für 4,99 Euro im Monat.</p><button>Einwilligen und weiter</button><button>Jetzt Pur abonnieren</button><ul>{vendor}</ul><p>Details finden Sie in der <a>Datenschutzerklärung</a> und im <a>Impressum</a>.</p></div></div>'
    body = f'{wall}<header>{menu(t)}</header><main><article><span class="dach">Handel</span><h1>{t.title}</h1><p class="vorspann">{lead(t)}</p><div class="autor">Von <a href="/a">Gesine Thoms</a></div><div class="zeit">24.03.2025 | 11:04</div><div class="text">{text(t, links=(1,), before={4: f"<h2>{mark(t.headings[0])}</h2>"})}</div></article>{cards(t, "<a href=/t/{n}><h3>{}</h3></a>", 9)}</main><footer>{menu(t, "ft", 3)}</footer>'
    head = og(t, site="Elbblick") + ld(t, CET, person("Gesine Thoms"))
    return t, CET, ("Gesine Thoms",), document(t, body, site="Elbblick", head=head)


@shape
def text_for_two_screens() -> Shape:
    t = ES
    body = f'<header>{menu(t)}</header><main><h1>{t.title}</h1><h2 class="sub">{lead(t)}</h2><p class="autor">Por <a href="/a">Aurelio Zamacona</a></p><time datetime="2025-03-24T11:04:11+01:00">24/03/2025 11:04h</time><div class="desktop-only"><div class="cuerpo">{text(t, links=(2,))}</div></div><div class="mobile-only" style="display:none"><div class="cuerpo">{plain(t)}</div></div>{cards(t, "<article><h3><a href=/n/{n}>{}</a></h3></article>", 9)}</main><footer>{menu(t, "ft", 3)}</footer>'
    head = og(t, site="Diario del Alba") + ld(t, CET, person("Aurelio Zamacona"))
    return t, CET, ("Aurelio Zamacona",), document(t, body, site="Diario del Alba", head=head)


@shape
def chart_quiz_and_timeline() -> Shape:
    t = RATES
    chart = '<div class="datawrapper-embed"><h4>Price of bottle glass, euros a tonne</h4><iframe src="https://datawrapper.example/x" title="Price of bottle glass" aria-label="Line chart"></iframe><noscript><img src="https://datawrapper.example/x.png" alt="Line chart of prices"></noscript></div>'
    quiz = '<div class="quiz-widget"><h3>How much do you know about glass?</h3><p>Question 1 of 3</p><p>Which of these is not an ingredient of glass?</p><form><label><input type="radio"> Sand</label><label><input type="radio"> Soda</label><label><input type="radio"> Milk</label><button>Next</button></form></div>'
    sponsor = '<div class="native-ad"><span>Paid post</span><a href="https://ads.example"><h4>Seven chairs that will change your back</h4></a><p>Find out why thousands have thrown away their sofas this spring.</p><span>Sponsored by Sitwell</span></div>'
    body = f'<header>{menu(t)}</header><main><article><h1>{t.title}</h1><p class="dek">{lead(t)}</p><p class="by">By <a rel="author" href="/a">Marcella Voss</a>, Industry editor</p><time datetime="2025-03-24T11:04:11Z">March 24, 2025</time><div class="content">{text(t, links=(1,), before={2: chart, 4: sponsor, 6: quiz, 8: f"<h2>{mark(t.headings[1])}</h2>"})}</div></article><ol class="most">{cards(t, "<li><a href=/m/{n}>{}</a></li>", 8)}</ol></main><footer>{menu(t, "ft", 3)}</footer>'
    head = og(t, site="Ledger Lane") + ld(
        t, DAY, [{"@type": "Person", "name": "Marcella Voss", "jobTitle": "Industry editor"}]
    )
    return t, DAY, ("Marcella Voss",), document(t, body, site="Ledger Lane", head=head)


@shape
def correction_above_and_roles() -> Shape:
    t = COURT
    body = f'<header>{menu(t)}</header><main><article><h1>{t.title}</h1><div class="bylines"><span>Reporting by <a href="/a">Leopold Grange</a></span><span>Photography by <a href="/b">Silas Burke</a></span><span>Edited by <a href="/c">Nan Ferris</a></span></div><div class="date">March 24, 2025 at 7:04 a.m. EDT</div><div class="note"><strong>Correction:</strong> <em>An earlier version of this article gave the wrong age of a juror. The article has been corrected.</em></div><div class="body">{text(t, before={5: f"<h3>{mark(t.headings[0])}</h3>"})}</div><div class="tip"><p>Do you know something about this? Write to tips@courier.example or call our desk at 555-0134.</p></div></article>{cards(t, "<a href=/x/{n}>{}</a>", 8)}</main><footer>{menu(t, "ft", 3)}</footer>'
    head = og(t, site="Courier")
    return t, DAY, ("Leopold Grange",), document(t, body, site="Courier", head=head)


@shape
def only_in_data() -> Shape:
    t = FR
    blocks = [{"type": "paragraph", "html": f"<p>{one}</p>"} for one in t.paragraphs]
    state = json.dumps(
        {
            "props": {
                "pageProps": {
                    "article": {
                        "title": t.title,
                        "intro": t.standfirst,
                        "publishedAt": CET,
                        "authors": [{"name": "Hermine Lasalle"}],
                        "body": "".join(block["html"] for block in blocks),
                    }
                }
            },
            "page": "/article/[id]",
        },
        ensure_ascii=False,
    )
    hidden = "".join(f"<!--{mark(one)}-->" for one in t.paragraphs)
    body = f'<div id="__next"><div class="shell">{menu(t)}</div><div class="skeleton"></div></div>{hidden}<script id="__NEXT_DATA__" type="application/json">{state}</script>'
    head = og(t, CET, "Le Relais") + ld(t, CET, person("Hermine Lasalle"))
    return t, CET, ("Hermine Lasalle",), document(t, body, site="Le Relais", head=head)


@shape
def briefing_of_links() -> Shape:
    t = Told(
        "en",
        "The Briefing: a bridge, a verdict and a goalkeeper",
        "What you need to know this Tuesday.",
        (),
        (),
        "",
        EN_OTHERS,
        EN_MENU,
    )
    parts = (
        ("A bridge at last", BRIDGE, 3),
        ("Bees and a verdict", COURT, 2),
        ("Knees do not lie", SPORT, 3),
    )
    sections = "".join(
        f"<h2>⟦{title}⟧</h2>" + "".join(f"<p>{linked(one)}</p>" for one in told.paragraphs[:many])
        for title, told, many in parts
    )
    also = "".join(
        f"<li>⟦{one}⟧</li>"
        for one in (
            "The lake turned pink again, and nobody was blamed.",
            "A mayor left over a fountain, and took the plug.",
            "The night sleeper runs on Fridays from May.",
        )
    )
    body = f'<header>{menu(t)}</header><main><article><h1>{t.title}</h1><p class="dek">{lead(t)}</p><p>By <a href="/a" rel="author">Cosima Reed</a></p><p>March 24, 2025, 11:04 a.m. UTC</p><div class="nl-top"><p>You’re reading The Briefing newsletter. Get it sent to your inbox.</p><form><input type="email"></form></div><section class="b"><p>⟦Good morning. Here are three stories that we could not put down, and three that are short.⟧</p>{sections}<h2>⟦In other news⟧</h2><ul>{also}</ul><p>⟦Thanks for starting your day with us. See you tomorrow. — Cosima⟧</p></section></article>{cards(t, "<a href=/x/{n}>{}</a>", 6)}</main><footer>{menu(t, "ft", 3)}</footer>'
    head = og(t, site="The Courier") + ld(t, DAY, person("Cosima Reed"))
    return t, DAY, ("Cosima Reed",), document(t, body, site="The Courier", head=head)


@shape
def bulletin_of_japan() -> Shape:
    t = Told("ja", "霧沢町で震度4 津波の心配なし", "", (), (), "", JA.others, JA.menu)
    p = (
        "24日午後8時4分ごろ、県北部を震源とする地震があり、霧沢町で震度4の揺れを観測した。この地震による津波の心配はない。",
        "気象台によると、震源の深さは約10キロ、地震の規模を示すマグニチュードは4・6と推定される。",
        "各地の震度は次の通り。",
    )
    rows = "".join(
        f"<li>⟦{one}⟧</li>"
        for one in ("震度4 霧沢町", "震度3 桐野市、白根村", "震度2 湖南市、上田原町")
    )
    body = f'<header>{menu(t)}</header><main><article><h1>{t.title}</h1><p class="date">2025年3月24日 20:30</p><div class="body"><p>{mark(p[0])}</p><p>{mark(p[1])}</p><p>{mark(p[2])}</p><ul>{rows}</ul></div><p class="tag">関連キーワード</p></article><h2>関連記事</h2><ul>{cards(t, "<li><a href=/a/{n}>{}</a></li>", 5)}</ul><h2>アクセスランキング</h2><ol>{cards(t, "<li><a href=/r/{n}>{}</a></li>", 8)}</ol></main><footer>{menu(t, "ft", 3)}</footer>'
    head = og(t, "2025-03-24T20:30:00+09:00", "霧明新報")
    return (
        t,
        "2025-03-24T20:30:00+09:00",
        (),
        document(t, body, site="霧明新報", title=f"{t.title} | 霧明新報", head=head),
    )


@shape
def sponsors_and_summary_in_italy() -> Shape:
    t = IT
    summary = '<div class="in-breve"><h3>I punti chiave</h3><ul><li>La linea riapre dopo sedici mesi.</li><li>Il viadotto è stato spostato di trenta metri.</li></ul><p>Riassunto generato dall’intelligenza artificiale e verificato dalla redazione</p></div>'
    body = f'<header>{menu(t)}</header><main><article><p class="occhiello">Trasporti</p><h1>{t.title}</h1><p class="sommario">{lead(t)}</p><p class="firma">di <a href="/a">Ottavia Berlinghieri</a></p><p class="data">24 marzo 2025 - 11:04</p>{summary}<div class="testo">{text(t, before={2: "<div class=correlati><p>Potrebbe interessarti</p><a href=/1>" + t.others[0] + "</a></div>", 4: f"<h2>{mark(t.headings[0])}</h2>", 5: "<div class=sponsor><p>Contenuto sponsorizzato</p><a href=/s>Le dieci valigie più leggere</a></div>"}, links=(3,))}</div><p class="canale">Segui il nostro canale WhatsApp per restare sempre aggiornato</p></article>{cards(t, "<a href=/t/{n}>{}</a>", 9)}</main><footer>{menu(t, "ft", 3)}</footer>'
    head = og(t, site="Il Valico") + ld(t, CET, person("Ottavia Berlinghieri"))
    return t, CET, ("Ottavia Berlinghieri",), document(t, body, site="Il Valico", head=head)


@shape
def russian_daily_with_blocks() -> Shape:
    t = RU
    body = f'<header>{menu(t)}</header><main><div class="article-wrap"><h1>{t.title}</h1><div class="head-info"><span class="date">24 марта 2025, 14:04</span><span class="auth">Глеб Стоянов</span></div><div class="anons">{lead(t)}</div><div class="txt-content">{text(t, before={2: "<div class=incut><div class=incut-title>Читайте также</div><a href=/1>" + t.others[0] + "</a></div>", 4: f"<h2>{mark(t.headings[0])}</h2>", 6: "<div class=expert><div class=expert-name>Справка</div><p>Озеро занимает сорок квадратных километров и не замерзает в устье реки.</p></div>"}, links=(1,))}</div><div class="subscr">Подписывайтесь на наш канал в Telegram</div></div>{cards(t, "<div class=lenta><span>1{n}:05</span><a href=/l/{n}>{}</a></div>", 12)}</main><footer>{menu(t, "ft", 3)}</footer>'
    head = og(t, "2025-03-24T14:04:00+03:00", "Берег")
    return (
        t,
        "2025-03-24T14:04:00+03:00",
        ("Глеб Стоянов",),
        document(t, body, site="Берег", title=f"{t.title} - Берег", head=head),
    )


@shape
def turkish_site_with_ads() -> Shape:
    t = TR
    body = f'<header>{menu(t)}</header><main><div class="haber"><h1>{t.title}</h1><h2 class="spot">{lead(t)}</h2><div class="bilgi"><span>Giriş: 24.03.2025 - 14:04</span> <span>Güncelleme: 24.03.2025 - 15:30</span> <span>Kaynak: İHA</span></div><div class="metin">{text(t, before={1: "<div class=reklam>REKLAM</div>", 3: "<div class=ilgili><b>İlgili Haberler</b><a href=/1>" + t.others[1] + "</a></div>", 5: f"<h3>{mark(t.headings[0])}</h3>"})}</div><div class="emoji"><p>Bu habere ne tepki verirsiniz?</p></div></div>{cards(t, "<a href=/s/{n}>{}</a>", 12)}</main><footer>{menu(t, "ft", 3)}</footer>'
    head = og(t, "2025-03-24T14:04:00+03:00", "Kıyı Haber")
    return (
        t,
        "2025-03-24T14:04:00+03:00",
        (),
        document(t, body, site="Kıyı Haber", title=f"{t.title} - Kıyı Haber", head=head),
    )


@shape
def danish_page_with_names_apart() -> Shape:
    t = DA
    body = f'<header>{menu(t)}</header><main><article><div class="hero"><h1>{t.title}</h1><div class="underrubrik">{lead(t)}</div></div><div class="folk"><div class="folk-i"><div class="navn">Kirstine Broholm</div><div class="titel">Journalist</div></div><div class="folk-i"><div class="navn">Jens Otto Hvid</div><div class="titel">Fotograf</div></div></div><div class="tid">24. marts 2025 kl. 11.04</div><div class="brod">{text(t, before={3: f"<h3>{mark(t.headings[0])}</h3>", 5: "<div class=faktaboks><h4>Fakta</h4><p>Lille Vesø er 4 kilometer lang og har ingen bro.</p></div>"})}</div></article>{cards(t, "<a href=/x/{n}>{}</a>", 9)}</main><footer>{menu(t, "ft", 3)}</footer>'
    head = og(t, CET, "Øposten") + ld(t, CET, [{"@type": "Person", "name": "Kirstine Broholm"}])
    return t, CET, ("Kirstine Broholm",), document(t, body, site="Øposten", head=head)


PAGES: list[Page] = pages(shape)
