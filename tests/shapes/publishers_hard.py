"""Pages of rarer kinds: live pages, explainers, briefs, columns, interviews, old and bare systems."""
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
    AR,
    BRIDGE,
    COURT,
    DE,
    EN_MENU,
    EN_OTHERS,
    ES,
    FR,
    KO,
    NL,
    PL,
    RATES,
    SPORT,
    SV,
    Told,
)

shape = Shapes()


@shape
def live_page_with_key_events() -> Shape:
    t = BRIDGE
    entry = '<article id="block-{n}" class="dcr-lb" data-block><header class="dcr-lbh"><a href="?page=with:block-{n}#block-{n}"><time datetime="2025-03-24T1{n}:04:00.000Z">2{n}m ago</time><span>1{n}.04 GMT</span></a></header>{h}<div class="dcr-byl"><img src="/u.jpg"><span>Rowan Petherick</span></div><p>{{}}</p><p>{{}}</p><footer class="dcr-sh"><a href="#">Share</a><span>Updated at 1{n}.20 GMT</span></footer></article>'
    p = t.paragraphs
    titles = (
        "Councillors vote eleven to four",
        "The plan will cost £64m",
        "Opponents call for a ferry",
        "Engineers reject the ferry",
        "Tolls stay undecided",
    )
    blocks = "".join(
        entry.format(n=n, h=f"<h2>⟦{titles[n]}⟧</h2>").format(mark(p[2 * n]), mark(p[2 * n + 1]))
        for n in range(5)
    )
    key = "".join(
        f'<li><a href="#block-{n}"><time>2{n}m ago</time>{one}</a></li>'
        for n, one in enumerate(titles)
    )
    body = f'<header>{menu(t)}</header><main><div><h1>{t.title} – as it happened</h1><div data-gu-name="standfirst"><p>{lead(t)}</p></div><div class="byline"><a rel="author" href="/p/1">Rowan Petherick</a></div><details><summary>Mon 24 Mar 2025 15.20 GMT</summary>First published on Mon 24 Mar 2025 11.04 GMT</details></div><aside class="key-events"><h2>Key events</h2><ol>{key}</ol></aside><div id="liveblog-body" class="live-body"><div class="filter"><label>Show key events only</label><p>Please turn on JavaScript to use this feature</p></div>{blocks}</div><div class="pagination"><a>Newest</a><span>1 of 1</span><a>Oldest</a></div><section><h2>Most viewed</h2>{cards(t, "<li><a href=/m/{n}>{}</a></li>", 10)}</section></main><footer>{menu(t, "ft", 4)}</footer>'
    head = (
        og(t, "2025-03-24T11:04:11.000Z", "the Warden")
        + f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": t.title + " – as it happened", "datePublished": "2025-03-24T11:04:11Z", "dateModified": "2025-03-24T15:20:00Z", "author": person("Rowan Petherick"), "liveBlogUpdate": [{"@type": "BlogPosting", "headline": one, "datePublished": f"2025-03-24T1{n}:04:00Z"} for n, one in enumerate(titles)]})}</script>'
    )
    told = Told(
        t.lang,
        f"{t.title} – as it happened",
        t.standfirst,
        p,
        t.headings,
        t.caption,
        t.others,
        t.menu,
    )
    return (
        told,
        DAY,
        ("Rowan Petherick",),
        document(
            t,
            body,
            site="The Warden",
            title=f"{t.title} – as it happened | Coast | The Warden",
            head=head.replace(f'content="{t.title}"', f'content="{t.title} – as it happened"'),
        ),
    )


@shape
def explainer_with_lists_and_table() -> Shape:
    t = RATES
    p = t.paragraphs
    table = "<table><thead><tr><th>⟦Plant⟧</th><th>⟦Furnaces⟧</th><th>⟦State⟧</th></tr></thead><tbody><tr><td>⟦Ostrava⟧</td><td>⟦3⟧</td><td>⟦stands still⟧</td></tr><tr><td>⟦Moravice⟧</td><td>⟦2⟧</td><td>⟦runs at half speed⟧</td></tr></tbody></table>"
    body = f'<header>{menu(t)}</header><main><article><h1>{t.title}</h1><p class="sub">{lead(t)}</p><div class="by">By <a href="/a/1">Corin Maddock</a> and <a href="/a/2">Elspeth Quaye</a></div><time datetime="2025-03-24T11:04:11Z">24 March 2025</time><div class="toc"><h2>In this article</h2><ul><li><a href="#q1">What happened?</a></li><li><a href="#q2">Who is affected?</a></li><li><a href="#q3">What comes next?</a></li></ul></div><div class="prose"><h2 id="q1">⟦What happened?⟧</h2><p>{mark(p[0])}</p><p>{linked(p[1])}</p><h2 id="q2">⟦Who is affected?⟧</h2><p>⟦Three groups feel it first:⟧</p><ul><li>⟦<a href="/b">Breweries</a>, which have stocks for three to five weeks⟧</li><li>⟦<a href="/s">Shareholders</a>, who lost a fifth of their money in a morning⟧</li><li>⟦<a href="/w">Workers</a> of the two plants, who are paid until the end of April⟧</li></ul><p>{mark(p[4])}</p>{table}<p>{mark(p[6])}</p><h2 id="q3">⟦What comes next?⟧</h2><ol><li>⟦The insurer inspects the duct in the first week of April.⟧</li><li>⟦The furnace is cooled, which takes twelve days.⟧</li><li>⟦Bricks are replaced and the furnace is heated again.⟧</li></ol><p>{mark(p[8])}</p></div><div class="share">Share this explainer</div></article><section class="more"><h2>More explainers</h2>{cards(t, "<a href=/x/{n}><h3>{}</h3><p>Our reporters answer what readers asked most often about it this month.</p></a>", 6)}</section></main><footer>{menu(t, "ft", 4)}</footer>'
    head = og(t, site="The Brief") + ld(t, DAY, person("Corin Maddock", "Elspeth Quaye"))
    return (
        t,
        DAY,
        ("Corin Maddock", "Elspeth Quaye"),
        document(t, body, site="The Brief", head=head),
    )


@shape
def brief_beside_long_cards() -> Shape:
    t = COURT
    p = t.paragraphs
    long = " ".join(BRIDGE.paragraphs[3:6])
    body = f'<header>{menu(t)}</header><main><div class="col"><div class="card main"><h1>{t.title}</h1><span class="d">March 24, 2025 11:04 am UTC</span><p>{mark(p[0])}</p><p>{mark(p[3])}</p></div></div><div class="col wide">{cards(t, "<div class=card><h2><a href=/c/{n}>{}</a></h2><p>" + long + " <a href=/c/{n}>Continue</a></p></div>", 6)}</div></main><footer>{menu(t, "ft", 4)}</footer>'
    head = (
        og(t, site="County Briefs")
        + '<meta property="article:published_time" content="2025-03-24T11:04:11Z">'
    )
    return t, DAY, (), document(t, body, site="County Briefs", head=head)


@shape
def column_with_bio_above() -> Shape:
    t = SPORT
    body = f'<header>{menu(t)}</header><main><article><div class="kick"><a>Opinion</a></div><h1>{t.title}</h1><h2 class="dek">{lead(t)}</h2><div class="columnist"><img src="/c.jpg" width="120"><div><h3><a href="/c/1">Perpetua Lowndes</a></h3><p>Perpetua Lowndes has written about football for this paper since 1998. She is the author of two books on goalkeepers and lives in a village without a pitch.</p><a href="/feed">Follow</a></div></div><div class="when">Monday 24 March 2025 11.04</div><div class="txt">{text(t, links=(2,))}<p class="end"><em>The opinions in this column are those of its author and do not represent those of the paper.</em></p></div></article>{cards(t, "<div class=op><h3><a href=/o/{n}>{}</a></h3><span>Perpetua Lowndes</span></div>", 8)}</main><footer>{menu(t, "ft", 4)}</footer>'
    head = og(t, site="The Evening Pitch") + ld(
        t, DAY, {"@type": "Person", "name": "Perpetua Lowndes", "description": "Columnist"}
    ).replace("NewsArticle", "OpinionNewsArticle")
    return t, DAY, ("Perpetua Lowndes",), document(t, body, site="The Evening Pitch", head=head)


@shape
def accelerated_page() -> Shape:
    t = FR
    body = f'<amp-sidebar id="s" layout="nodisplay">{menu(t)}</amp-sidebar><header><amp-img src="/logo.png" width="120" height="30"></amp-img></header><main><article><h1>{t.title}</h1><p class="chapo">{lead(t)}</p><p class="meta">Par <span class="auteur">Corentin Maubray</span> | Publié le <time datetime="2025-03-24T11:04:11+01:00">24/03/2025 à 11:04</time></p><amp-img src="/1.jpg" width="640" height="360" layout="responsive"></amp-img><p class="legende">{t.caption} © Yann Bozec</p><div class="corps">{text(t, before={2: "<amp-ad width=300 height=250 type=doubleclick><div placeholder>Publicité</div></amp-ad>", 4: f"<h2>{mark(t.headings[0])}</h2>", 6: "<section class=alire><p><b>À lire aussi :</b> <a href=/x>" + t.others[2] + "</a></p></section>"})}</div><section amp-access="NOT subscriber"><p>Abonnez-vous pour un euro le premier mois.</p></section></article><amp-list src="/reco.json"><template type="amp-mustache"><a href="{{{{url}}}}">{{{{title}}}}</a></template></amp-list>{cards(t, "<a class=reco href=/r/{n}>{}</a>", 8)}</main><footer>{menu(t, "ft", 3)}</footer>'
    head = (
        ld(t, CET, [{"@type": "Person", "name": "Corentin Maubray"}])
        + '<link rel="canonical" href="https://le-quai.example/a/1"><style amp-custom>.a{color:red}</style>'
    )
    return (
        t,
        CET,
        ("Corentin Maubray",),
        document(t, body, site="Le Quai", head=head, attributes=" amp"),
    )


@shape
def old_content_system() -> Shape:
    t = COURT
    body = f'<div id="page"><div id="header"><div id="logo"><a href="/">The Valley Ledger</a></div>{menu(t, "menu")}</div><div id="main"><div id="sidebar-left" class="sidebar"><div class="block"><h2>Most popular</h2><div class="content">{cards(t, "<li><a href=/node/{n}>{}</a></li>", 6)}</div></div></div><div id="squeeze"><div class="breadcrumb"><a href="/">Home</a> » <a>Courts</a></div><h1 class="title">{t.title}</h1><div class="tabs"></div><div class="node"><span class="submitted">Submitted by Osgood Farr on Mon, 03/24/2025 - 11:04</span><div class="terms"><ul class="links inline"><li><a href="/t/1">Courts</a></li></ul></div><div class="content">{text(t)}</div><div class="links"><ul class="links inline"><li><a href="/login">Log in</a> or <a href="/register">register</a> to post comments</li><li>412 reads</li><li><a>Printer-friendly version</a></li><li><a>Send to friend</a></li></ul></div></div><div id="comments"><div class="comment"><h3>good news</h3><span class="submitted">Submitted by beefan (not verified) on Mon, 03/24/2025 - 12:10.</span><div class="content"><p>I sat in that room for three days and I never believed a word the state said about the tank.</p></div></div></div></div></div><div id="footer">Copyright The Valley Ledger</div></div>'
    return t, DAY, ("Osgood Farr",), document(t, body, site="The Valley Ledger")


@shape
def names_in_one_string() -> Shape:
    t = RATES
    push = json.dumps([1, "a:" + json.dumps({"title": t.title, "slug": "x"}) + "\n"])
    body = f'<div class="flex">{menu(t, "nav")}</div><main class="mx-auto"><article class="prose-lg"><div class="text-sm text-gray-500">Markets</div><h1 class="text-4xl font-bold">{t.title}</h1><p class="mt-4 text-xl">{lead(t)}</p><div class="mt-4 flex"><span class="font-medium">By Odile Marchbank, Rufus Teel and Wanda Croft</span><span class="mx-2">·</span><time datetime="2025-03-24T11:04:11Z">Mar 24, 2025, 11:04 UTC</time></div><figure class="my-8"><img src="/x.jpg" width="1200"><figcaption class="text-sm">{t.caption} Photographer: Vit Rezek/Bloomish</figcaption></figure><div class="mt-8 space-y-6">{text(t, "<p class=leading-8>{}</p>", before={3: "<div class=my-8><div class=rounded-lg><p class=font-semibold>Get the Markets Daily</p><p>What moved and why, before breakfast.</p><form><input type=email placeholder=Email><button>Sign up</button></form></div></div>", 6: f"<h2 class=text-2xl>{mark(t.headings[0])}</h2>"}, links=(1, 7))}</div><p class="mt-8 text-sm italic">— With assistance from Jitka Halas</p></article><aside class="mt-16"><h2 class="text-xl">Up next</h2><div class="grid">{cards(t, "<a class=block href=/n/{n}><h3 class=font-semibold>{}</h3><p class=text-sm>Mar 2{n}, 2025</p></a>", 9)}</div></aside></main><footer>{menu(t, "ft", 4)}</footer><script>self.__next_f.push({push})</script>'
    head = og(t, site="Ticker") + ld(t, DAY, "Odile Marchbank, Rufus Teel and Wanda Croft")
    return (
        t,
        DAY,
        ("Odile Marchbank", "Rufus Teel", "Wanda Croft"),
        document(t, body, site="Ticker", head=head),
    )


@shape
def weblog_system_of_a_paper() -> Shape:
    t = NL
    social = '<div class="td-post-sharing-top"><a>Facebook</a><a>Twitter</a><a>WhatsApp</a></div>'
    shared = '<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Dit delen:</h3><ul><li><a>Klik om te delen op Facebook (Wordt in een nieuw venster geopend)</a></li></ul></div><div class="sharedaddy"><h3 class="sd-title">Vind ik leuk:</h3><span>Vind-ik-leuk</span> <span>Laden...</span></div>'
    rel = f'<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>Gerelateerd</em></h3>{cards(t, "<div class=jp-relatedposts-post><h4><a href=/p/{n}>{}</a></h4><p>De raad vergaderde tot diep in de nacht over het plan en nam uiteindelijk geen besluit.</p></div>", 3)}</div>'
    body = f'<header>{menu(t)}</header><div class="td-container"><div class="td-crumb">Home › Erfgoed</div><article class="post type-post"><div class="td-post-header"><ul class="td-category"><li><a>Erfgoed</a></li></ul><h1 class="entry-title">{t.title}</h1><div class="td-module-meta-info"><div class="td-post-author-name">Door <a href="/author/h">Hiske Wiersma</a> <span>-</span></div><span class="td-post-date"><time class="entry-date updated td-module-date" datetime="2025-03-24T11:04:11+01:00">24 maart 2025</time></span><div class="td-post-views">1834</div></div></div>{social}<div class="td-post-content"><div class="td-post-featured-image"><figure><img src="/w.jpg" width="696"><figcaption class="wp-caption-text">{t.caption} Foto: Kees van Driel</figcaption></figure></div>{text(t, before={2: "<div class=td-a-rec><span class=td-adspot-title>- Advertentie -</span></div>", 4: f"<h2 class=wp-block-heading>{mark(t.headings[0])}</h2>"}, links=(3,))}{shared}{rel}</div><footer><div class="td-post-source-tags"><ul><li>TAGS</li><li><a>molen</a></li></ul></div><div class="td-block-row td-post-next-prev"><div><span>Vorig artikel</span><a href="/p/1">{t.others[0]}</a></div><div><span>Volgend artikel</span><a href="/p/2">{t.others[1]}</a></div></div><div class="author-box-wrap"><div class="td-author-name">Hiske Wiersma</div><div class="td-author-description">Hiske schrijft over dorpen, molens en alles wat draait in het noorden van het land.</div></div></footer></article><div id="respond"><h3>LAAT EEN REACTIE ACHTER</h3><form><textarea></textarea></form></div></div><footer>{menu(t, "ft", 3)}</footer>'
    head = (
        og(t, CET, "Het Noorderblad")
        + f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": t.title, "datePublished": CET, "author": {"name": "Hiske Wiersma", "@id": "https://x.example/#/schema/person/1"}, "publisher": {"@id": "https://x.example/#organization"}}, {"@type": "WebPage", "name": t.title + " - Het Noorderblad", "datePublished": CET}, {"@type": "Organization", "@id": "https://x.example/#organization", "name": "Het Noorderblad"}, {"@type": "Person", "@id": "https://x.example/#/schema/person/1", "name": "Hiske Wiersma"}]})}</script>'
    )
    return (
        t,
        CET,
        ("Hiske Wiersma",),
        document(t, body, site="Het Noorderblad", title=f"{t.title} - Het Noorderblad", head=head),
    )


@shape
def long_read_with_initials() -> Shape:
    t = BRIDGE
    p = t.paragraphs
    first = f'<p class="has-dropcap"><span class="dropcap" aria-hidden="true">⟦{p[0][0]}</span><span class="lead-in">{p[0][1:24]}</span>{p[0][24:]}⟧</p>'
    quote = '<figure class="pull"><blockquote>“I would rather say nothing than promise something I cannot keep”</blockquote></figure>'
    chapter = (
        '<div class="chapter"><span class="num">{}</span></div><h2 class="chapter-title">⟦{}⟧</h2>'
    )
    note = '<aside class="sidenote"><sup>1</sup> The county’s study was published in May and runs to 412 pages.</aside>'
    body = f'<header>{menu(t)}</header><main class="longform"><div class="cover"><img src="/big.jpg" width="2000"><h1>{t.title}</h1><p class="dek">{lead(t)}</p><p class="credits">Words by <a href="/a/1">Thaddeus Brine</a><br>Photographs by <a href="/a/2">Leonie Faulk</a></p><p class="date">March 24, 2025</p></div><section class="body">{first}{text(t, since=1, upto=4, links=(2,))}{chapter.format("II", t.headings[0])}{text(t, since=4, upto=8, before={5: note})}{quote}{chapter.format("III", t.headings[1])}{text(t, since=8)}<p class="endmark">■</p></section><section class="credits-end"><p>Edited by Sorrel Whitlock. Design by Ivo Banks.</p></section></main>{cards(t, "<a class=next href=/l/{n}><h2>{}</h2></a>", 4)}<footer>{menu(t, "ft", 3)}</footer>'
    head = og(t, "2025-03-24T11:04:11Z", "Tidal") + ld(t, DAY, person("Thaddeus Brine"))
    return t, DAY, ("Thaddeus Brine",), document(t, body, site="Tidal", head=head)


@shape
def teaser_and_a_wall_of_offers() -> Shape:
    t = ES
    p = t.paragraphs
    offers = "".join(
        f'<div class="plan"><h4>{n}</h4><p class="price">{q}</p><ul><li>Acceso ilimitado a todos los contenidos de la web y de la aplicación</li><li>Boletines exclusivos y eventos para suscriptores</li><li>Sin permanencia, cancela cuando quieras</li></ul><button>Suscribirme</button></div>'
        for n, q in (
            ("Mensual", "1 € el primer mes, luego 9 €"),
            ("Anual", "59 € al año"),
            ("Familiar", "89 € al año para cuatro personas"),
        )
    )
    body = f'<header>{menu(t)}</header><main><article class="art"><h1>{t.title}</h1><h2 class="entradilla">{lead(t)}</h2><div class="firma"><a href="/a/1">Casilda Montero</a> | Cáceres</div><time datetime="2025-03-24T11:04:11+01:00">24 MAR 2025 11:04</time><div class="cuerpo"><p>{mark(p[0])}</p><p>{mark(p[1])}</p></div><div class="muro"><h3>Este contenido es exclusivo para suscriptores</h3><p>Suscríbete y lee sin límites el mejor periodismo de la región</p>{offers}<p>¿Ya eres suscriptor? <a>Inicia sesión</a></p></div></article>{cards(t, "<article><h3><a href=/n/{n}>{}</a></h3></article>", 9)}</main><footer>{menu(t, "ft", 4)}</footer>'
    head = og(t, CET, "La Vega") + ld(t, CET, person("Casilda Montero"), isAccessibleForFree=False)
    return t, CET, ("Casilda Montero",), document(t, body, site="La Vega", head=head)


@shape
def readers_inside_the_article() -> Shape:
    t = DE
    said = (
        "Ich finde, das Pfand kommt zehn Jahre zu spät. Mein Großvater hat seine Kisten noch selbst genagelt und jede einzelne wieder mitgenommen, und niemand musste ihn dafür bezahlen.",
        "Wer soll das kontrollieren? Bei uns auf dem Markt stehen zwölf Stände, und das Ordnungsamt kommt einmal im Jahr vorbei, um Kaffee zu trinken.",
        "Endlich mal etwas Vernünftiges aus dem Landtag. Ich habe vierzehn Kisten im Keller und freue mich auf zweiundvierzig Euro, die ich gleich wieder auf dem Markt ausgebe.",
        "Bürokratie ohne Ende. Als Nächstes kommt das Pfand auf Papiertüten, und dann wundert man sich, dass keiner mehr auf den Wochenmarkt geht.",
    )
    posts = "".join(
        f'<li class="x9"><div class="x9h"><b>Nutzer{n}</b> <span>vor {n + 1} Stunden</span></div><div class="x9t">{one}</div><button>Antworten</button><button>Melden</button></li>'
        for n, one in enumerate(said * 3)
    )
    body = f'<header>{menu(t)}</header><main><article class="a1"><h1>{t.title}</h1><p class="a2">{lead(t)}</p><p class="a3">Von <a href="/a/1">Ottmar Wiegand</a>, 24.03.2025, 11:04 Uhr</p><div class="a4">{text(t, "<p class=a5>{}</p>")}</div><section class="x1"><h2>Diskussion (12)</h2><ul class="x2">{posts}</ul></section></article>{cards(t, "<a class=t1 href=/t/{n}>{}</a>", 9)}</main><footer>{menu(t, "ft", 3)}</footer>'
    head = og(t, site="Moorbote") + ld(t, CET, person("Ottmar Wiegand"))
    return t, CET, ("Ottmar Wiegand",), document(t, body, site="Moorbote", head=head)


@shape
def interview() -> Shape:
    t = Told(
        "en",
        "“A bakery that closes at noon is a promise”",
        "The woman who brought the bridge back on patience, buns and the price of being right.",
        BRIDGE.paragraphs,
        (),
        BRIDGE.caption,
        EN_OTHERS,
        EN_MENU,
    )
    qa = (
        (
            "Ms Tolliver, when did you know that you had won?",
            "When the clerk began to count on her fingers and then stopped. You could see that she did not need the second hand.",
        ),
        (
            "Nine years is a long time to bake for a cause.",
            "It is, but you bake anyway. People came for the bread and stayed for the map on the wall, and some of them came back with a pen.",
        ),
        (
            "What did it cost you?",
            "A marriage, nearly. Two holidays. I have not been to the sea since 2019, which is odd, because I can see it from the shop.",
        ),
        (
            "Would you do it again?",
            "Ask me when I have slept. I think so. I would start with the ferry people, because they were not wrong, they were only cheaper.",
        ),
        ("What will you do with your mornings now?", "Sleep until five."),
    )
    rows = "".join(f"<p><strong>⟦{q}⟧</strong></p><p>⟦{a}⟧</p>" for q, a in qa)
    who = '<div class="bio-box"><h4>Maureen Tolliver</h4><p>born in 1961, took over her parents’ bakery at 23 and has led the campaign for the bridge since 2016.</p></div>'
    body = f'<header>{menu(t)}</header><main><article><h1>{t.title}</h1><p class="intro">{lead(t)}</p><p class="by">Interview: <a rel="author" href="/a/1">Gideon Farrow</a></p><time datetime="2025-03-24T11:04:11Z">24 March 2025</time><div class="entry">{rows}{who}</div></article><h2>More interviews</h2>{cards(t, "<a href=/i/{n}>{}</a>", 6)}</main><footer>{menu(t, "ft", 3)}</footer>'
    head = og(t, site="Coastline") + ld(t, DAY, person("Gideon Farrow"))
    return t, DAY, ("Gideon Farrow",), document(t, body, site="Coastline", head=head)


@shape
def breaks_in_korea() -> Shape:
    t = KO
    joined = "<br><br>".join(mark(one) for one in t.paragraphs)
    body = f'<header>{menu(t)}</header><div id="wrap"><div class="article_head"><h3 class="title">{t.title}</h3><div class="info"><span>승인 2025.03.24 20:04</span> <span>수정 2025.03.24 21:00</span> <span>하윤재 기자</span></div></div><div id="articleBody" class="article_txt"><div class="img_center"><img src="/k.jpg" width="600"><p class="img_txt">{t.caption} 사진=하윤재 기자</p></div>{joined}<br><br>하윤재 기자 yjha@muan.example<div class="reporter_box"><strong>하윤재 기자</strong><p>현장에서 듣고 쓰겠습니다.</p><a>구독</a></div></div><div class="copy">&lt;저작권자 © 무안뉴스 무단전재 및 재배포금지&gt;</div><div class="rank"><h4>많이 본 기사</h4>{cards(t, "<li><a href=/news/articleView.html?idxno={n}>{}</a></li>", 8)}</div></div><footer>{menu(t, "ft", 3)}</footer>'
    head = og(t, "2025-03-24T20:04:11+09:00", "무안뉴스")
    return (
        t,
        DAY,
        ("하윤재",),
        document(t, body, site="무안뉴스", title=f"{t.title} - 무안뉴스", head=head),
    )


@shape
def portal_of_poland_with_update() -> Shape:
    t = PL
    body = f'<header>{menu(t)}</header><main><div class="news"><h1>{t.title}</h1><div class="meta"><span class="author">Zuzanna Bielak</span> <span class="source">/ FAP</span> <time>24.03.2025 11:04</time> <span>(aktualizacja 24.03.2025 15:30)</span></div><img class="top" src="/p.jpg" width="800"><p class="foto">{t.caption} Fot. Bartosz Kmieć</p><p class="lead"><strong>{lead(t)}</strong></p>{text(t, before={3: "<div class=box><p class=boxt>CZYTAJ TEŻ</p><a href=/1>" + t.others[0] + "</a></div>", 5: f"<h3>{mark(t.headings[0])}</h3>"})}<p class="sign">ZB, FAP</p></div>{cards(t, "<div class=tile><a href=/t/{n}>{}</a></div>", 12)}</main><footer>{menu(t, "ft", 3)}</footer>'
    head = og(t, "", "Gazetka")
    return t, CET, ("Zuzanna Bielak",), document(t, body, site="Gazetka", head=head)


@shape
def persian_gulf_agency() -> Shape:
    t = AR
    body = f'<header>{menu(t)}</header><main><div class="item-title"><h1>{t.title}</h1></div><div class="item-info"><span>الاثنين 24 مارس 2025 - 14:04 بتوقيت مكة المكرمة</span></div><figure><img src="/a.jpg" width="700"><figcaption>{t.caption}</figcaption></figure><div class="item-text">{text(t, before={2: "<div class=inline><span>اقرأ أيضا:</span> <a href=/1>" + t.others[1] + "</a></div>"})}</div><div class="tags"><span>الكلمات الدالة</span><a>مياه</a></div><div class="share">شارك</div></main>{cards(t, "<h4><a href=/s/{n}>{}</a></h4>", 8)}<footer>{menu(t, "ft", 3)}</footer>'
    head = og(t, site="وكالة الساحل")
    return t, DAY, (), document(t, body, site="وكالة الساحل", head=head, attributes=' dir="rtl"')


@shape
def products_in_a_list() -> Shape:
    t = Told(
        "en",
        "Five kettles that do not sing, tested",
        "Our tester boiled forty litres so that you need not.",
        (),
        (),
        "",
        EN_OTHERS,
        EN_MENU,
    )
    rows = (
        (
            "The Quiet One",
            "Best overall",
            "It boils a litre in three minutes and clicks off with the sound of a closing book. The handle stays cool, and the lid opens wide enough for a hand.",
        ),
        (
            "Brass Bella",
            "Best looking",
            "She is heavy and slow, but guests will ask where you found her. Empty her at night, because the bottom stains if water stands in it.",
        ),
        (
            "Camp Can",
            "Best for travel",
            "Made of thin steel, it weighs less than a phone. We dropped it down a flight of stairs and it still poured without a drip.",
        ),
    )
    item = '<h2>⟦{}⟧</h2><div class="award">{}</div><figure><img src="/k.jpg" width="600"><figcaption>Credit: Ivo Banks</figcaption></figure><p>⟦{}⟧</p><div class="product-card"><span class="price">$49.99 at Riverstore</span><a rel="sponsored nofollow" href="/buy">Buy now</a><a rel="sponsored nofollow" href="/buy2">$52.00 at Walden’s</a></div>'
    parts = "".join(item.format(*row) for row in rows)
    body = f'<header>{menu(t)}</header><main><article><h1>{t.title}</h1><p class="dek">{lead(t)}</p><div>By <a href="/a/1">Winifred Oakes</a></div><time datetime="2025-03-24T11:04:11Z">March 24, 2025</time><p class="disclosure">We may earn a commission from links on this page, but we only recommend products we like.</p><div class="body"><p>⟦A kettle is the first thing that wakes in a house and the last that one thinks about. We asked nine makers for their quietest one and kept three.⟧</p>{parts}<h2>⟦How we tested⟧</h2><p>⟦Each kettle boiled a litre of tap water ten times. We measured noise at arm’s length, and asked a dog to leave the room if it wished.⟧</p></div></article>{cards(t, "<a href=/g/{n}>{}</a>", 9)}</main><footer>{menu(t, "ft", 3)}</footer>'
    head = og(t, site="Home & Hob") + ld(t, DAY, person("Winifred Oakes"))
    return t, DAY, ("Winifred Oakes",), document(t, body, site="Home & Hob", head=head)


@shape
def bare_page_of_components() -> Shape:
    t = SV
    body = f'<div id="root"><div class="a"><div class="b">{menu(t, "c")}</div></div><div class="d"><div class="e"><div class="f">Inrikes</div><div class="g" role="heading" aria-level="1">{t.title}</div><div class="h">{lead(t)}</div><div class="i"><div class="j">Text</div><div class="k">Alvar Stenmark</div></div><div class="l">24 mars 2025 11:04</div>{text(t, "<div class=m><div class=n>{}</div></div>", before={3: f"<div class=o><div class=p>{mark(t.headings[0])}</div></div>", 5: f"<a class=q href=/x><div class=r>Läs också</div><div class=s>{t.others[2]}</div></a>"}, links=(4,))}</div><div class="t">{cards(t, "<a class=u href=/a/{n}><div class=v>{}</div><div class=w>Vi har följt frågan sedan i vintras och går igenom vad som gäller nu.</div></a>", 9)}</div></div></div>'
    head = og(t, site="Nordan")
    return t, CET, ("Alvar Stenmark",), document(t, body, site="Nordan", head=head)


PAGES: list[Page] = pages(shape)
