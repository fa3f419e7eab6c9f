"""Forty pages in the shapes of large publishers, all texts invented."""
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
    script,
    svg,
    text,
)
from publisher_texts import (
    BRIDGE,
    COURT,
    DA,
    DE,
    ES,
    FR,
    IT,
    JA,
    NL,
    RATES,
    SPORT,
    SV,
    UK,
    Told,
)

shape = Shapes()


@shape
def blocks_of_components() -> Shape:
    t = BRIDGE
    block = '<div data-component="text-block" class="sc-3b6b161a-0 dEGcKf"><p class="sc-9a00e533-0 hxuGS">{}</p></div>'
    image = f'<figure><div data-component="image-block" class="sc-18fde0d6-0"><div data-testid="image"><img src="/a/480.jpg" srcset="/a/240.jpg 240w, /a/640.jpg 640w" alt="The pier at low tide" width="480"><span class="sc-f9c2f1d-0">Getty Images</span></div></div><div data-component="caption-block" class="sc-18fde0d6-0 jxoDPm"><figcaption class="sc-8353772e-0">{t.caption}</figcaption></div></figure>'
    sub = f'<div data-component="subheadline-block" class="sc-18fde0d6-0"><h2 class="sc-f98b1ad2-0">{mark(t.headings[0])}</h2></div>'
    more = f'<div data-component="links-block" class="sc-23d1ff40-0"><ul role="list">{cards(t, "<li><a href=/news/articles/c{n}4xyz class=sc-link>{}</a></li>", 3)}</ul></div>'
    promo = '<div data-component="unordered-list-block" class="sc-a1"><ul><li><a href="/news/articles/cj1"><b id="listen-to">Listen: The bridge that took nine years</b></a></li><li><a href="/whatsapp"><b>Follow the Coast on WhatsApp, Facebook and X</b></a></li></ul></div>'
    body = f'<header class="sc-nav">{menu(t)}<div><a href="/register">Register</a><a href="/signin">Sign In</a></div></header><main id="main-content"><article class="sc-3b6b161a-0"><div data-component="headline-block"><h1 class="sc-f98b1ad2-0 dfvxux">{t.title}</h1></div><div data-component="byline-block" class="sc-801dd632-0"><div data-testid="byline-new"><div class="sc-801dd632-1"><span><time datetime="2025-03-24T11:04:11.000Z">9 hours ago</time></span><button>Share{svg()}</button><button>Save{svg(2)}</button></div><div data-testid="byline-new-contributors"><div class="sc-b42e7a8f-0"><span class="sc-b42e7a8f-7">Rowan Petherick</span><div class="sc-b42e7a8f-8"><span>Local government correspondent, Beacon Coast</span></div></div><div class="sc-b42e7a8f-0"><span>Alys Merton</span><div><span>Reporting from </span><span>Wetherby Head</span></div></div></div></div></div>{image}{text(t, block, before={3: more, 4: sub, 7: "<div data-component=ad-slot class=sc-ad><span>Advertisement</span><div id=dotcom-mid_1></div></div>", 9: image, 99: promo}, links=(5,))}</article><div data-component="topic-list" class="sc-top"><div><a href="/topics/1">Bridges</a><a href="/topics/2">Wetherby Head</a><a href="/topics/3">Roads</a></div></div><section data-analytics_group_name="More on this story"><h2>More on this story</h2>{cards(t, "<div class=sc-card><a href=/news/{n}><h3 data-testid=card-headline>{}</h3><p data-testid=card-description>What happened on the coast this week and why it matters to those who live there.</p><span data-testid=card-metadata-lastupdated>{n} hrs ago</span></a></div>", 6)}</section></main><footer><nav>{menu(t, "sc-foot", 3)}</nav><p>Copyright © 2025 Beacon. The Beacon is not responsible for the content of external sites. <a href="/ext">Read about our approach to external linking.</a></p></footer>'
    head = og(t, site="Beacon News") + ld(
        t,
        "2025-03-24T11:04:11.000Z",
        person("Rowan Petherick", "Alys Merton"),
        dateModified="2025-03-24T15:00:00.000Z",
        publisher={"@type": "NewsMediaOrganization", "name": "Beacon News"},
    )
    return (
        t,
        DAY,
        ("Rowan Petherick", "Alys Merton"),
        document(t, body, site="Beacon News", title=f"{t.title} - Beacon News", head=head),
    )


@shape
def islands() -> Shape:
    t = SPORT
    wrap = '<p class="dcr-130mj7b">{}</p>'
    rich = f'<figure id="f1" data-spacefinder-role="richLink" data-spacefinder-type="model.dotcomrendering.pageElements.RichLinkBlockElement" class="dcr-47fhrn"><gu-island name="RichLinkComponent" priority="feature" deferuntil="idle" props="{{&quot;richLinkIndex&quot;:6}}"><div data-print-layout="hide"><div class="dcr-rl"></div><div class="dcr-rl2"><div>{t.others[0]}</div><div>Read more</div></div></div></gu-island></figure>'
    letter = '<figure id="n1" data-spacefinder-role="inline" data-spacefinder-type="model.dotcomrendering.pageElements.NewsletterSignupBlockElement" class="dcr-173mewl"><a data-ignore="global-link-styling" href="#EmailSignup-skip-link-5" class="dcr-jzxpee">skip past newsletter promotion</a><aside aria-label="newsletter promotion" class="dcr-av1vvq"><div><p class="dcr-15dp4ah">Sign up to <span>Football Weekly Notes</span></p><p class="dcr-2ylyh6">Kick off your evenings with our view of the day in football</p></div><form><label for="textInput">Enter your email address</label><input type="email"><button>Sign up</button></form><span class="dcr-priv"><strong>Privacy Notice: </strong>Newsletters may contain information about charities, online ads, and content funded by outside parties. For more information see our <a href="/privacy">Privacy Policy</a>.</span></aside><p id="EmailSignup-skip-link-5" tabindex="0" aria-label="after newsletter promotion" role="note" class="dcr-jzxpee">after newsletter promotion</p></figure>'
    quote = '<aside class="dcr-pq" data-spacefinder-role="supporting"><svg viewBox="0 0 22 14"><path d="M5.255 0h4.75"></path></svg><blockquote class="dcr-bq">Knees do not lie</blockquote><footer><cite>Tomasz Wick</cite></footer></aside>'
    image = f'<figure id="i1" data-spacefinder-role="inline" class="dcr-5h0uf4"><div id="i1"><picture><source srcset="/img/1.jpg?width=620" media="(min-width:660px)"><img alt="Wick saves" src="/img/1.jpg" width="445" height="356"></picture></div><figcaption data-spacefinder-role="inline" class="dcr-fd61eq"><span class="dcr-1inf02i">{svg(3)}</span><span class="dcr-1qvd3m6">{t.caption} Photograph: Ned Abelard/Shutterpost</span></figcaption></figure>'
    standfirst = f'<div data-gu-name="standfirst"><div class="dcr-1kpcpui"><p>{lead(t)}</p><ul><li><a href="/football/live">Live: follow the draw for the final</a></li><li><a href="/tables">Results, tables and fixtures</a></li></ul></div></div>'
    body = f'<a href="#maincontent" class="skip">Skip to main content</a><header id="bannerandheader"><div>Support the Warden <p>Fund independent journalism with £10 per month</p><a>Support us</a></div>{menu(t, "dcr-nav", 9)}</header><main><article><div data-gu-name="title"><a href="/football/harrowmere">Harrowmere</a></div><div data-gu-name="headline"><h1 class="dcr-1e4wh9p">{t.title}</h1></div>{standfirst}<div data-gu-name="media">{image}</div><aside data-gu-name="meta"><div data-component="meta-byline" class="dcr-x"><address aria-label="Contributor info"><div class="dcr-1cfpnlw"><a rel="author" data-link-name="auto tag link" href="/profile/nell-ashgrove">Nell Ashgrove</a> at Gull Lane</div></address></div><details class="dcr-y"><summary>Mon 24 Mar 2025 11.04 GMT</summary>Last modified on Mon 24 Mar 2025 19.22 GMT</details><button>Share</button></aside><div data-gu-name="body" id="maincontent"><div class="article-body-commercial-selector article-body-viewer-selector dcr-1uin8vj">{text(t, wrap, before={2: rich, 4: letter, 5: quote, 6: f"<h2 id=a-loan>{mark(t.headings[1])}</h2>", 8: "<div id=dfp-ad--inline1 class=ad-slot aria-hidden=true>Advertisement</div>"}, links=(1, 8))}</div></div><div data-print-layout="hide" class="dcr-sub"><div class="dcr-1">Explore more on these topics</div><ul><li><a href="/t/1">FA Trophy</a></li><li><a href="/t/2">match reports</a></li></ul><a href="mailto:">Share</a><a href="/reuse">Reuse this content</a></div></article><section data-component="more-on-this-story"><h2>More on this story</h2><ul>{cards(t, "<li><a href=/f/{n}>{}</a><div>{n} Mar 2025</div></li>", 8)}</ul></section><section id="comments"><h2>Comments (214)</h2><p>This discussion is now closed for comments</p></section><section><h2>Most viewed</h2><ol>{cards(t, "<li><a href=/m/{n}><span>{}</span></a></li>", 10)}</ol></section></main><footer>{menu(t, "foot", 4)}<div>© 2025 Warden News &amp; Media Limited or its affiliated companies. All rights reserved. (dcr)</div></footer>'
    head = (
        og(
            t,
            "2025-03-24T11:04:11.000Z",
            "the Warden",
            **{"article:author": "https://www.warden.example/profile/nell-ashgrove"},
        )
        + '<meta name="author" content="Nell Ashgrove">'
        + ld(
            t,
            "2025-03-24T11:04:11.000Z",
            [
                {
                    "@type": "Person",
                    "name": "Nell Ashgrove",
                    "sameAs": "https://www.warden.example/profile/nell-ashgrove",
                }
            ],
        )
    )
    return (
        t,
        DAY,
        ("Nell Ashgrove",),
        document(t, body, site="the Warden", title=f"{t.title} | Trophy | The Warden", head=head),
    )


@shape
def wire_with_summary() -> Shape:
    t = RATES
    wrap = '<div data-testid="paragraph-{n}" class="text-module__text__0GDob text-module__dark-grey__UFC18 text-module__regular__qJJtl body-1 article-body-module__paragraph__Lhv7v">{}</div>'
    summary = "".join(
        f'<li data-testid="Body" class="text-module__text summary__bullet">⦅{s}⦆</li>'
        for s in (
            "Fire on Saturday closed the largest furnace",
            "Forecast for the year is withdrawn",
            "Rivals in Denmark gain",
        )
    )
    related = '<div data-testid="promo-box" class="article-body-module__element"><div class="promo"><span>Sign up <a href="/newsletters">here.</a></span></div></div>'
    ad = '<div data-testid="ResponsiveAdSlot" class="ad-slot__container"><div class="ad-slot__inner"><span>Advertisement · Scroll to continue</span></div></div>'
    sign = '<div class="sign-off-module" data-testid="SignOff"><p data-testid="Body" class="text-module__text">Reporting by Jitka Halas in Prague; Editing by Owen Strand and Mina Vael</p></div><p data-testid="Body" class="trust">Our Standards: <a href="/trust" data-testid="Link">The Meridian Trust Principles.<span style="border:0;clip:rect(0 0 0 0);height:1px">, opens new tab</span></a></p>'
    body = f'<div id="fusion-app"><header>{menu(t, "site-header")}<div class="ticker"><span>STXE 600 +0.21%</span><span>GLASS -22.80%</span></div></header><main id="main-content"><article data-testid="Article"><div class="article-header__tags"><a>Materials</a></div><h1 data-testid="Heading" class="text-module__heading__4">{t.title}</h1><div class="info-content__author-date"><div data-testid="AuthorName"><span>By </span><a rel="author" href="/authors/jitka-halas">Jitka Halas</a></div><time data-testid="DateLine"><span class="date-line__date">March 24, 2025</span><span>11:04 AM UTC</span><span> Updated 3 hours ago</span></time></div><div data-testid="ArticleBody" class="article-body-module__wrapper"><div data-testid="primary-image"><figure><img src="/r/1.jpg" width="960" alt="line"><figcaption><p data-testid="Body">{t.caption} MERIDIAN/Filip Dusek/File Photo <a href="/lic">Purchase Licensing Rights</a><span>, opens new tab</span></p></figcaption></figure></div><div data-testid="Summary" class="summary"><div class="hd">Summary</div><ul>{summary}</ul><div><h3>Companies</h3><ul><li><a href="/c/1">Ostrava Glass AS <span>Follow</span></a></li></ul></div></div><div class="article-body-module__content">{text(t, wrap, before={3: related, 5: ad, 6: f"<h2 data-testid=Heading>{mark(t.headings[0].upper())}</h2>"}, links=(1, 4))}</div>{sign}<div data-testid="ContextWidget"><div>Suggested Topics:</div><ul><li><a>Materials</a></li><li><a>Europe</a></li></ul></div><div class="author-bio"><a>Jitka Halas</a><p>Meridian</p><p>Jitka Halas reports on industry and energy in central Europe from Prague, where she previously covered courts and floods.</p></div></div></article><section><h2>Read Next</h2>{cards(t, "<div data-testid=TextStoryCard><span>Markets</span><a data-testid=Title href=/n/{n}>{}</a><time>{n} hours ago</time></div>", 8)}</section></main><footer>{menu(t, "foot", 5)}<p>All quotes delayed a minimum of 15 minutes. © 2025 Meridian. All rights reserved</p></footer></div>'
    head = (
        og(t, "2025-03-24T11:04:11.000Z", "Meridian")
        + '<meta name="article:author" content="Jitka Halas">'
        + ld(
            t,
            "2025-03-24T11:04:11.000Z",
            [{"@type": "Person", "name": "Jitka Halas"}],
            dateModified="2025-03-24T14:00:00Z",
        )
    )
    return t, DAY, ("Jitka Halas",), document(t, body, site="Meridian", head=head)


@shape
def agency_story() -> Shape:
    t = COURT
    related = f'<div class="Enhancement" data-align-center=""><div class="Enhancement-item"><div class="PageListEnhancementGeneric"><div class="PageListEnhancementGeneric-header"><h2>Related Stories</h2></div><div class="PageList-items">{cards(t, "<div class=PagePromo><div class=PagePromo-media><img src=/x{n}.jpg></div><div class=PagePromo-title><a class=Link href=/article/{n}><span>{}</span></a></div><div class=PagePromo-readtime>{n} MIN READ</div></div>", 3)}</div></div></div></div>'
    ad = '<div class="SovrnAd Advertisement"><div class="freestar"><div id="apnews_story_feed"></div></div></div>'
    end = '<p>___</p><p>Invented Wire writer Opal Renshaw in Denver contributed to this report.</p><p>___</p><p>Follow the wire’s coverage of courts at <a href="/hub/courts">https://wire.example/hub/courts</a>.</p>'
    body = f'<wire-header>{menu(t, "Page-header", 8)}</wire-header><div class="Page-content"><main class="Page-main"><div class="Page-breadcrumbs"><a href="/us">U.S. News</a></div><h1 class="Page-headline">{t.title}</h1><div class="Page-lead"><bsp-figure class="Figure"><figure><picture><source srcset="/1x.webp"><img src="/1.jpg" width="599" height="399"></picture><figcaption class="Figure-caption"><p>{t.caption} (Wire Photo/Silas Burke)</p></figcaption></figure><button class="Figure-enlarge">Read More</button></bsp-figure></div><div class="Page-byline"><div class="Page-byline-info"><div class="Page-authors">By <a href="/author/marisol-keane" class="Link">MARISOL KEANE</a></div><div class="Page-dateModified"><bsp-timestamp data-timestamp="1742822651000"><span data-date="">Updated 7:24 AM EDT, March 24, 2025</span></bsp-timestamp></div></div><div class="Page-actions"><button>Share</button><a href="mailto:">Email</a><span>Leer en español</span></div></div><div class="Page-storyBody gtmMainScrollContent"><bsp-story-page><div class="RichTextStoryBody RichTextBody">{text(t, before={2: ad, 4: related, 6: ad, 8: f"<h2>{mark(t.headings[1])}</h2>", 99: end}, links=(3,))}</div></bsp-story-page></div><div class="Page-below"><div class="AuthorBlock"><div class="AuthorPromo"><a>MARISOL KEANE</a><div class="bio">Keane covers courts and prisons in the mountain states for the Invented Wire.</div></div></div></div></main><aside class="Page-aside"><h3>Most read</h3>{cards(t, "<div class=PagePromo-title><a href=/m/{n}><span>{n}. {}</span></a></div>", 6)}</aside></div><footer><p>The Invented Wire is an independent news organization dedicated to factual reporting. More than half of the county sees our journalism every day.</p>{menu(t, "foot", 4)}<p>Copyright 2025 The Invented Wire. All Rights Reserved.</p></footer>'
    head = og(
        t, "2025-03-24T11:04:11", "Wire News", **{"article:modified_time": "2025-03-24T11:24:40"}
    ) + ld(
        t,
        "2025-03-24T11:04:11Z",
        [
            {
                "@type": "Person",
                "name": "Marisol Keane",
                "url": "https://wire.example/author/marisol-keane",
            }
        ],
        publisher={"@type": "Organization", "name": "Wire News"},
    )
    return (
        t,
        DAY,
        ("Marisol Keane",),
        document(t, body, site="Wire News", title=f"{t.title} | Wire News", head=head),
    )


@shape
def columns_and_advertisement() -> Shape:
    t = BRIDGE
    parts = []
    for n in range(0, len(t.paragraphs), 3):
        inner = text(
            t,
            '<p class="css-ac37hb evys1bk0">{}</p>',
            since=n,
            upto=n + 3,
            links=(n,),
            link=' class="css-yywogo" title=""',
        )
        parts.append(
            f'<div class="css-s99gbd StoryBodyCompanionColumn" data-testid="companionColumn-{n // 3}"><div class="css-53u6y8">{inner}</div></div>'
        )
    ad = '<div class="css-ms1"><div id="story-ad-{}-wrapper" class="css-1e7vdme"><p class="css-ad1 e1t2">Advertisement</p><a class="css-yx" href="#after-story-ad-{}">SKIP ADVERTISEMENT</a></div></div>'
    want = '<div class="css-promo" data-testid="inline-message"><a href="/interactive"><h3>Our Coverage of the Coast</h3></a><hr><ul><li><p><strong>Ferries: </strong>A company that promised boats never ordered <a href="/f">a single engine</a>.</p></li><li><p><strong>Tunnels: </strong>Engineers want to dig beneath <a href="/t">the estuary</a>.</p></li></ul></div>'
    body = f'<div id="app"><a href="#site-content">Skip to content</a><header class="css-hd">{menu(t, "css-nyt", 8)}</header><main id="site-content"><article id="story" class="css-1vxca1d"><div id="top-wrapper"><p class="css-ad1">Advertisement</p><a href="#after-top">SKIP ADVERTISEMENT</a></div><header class="css-1bymuyk"><h1 data-testid="headline" class="css-1l8buln">{t.title}</h1><p id="article-summary" class="css-79rysd">{lead(t)}</p><div data-testid="audio-player"><span>Listen to this article · 6:12 min</span> <a href="/help">Learn more</a></div><ul data-testid="share-tools"><li><button>Share full article</button></li><li><a>212</a></li></ul><figure aria-label="media" class="css-jcw7oy"><div><img src="/n/1.jpg" width="600"></div><figcaption data-testid="photoviewer-children-figure"><span class="css-jevhma">{t.caption}</span><span class="css-cnj6d5"><span class="css-1ly73wi">Credit...</span><span><span>Leonie Faulk for The Ledger</span></span></span></figcaption></figure></header><div class="css-byl"><p class="css-4anu6l">By <span class="byline-prefix"></span><a href="/by/arthur-quillfeather" class="css-n8ff4n">Arthur Quillfeather</a> and <a href="/by/zainab-orr">Zainab Orr</a></p><div class="css-bio"><p>Arthur Quillfeather reported from Wetherby Head, and Zainab Orr from Brackenford.</p></div><time class="css-dt" datetime="2025-03-24T07:04:11-04:00"><span>March 24, 2025</span></time><span>Updated 4:12 p.m. ET</span></div><section name="articleBody" class="meteredContent css-1r7ky0e">{parts[0]}{ad.format(2, 2)}{parts[1]}{want}{parts[2]}{ad.format(3, 3)}{parts[3]}<div class="css-bot"><p class="css-corr">A correction was made on <span>March 24, 2025</span>: An earlier version of this article misstated the length of the footpath. It is 310 meters, not 3.1 kilometers.</p></div></section><div class="css-bottom"><p>When we learn of a mistake, we acknowledge it with a correction. If you spot an error, please let us know at corrections@ledger.example. <a href="/corr">Learn more</a></p><div class="css-rb"><p><a href="/by/arthur-quillfeather">Arthur Quillfeather</a> is a reporter for The Ledger who writes about how towns are run and what becomes of them.</p><p><a href="/by/zainab-orr">Zainab Orr</a> covers roads, rails and those who use them.</p></div><p>A version of this article appears in print on March 25, 2025, Section A, Page 9 of the New England edition with the headline: Voting for a Bridge. <a href="/reprints">Order Reprints</a> | <a>Today’s Paper</a> | <a>Subscribe</a></p><div>See more on: <a href="/t">Bridges</a>, <a>Councils</a></div></div></article><section id="collection-more"><h2>More in Coast</h2>{cards(t, "<div class=css-mm><a href=/c/{n}><h3>{}</h3></a><p>Leonie Faulk for The Ledger</p></div>", 9)}</section><section><h2>Trending in The Ledger</h2>{cards(t, "<a href=/tr/{n}><h3>{}</h3></a>", 9)}</section></main><footer>{menu(t, "css-foot", 8)}<nav><a>© 2025 The Ledger Company</a></nav></footer></div>'
    head = (
        og(t, "2025-03-24T11:04:11.000Z")
        + '<meta name="byl" content="By Arthur Quillfeather and Zainab Orr">'
        + ld(
            t,
            "2025-03-24T11:04:11.000Z",
            person("Arthur Quillfeather", "Zainab Orr"),
            dateModified="2025-03-24T20:12:00Z",
            isAccessibleForFree=False,
        )
    )
    return (
        t,
        DAY,
        ("Arthur Quillfeather", "Zainab Orr"),
        document(t, body, site="The Ledger", title=f"{t.title} - The Ledger", head=head),
    )


@shape
def next_data_with_drop_cap() -> Shape:
    t = COURT
    wrap = '<div class="wpds-c-PJLV article-body" data-qa="article-body"><p data-apitype="text" data-contentid="{n}AB" class="wpds-c-heFNVF wpds-c-heFNVF-iPJLV-css overrideStyles font-copy">{}</p></div>'
    carousel = f'<div data-qa="carousel" class="wpds-c-car"><a href="#end">Skip to end of carousel</a><div><h3>What to know about bees</h3><div role="group">{cards(t, "<div class=wpds-c-slide><span>End of carousel item {n}</span><p>{}</p></div>", 4)}</div></div><span>End of carousel</span></div>'
    letter = '<div data-qa="article-body-newsletter" class="hide-for-print wpds-c-bp"><div><span>Following the law</span><button>Following</button></div></div>'
    comments = '<div data-qa="comments-summary"><div>What readers are saying</div><p>The comments discuss the acquittal of a beekeeper and mostly express relief. Several readers criticize the prosecutor for spending public money on a weak case.</p><p>This summary is AI-generated. AI can make mistakes and this summary is not a replacement for reading the comments.</p></div><button>412 Comments</button>'
    state = json.dumps(
        {
            "props": {
                "pageProps": {
                    "globalContent": {
                        "headlines": {"basic": t.title},
                        "content_elements": [{"type": "text", "content": p} for p in t.paragraphs],
                        "display_date": "2025-03-24T11:04:11Z",
                    }
                }
            }
        },
        ensure_ascii=False,
    )
    body = f'<div id="__next"><div class="wpds-c-nav">{menu(t, "wpds-nav")}<span>Democracy dies in drafts</span></div><main class="wpds-c-main"><header><div data-qa="main-kicker"><a>National</a></div><h1 id="main-content" data-qa="headline" class="wpds-c-iLQkAe"><span data-qa="headline-opinion-text">{t.title}</span></h1><p data-qa="subheadline" class="subhead">{lead(t)}</p></header><div data-qa="timestamp" data-testid="timestamp"><time>March 24, 2025</time></div><div data-qa="article-actions"><span>5 min</span><button>Summary</button><button>412</button><a>Make us preferred on Google</a></div><figure data-qa="lede-art"><img src="/w/1.jpg" width="916"><figcaption class="wpds-c-cap">{t.caption} (Ike Sorrel for The Courier)</figcaption></figure><div data-qa="author-byline"><div>By <a data-qa="author-name" href="/people/delphine-roark/">Delphine Roark</a></div></div><div class="grid-body"><div class="teaser-content">{text(t, wrap, upto=3)}</div><div class="remainder-content">{text(t, wrap, since=3, before={4: letter, 5: carousel, 7: f"<h3 data-qa=article-header class=wpds-c-h3>{mark(t.headings[0])}</h3>", 8: "<wp-ad id=slug_inline_bb><div>Advertisement</div></wp-ad>"}, links=(3, 9))}</div></div><div data-qa="author-description"><p><a href="/people/delphine-roark/">Delphine Roark</a> writes about courts for The Courier. She was previously a reporter in Carver Falls and has kept bees since 2009.</p></div>{comments}<section data-qa="recirc"><h2>More from National</h2>{cards(t, "<div><a href=/n/{n}><h3>{}</h3></a><span>March {n}, 2025</span><p>Reporters looked at hundreds of pages of records to find out.</p></div>", 6)}</section></main><footer>{menu(t, "wpds-foot", 5)}<p>© 1996-2025 The Courier</p></footer></div><script id="__NEXT_DATA__" type="application/json">{state}</script>'
    head = og(t, "2025-03-24T11:04:11.000Z", "The Courier") + ld(
        t,
        "2025-03-24T11:04:11.000Z",
        person("Delphine Roark"),
        dateModified="2025-03-24T12:30:00Z",
        isPartOf={"@type": ["CreativeWork", "Product"], "name": "The Courier"},
    )
    return (
        t,
        DAY,
        ("Delphine Roark",),
        document(t, body, site="The Courier", title=f"{t.title} - The Courier", head=head),
    )


@shape
def cable_network() -> Shape:
    t = RATES
    wrap = '<p class="paragraph inline-placeholder vossi-paragraph" data-uri="cms/_components/paragraph/{n}@published" data-editable="text" data-component-name="paragraph" data-article-gutter="true">{}</p>'
    inline = f'<div data-uri="cms/_components/related-content" data-component-name="related-content" class="related-content related-content--article"><a href="/2025/03/20/x"><div class="related-content__image"><img src="/rc.jpg"></div><div class="related-content__content"><p class="related-content__title">Related article</p><span class="related-content__headline"><span>{t.others[0]}</span></span><span class="related-content__read-time">3 min read</span></div></a></div>'
    ad = '<div class="ad-slot-dynamic" data-ad-label="Ad Feedback"><div class="ad-feedback-link-container"><div class="ad-feedback-link"><span>Ad Feedback</span></div></div></div>'
    source = '<cite class="source__cite"><span class="source__location" data-editable="location">Prague </span><span class="source__text" data-editable="source">CSN</span>&nbsp;—&nbsp;</cite>'
    video = f'<div class="video-resource" data-component-name="video-resource"><div class="video-resource__wrapper"><button>Video Ad Feedback</button><h3 class="video-resource__headline">{t.others[1]}</h3><div>1:42 - Source: <a>CSN Business</a></div></div></div>'
    playlist = f'<div class="video-playlist" data-component-name="video-playlist"><h2>Business News</h2><span>16 videos</span>{cards(t, "<div class=video-playlist__item><span>Now playing</span><p>{}</p><span>1:0{n}</span></div>", 5)}</div>'
    feedback = '<div class="survey-wrapper" style="display:none"><h2>CSN values your feedback</h2><div>1. How relevant is this ad to you?</div><div>2. Did you encounter any technical issues?</div><ul><li>Video player was slow to load content</li><li>Video content never loaded</li><li>Ad froze or did not finish loading</li></ul><button>Cancel</button><button>Submit</button><p>Thank You! Your effort and contribution in providing this feedback is much appreciated.</p></div>'
    body = f'{feedback}<header>{menu(t, "header__nav", 9)}</header><section class="layout__wrapper"><div class="headline headline--has-lowertext"><h1 data-editable="headlineText" class="headline__text inline-placeholder vossi-headline-primary-core-light" id="maincontent">{t.title}</h1></div><div class="headline__footer"><div class="headline__sub-text"><div class="byline"><div class="byline__names">By <a class="byline__link" href="/profiles/greta-holub"><span class="byline__name">Greta Holub</span></a>, <span class="byline__name">Amos Teague</span></div></div><div class="timestamp vossi-timestamp">Updated 7:22 AM EDT, Mon March 24, 2025</div></div></div><main class="article__main"><div class="image image__hed" data-component-name="image"><picture><img src="/c/1.jpg" width="1600" height="900"></picture><div class="image__metadata"><div data-editable="metaCaption" class="image__caption"><span>{t.caption}</span></div><figcaption class="image__credit">Vit Rezek/CTK/Invented</figcaption></div></div><div class="article__content" data-editable="content" itemprop="articleBody">{source}{text(t, wrap, before={2: video, 3: inline, 5: f"<h2 class=subheader data-editable=text data-component-name=subheader>{mark(t.headings[0])}</h2>", 6: ad, 8: playlist, 99: "<p class=footnote data-component-name=editor-note><em>This story has been updated with additional reporting and context.</em></p>"}, links=(0, 7))}</div><div class="article__footer"><div class="tags">See all topics<a>Markets</a></div><button>Facebook</button><button>Tweet</button><button>Email</button><button>Link Copied!</button></div></main></section><section><h2>Most read</h2>{cards(t, "<li class=card><a href=/r/{n}><span class=container__headline-text>{}</span></a></li>", 8)}</section><footer>{menu(t, "footer__nav", 9)}<p>© 2025 Cable Signal Network. A Brothers Company. All Rights Reserved. Sans ™ &amp; © 2016.</p></footer>'
    head = (
        og(t, "2025-03-24T11:04:11.000Z", "CSN")
        + '<meta name="author" content="Greta Holub, Amos Teague">'
        + ld(
            t,
            "2025-03-24T11:04:11.000Z",
            person("Greta Holub", "Amos Teague"),
            dateModified="2025-03-24T11:22:00Z",
            articleBody=" ".join(t.paragraphs),
        )
    )
    return (
        t,
        DAY,
        ("Greta Holub", "Amos Teague"),
        document(t, body, site="CSN Business", title=f"{t.title} | CSN Business", head=head),
    )


@shape
def promos_in_capitals() -> Shape:
    t = COURT
    promo = "<p><a href='/us/{0}' target='_blank'><strong>{1}</strong></a></p>"
    sub = f"<h2>{mark(t.headings[0].upper())}</h2>"
    image = f'<div class="image-ct inline"><div class="m"><picture><img src="/f/1.jpg" alt="Prentiss" width="896"></picture></div><div class="info"><div class="caption"><p>{t.caption} <span>(Silas Burke/Invented Wire)</span></p></div></div></div>'
    audio = '<div class="speechkit-wrapper" id="speechkit-player"><strong>NEW</strong>You can now listen to Vixen articles!</div>'
    body = f'<header class="site-header">{menu(t, "site-nav", 10)}</header><main class="main-content"><article class="article-wrap has-video"><header class="article-header"><div class="article-meta article-meta-upper"><span class="eyebrow"><a href="/us">US</a></span><span class="article-date">Published <time>March 24, 2025 7:04am EDT</time></span></div><h1 class="headline speakable">{t.title}</h1><h2 class="sub-headline speakable">{lead(t)}</h2><div class="author-byline"><div class="author-headshot"><img src="/h.jpg"></div><span>By <span><a href="/person/b/wade-bascombe">Wade Bascombe</a></span> <span class="article-source"><a href="/">Vixen News</a></span></span></div><div class="article-social"><ul><li><a>Facebook</a></li><li><a>Flipboard</a></li><li><a>Comments</a></li></ul></div></header><div class="article-content"><div class="article-body"><div class="featured featured-video video-ct" data-v-1><div class="contain"><a href="/v/1">Video</a><div class="info"><div class="caption"><h4 class="title">{t.others[2]}</h4><p>A trail camera recorded a man with a tank on his back in the winter of 2023.</p></div></div></div></div>{audio}{text(t, before={3: promo.format(1, "MAN FOUND WITH 400 STOLEN BEEHIVES IN HIS GARAGE, SHERIFF SAYS"), 4: image, 5: "<div class=ad-container><div class=ad></div></div>", 6: sub, 7: promo.format(2, "CLICK HERE FOR MORE US NEWS"), 9: promo.format(3, "GET THE VIXEN NEWS APP BY CLICKING HERE"), 99: "<p><i>The Invented Wire contributed to this report.</i></p>"}, links=(2,))}</div><div class="article-footer"><div class="author-bio"><p>Wade Bascombe is a breaking news writer for Vixen News Digital. Story tips can be sent to wade.bascombe@vixen.example.</p></div></div></div></article><aside><h3>Related Topics</h3><ul><li><a>Crime</a></li><li><a>Trials</a></li></ul><h3>Trending</h3>{cards(t, "<article><div class=info><h4 class=title><a href=/t/{n}>{}</a></h4></div></article>", 8)}</aside><section class="newsletter"><h3>Get all the stories you need-to-know from the most powerful name in news delivered first thing every morning to your inbox</h3></section></main><footer>{menu(t, "foot", 10)}<p>This material may not be published, broadcast, rewritten, or redistributed. ©2025 Vixen News Network, LLC. All rights reserved.</p></footer>'
    head = (
        og(t, site="Vixen News")
        + '<meta name="dc.creator" content="Wade Bascombe"><meta name="dcterms.created" content="2025-03-24T07:04:11-04:00"><meta name="dc.date" content="2025-03-24">'
        + ld(
            t,
            "2025-03-24T07:04:11-04:00",
            [{"@type": "Person", "name": "Wade Bascombe"}],
            publisher={"@type": "Organization", "name": "Vixen News"},
        )
    )
    return (
        t,
        DAY,
        ("Wade Bascombe",),
        document(t, body, site="Vixen News", title=f"{t.title} | Vixen News", head=head),
    )


@shape
def styled_components_with_registration() -> Shape:
    t = BRIDGE
    letter = '<div id="newsletter-component-standard" class="sc-1vyw8qh-1 cXjEvD"><div class="sc-ne-1"><h3>Get the free Morning Headlines email</h3><p>The day’s news, delivered to your inbox at seven each morning</p><form><input><label>I would like to be emailed about offers, events and updates from The Candid. <span>Read our <a>Privacy notice</a></span></label></form></div></div>'
    recommended = f'<div class="sc-1tw5ko3-0 related"><h3>Recommended</h3><ul>{cards(t, "<li><a href=/n/{n}><h2 class=sc-clamp>{}</h2></a></li>", 3)}</ul></div>'
    video = f'<div class="sc-video" data-video-page="/tv/1"><p>Watch: {t.others[0]}</p></div>'
    body = f'<div id="__next"><header>{menu(t, "sc-nav", 9)}<div>Support truly independent journalism<p>Our mission is to deliver unbiased, fact-based reporting that holds power to account and exposes the truth. Whether £5 or £50, every contribution counts.</p><button>Find out more</button></div></header><div id="main" class="sc-1uza6dc-0 main-wrapper"><article><header id="articleHeader"><ul><li><a>News</a></li><li><a>UK</a></li></ul><h1 class="sc-1xt8011-0">{t.title}</h1><h2 class="sc-sub"><p>{lead(t)}</p></h2><div class="sc-author" id="author"><div><a href="/author/kit-larkhill" class="sc-au">Kit Larkhill</a></div><div>Monday 24 March 2025 11:04 GMT</div></div><a>3 Comments</a><button>Bookmark</button></header><div id="top-video">{video}</div><div class="sc-1iefi1x-0 main-content" id="main"><div>{letter}</div>{text(t, before={3: recommended, 5: f"<h2>{mark(t.headings[0])}</h2>", 8: f"<div class=sc-img><figure><img src=/i/1.jpg width=990><figcaption><span class=open-gallery>Open image in gallery</span> <p>{t.caption} <em class=credit>(PA)</em></p></figcaption></figure></div>"}, links=(6,))}<div class="sc-more"><h2>More about</h2><a>Bridges</a><a>Tolls</a></div><div id="comments"><h2>Join our commenting forum</h2><p>Join thought-provoking conversations, follow other Candid readers and see their replies</p><a>Comments 3</a></div></div></article><section><h2>Most Popular</h2>{cards(t, "<div><a href=/p/{n}><h3>{}</h3></a></div>", 12)}</section></div><div data-regwall><h3>Join our community</h3><p>Already have an account? Log in to continue reading this and other stories on our site.</p></div><footer>{menu(t, "ft", 8)}</footer></div>'
    head = og(
        t,
        "2025-03-24T11:04:11.000Z",
        "The Candid",
        **{"article:author": "https://www.facebook.com/TheCandidOnline"},
    ) + ld(
        t,
        "2025-03-24T11:04:11.000Z",
        [{"@type": "Person", "name": "Kit Larkhill"}],
        dateModified="2025-03-24T13:11:00Z",
        articleSection="UK",
    )
    return t, DAY, ("Kit Larkhill",), document(t, body, site="The Candid", head=head)


@shape
def read_more_in_paragraphs() -> Shape:
    t = SPORT
    more = '<p><strong>Read more from Cloud News:<br></strong><a href="/story/1" target="_blank"><strong>Orchestra of miners sells out tour</strong></a><br><a href="/story/2"><strong>Why the lake turned pink</strong></a></p>'
    consent = '<div class="sdc-article-widget sdc-site-consent" data-type="third-party"><div class="sdc-article-widget__content"><div class="sdc-consent-warning"><p>This content is provided by <strong>Spreadly</strong>, which may be using cookies and other technologies.</p><p>To show you this content, we need your permission to use cookies.</p><p>You can use the buttons below to amend your preferences to enable <em>Spreadly</em> cookies or to allow those cookies just once.</p><p>You can change your settings at any time via the <button>Privacy Options.</button></p><p>Unfortunately we have been unable to verify if you have consented to <strong>Spreadly</strong> cookies.</p><button>Enable Cookies</button><button>Allow Cookies Once</button></div></div></div>'
    listen = '<p><strong><a href="/audio">👉 Listen to Cloud Sports Daily on your podcast app 👈</a></strong></p>'
    image = f'<div class="sdc-article-image"><figure class="sdc-article-image__figure"><div class="sdc-article-image__wrapper"><img src="/k/1.jpg" alt="Wick. Pic: PX"></div><figcaption class="ui-media-caption"><span class="u-hide-visually">Image:</span> <span class="ui-media-caption__caption-text">{t.caption} Pic: PX</span></figcaption></figure></div>'
    body = f'<header>{menu(t, "ui-nav", 8)}</header><main><article class="sdc-site-layout"><div class="sdc-article-header"><h1 class="sdc-article-header__title"><span class="sdc-article-header__long-title">{t.title}</span></h1><p class="sdc-article-header__sub-title">{lead(t)}</p></div><p class="sdc-article-author__byline">By Ffion Garland, sports reporter</p><div class="sdc-article-date"><p class="sdc-article-date__date-time">Monday 24 March 2025 11:04, UK</p></div>{image}<div class="sdc-article-body sdc-article-body--story" data-component-name="ui-article-body">{text(t, before={2: consent, 3: more, 5: listen, 6: f"<h2><strong>{mark(t.headings[1])}</strong></h2>", 7: image.replace("1.jpg", "2.jpg")}, links=(4,))}<div class="sdc-article-widget"><p>Use Chrome browser for more accessible video player</p></div></div><div class="sdc-article-tags"><h2>Related Topics</h2><ul><li><a>Football</a></li></ul></div></article><section>{cards(t, "<div class=ui-story><h3 class=ui-story-headline><a href=/s/{n}>{}</a></h3></div>", 12)}</section></main><footer>{menu(t, "foot", 4)}<p>© 2025 Cloud UK</p></footer>'
    head = og(t, site="Cloud News") + ld(
        t, DAY, [{"@type": "Person", "name": "Ffion Garland, sports reporter"}], dateModified=DAY
    )
    return (
        t,
        DAY,
        ("Ffion Garland",),
        document(t, body, site="Cloud News", title=f"{t.title} | UK News | Cloud News", head=head),
    )


@shape
def smart_bullets() -> Shape:
    t = RATES
    p = t.paragraphs
    items = "".join(f"<li><p>{mark(q)}</p></li>" for q in p[4:7])
    body = f'<div id="__next"><nav>{menu(t, "flex-nav", 6)}</nav><main role="main"><article data-cy="story-content"><div class="flex"><span data-cy="story-publish-date"><time datetime="2025-03-24T11:04:11Z">Mar 24, 2025</time> -<!-- -->Business</span></div><h1 data-cy="story-headline" class="h-short">{t.title}</h1><div data-cy="story-author" class="flex author"><a href="/authors/rkemp"><img src="/a.png" alt="headshot"></a><a href="/authors/rkemp" class="summary-link">Rosalind Kemp</a></div><ul data-cy="share"><li><button>facebook</button></li></ul><div data-cy="story-body"><figure><img src="/ax/1.png" width="1000"><figcaption data-cy="image-caption">Illustration: Bo Lindqvist/Smarter</figcaption></figure><div class="story-text gtm-story-text"><p>{mark(p[0])}</p><p><strong>⟦Why it matters:⟧</strong> {linked(p[1])}</p><div class="sc-news"><p>Stay on top of the latest market trends and economic insights with Smarter Markets.</p><button>Subscribe</button></div><p><strong>⟦Driving the news:⟧</strong> {mark(p[2])}</p><p><strong>⟦By the numbers:⟧</strong></p><ul>{items}</ul><p><strong>⟦Between the lines:⟧</strong> {mark(p[7])}</p><div class="ad" data-ad-slot><p>Advertisement</p></div><p><strong>⟦What we’re watching:⟧</strong> {mark(p[8])}</p><p><strong>⟦The bottom line:⟧</strong> {mark(p[9])}</p><p><em><strong>Go deeper: </strong><a href="/2025/1">How glass became a luxury</a></em></p></div></div></article><section><h2>Go deeper</h2>{cards(t, "<div data-cy=related><a href=/r/{n}><h3>{}</h3></a><div><a>Rosalind Kemp</a></div><p>The numbers that people who follow the trade will look at this week.</p></div>", 5)}</section></main><footer>{menu(t, "ft", 3)}<p>Copyright Smarter Media, 2025</p></footer></div>'
    head = og(t, site="Smarter") + ld(t, DAY, [{"@type": "Person", "name": "Rosalind Kemp"}])
    return t, DAY, ("Rosalind Kemp",), document(t, body, site="Smarter", title=t.title, head=head)


@shape
def key_points() -> Shape:
    t = RATES
    points = "".join(
        f"<li>⦅{s}⦆</li>"
        for s in (
            "Shares of the bottle maker fell as much as 23% after a weekend fire.",
            "Two of the company’s five plants stand still, and repairs may take until spring.",
            "Breweries have stocks for up to five weeks.",
        )
    )
    chart = '<div class="InlineChart" id="Placeholder-1"><div class="Chart-title">Stock Chart Icon</div><p>hide content</p><p>Ostrava Glass shares since the start of the year.</p></div>'
    pro = f'<div class="RelatedContent-relatedContent" id="RegularArticle-RelatedContent-1"><h2 class="RelatedContent-header">Read more CMBN markets analysis</h2><ul>{cards(t, "<li class=RelatedContent-item><a href=/{n}>{}</a></li>", 4)}</ul></div>'
    groups = "".join(
        f'<div class="group">{text(t, since=n, upto=n + 3, links=(n,))}</div>{x}'
        for n, x in (
            (
                0,
                f'<div class="InlineImage-wrapper"><div class="InlineImage-imageEmbed"><img src="/b/1.jpg" width="800"></div><div class="InlineImage-imageEmbedCaption">{t.caption}</div><div class="InlineImage-imageEmbedCredit">Vit Rezek | Bloomish | Invented Images</div></div>',
            ),
            (3, chart + f'<h2 class="ArticleBody-subtitle">{mark(t.headings[0])}</h2>'),
            (6, pro),
            (9, ""),
        )
    )
    body = f'<div id="root"><div class="CNBCGlobalNav-container">{menu(t, "nav-menu", 9)}</div><main id="MainContent"><div class="PageBuilder-article"><div class="ArticleHeader-wrapper"><a class="ArticleHeader-eyebrow">Europe Markets</a><h1 class="ArticleHeader-headline">{t.title}</h1><div class="ArticleHeader-time"><p class="ArticleHeader-timeHidden"><time data-testid="published-timestamp" itemprop="datePublished" content="2025-03-24T11:04:11+0000">Published Mon, Mar 24 2025<span class="ArticleHeader-timeSpace">7:04 AM EDT</span></time><time itemprop="dateModified">Updated 3 Hours Ago</time></p></div><div class="ArticleHeader-authorAndShare"><div class="Author-styles"><div class="Author-authorUnderline"><a class="Author-authorName" href="/teo-marchetti">Teo Marchetti</a><a class="Author-authorTwitter" href="https://x.example">@teomarchetti</a></div></div><div class="SocialShare">WATCH LIVE</div></div></div><div class="RenderKeyPoints-keyPointsWrapper" data-test="keyPoints-1"><div class="RenderKeyPoints-title">Key Points</div><div class="RenderKeyPoints-list"><div class="group"><ul>{points}</ul></div></div></div><div class="ArticleBody-articleBody" id="RegularArticle-ArticleBody-5">{groups}<div class="group"><p><a href="/video/1"><strong>WATCH: Glass is dear, and getting dearer</strong></a></p></div></div></div><div class="SidebarArticle-sidebar"><h3>Trending Now</h3>{cards(t, "<a class=TrendingNowItem-title href=/t/{n}>{}</a>", 6)}</div></main><footer>{menu(t, "footer", 8)}<p>Data is a real-time snapshot *Data is delayed at least 15 minutes. Global Business and Financial News, Stock Quotes, and Market Data and Analysis.</p></footer></div>'
    head = (
        og(t, "2025-03-24T11:04:11+0000", "CMBN")
        + '<meta name="author" content="Teo Marchetti">'
        + ld(
            t,
            "2025-03-24T11:04:11+0000",
            [{"@type": "Person", "name": "Teo Marchetti", "url": "/teo-marchetti"}],
        )
    )
    return t, DAY, ("Teo Marchetti",), document(t, body, site="CMBN", title=t.title, head=head)


@shape
def public_broadcaster() -> Shape:
    t = BRIDGE
    similar = f'<div class="similarLinks" data-cy="similar-links-block"><ul class="similarListItems">{cards(t, "<li class=similarListItem><a class=similarLink href=/news/{n}><span class=similarListText>{}</span></a></li>", 2)}</ul></div>'
    media = '<span><span class="mediaEmbed"><figure class="imageMedia leadmedia-story"><div class="video"><span class="video-item-title">What the bridge will look like</span><div class="sclt-mediaplaybutton"><span>Duration</span> 2:07</div></div><figcaption>A model shown to councillors has two lanes, a footpath and a rail that hums in the wind, which engineers say they will mend.</figcaption></figure></span></span>'
    author = '<div class="authorprofile"><h3 class="authorprofile-label">ABOUT THE AUTHOR</h3><div class="authorprofile-body"><span class="authorprofile-name"><a href="/author/1">Simone Lachance</a></span><p class="authorprofile-title">Reporter</p><div class="authorprofile-biography"><p>Simone Lachance is a reporter based in Brackenford. She has covered the coast for a decade. You can reach her at simone.lachance@pbc.example.</p></div></div><div class="authorprofile-credit"><p>With files from Owen Frost and The Invented Press</p></div></div>'
    body = f'<div id="app"><header>{menu(t, "menuBar", 8)}</header><main id="content"><div class="detail storyDetail"><div class="detailHeadline-wrap"><a class="topicLink">British Coast</a><h1 class="detailHeadline">{t.title}</h1><h2 class="deck">{lead(t)}</h2></div><div class="bylineAndTimestamp"><div class="byline"><div class="bylineDetails"><span class="authorText"><a class="authorText-link" href="/author/1">Simone Lachance</a></span><span class="bullet"> · </span><span class="source">PBC News</span><span class="bullet"> · </span><time datetime="2025-03-24T11:04:11.000Z" class="timeStamp">Posted: Mar 24, 2025 7:04 AM EDT | Last Updated: 5 hours ago</time></div></div></div><div class="audio-tts"><button>Listen to this article</button><span>Estimated 4 minutes</span><p>The audio version of this article is generated by AI-based technology. Mispronunciations can occur. We are working with our partners to continually review and improve the results.</p></div><div class="storyWrapper"><div class="story"><figure class="leadmedia-story"><img src="/cb/1.jpg" width="780"><figcaption class="image-caption">{t.caption}<!-- --> (Ned Abelard/PBC)</figcaption></figure>{text(t, before={3: similar, 5: f"<h2>{mark(t.headings[0])}</h2>", 6: media, 8: f"<h2>{mark(t.headings[1])}</h2>"}, links=(4,))}</div>{author}<div class="feedback"><a>Corrections and clarifications</a>|<a>Submit a news tip</a>|<a>Report error</a></div></div><div class="storyComments"><h3>Comments</h3><p>To encourage thoughtful and respectful conversations, first and last names will appear with each submission to our online communities (except in children and youth-oriented communities). Pseudonyms will no longer be permitted.</p></div><div class="relatedStories"><h3>Related Stories</h3>{cards(t, "<a class=card href=/r/{n}><h3 class=headline>{}</h3></a>", 5)}</div></div></main><footer>{menu(t, "gfooter", 7)}<p>It is a priority for PBC to create products that are accessible to all people, including those with visual, hearing, motor and cognitive challenges.</p></footer></div>'
    head = (
        og(t, site="PBC")
        + '<meta name="author" content="Simone Lachance">'
        + ld(
            t,
            "2025-03-24T11:04:11.000Z",
            [{"@type": "Person", "name": "Simone Lachance"}],
            dateModified="2025-03-24T16:00:00.000Z",
        )
    )
    return (
        t,
        DAY,
        ("Simone Lachance",),
        document(t, body, site="PBC News", title=f"{t.title} | PBC News", head=head),
    )


@shape
def in_short() -> Shape:
    t = COURT
    wrap = '<p class="paragraph_paragraph__iYReA">{}</p>'
    short = "<section data-component='KeyPoints' class='KeyPoints_kp__1'><h2 class='hd'>In short:</h2><p class='paragraph_paragraph__iYReA'>⦅A jury has cleared a beekeeper of poisoning 140 rival hives.⦆</p><p class='paragraph_paragraph__iYReA'>⦅An expert said the bees had frozen in a sudden cold snap.⦆</p><h2>What's next?</h2><p class='paragraph_paragraph__iYReA'>⦅The accused says he will start again with four hives.⦆</p></section>"
    embed = f'<div class="EmbedWithLink" data-component="RelatedCard"><a href="/news/2025-03-20/1"><div><img src="/e.jpg"></div><h3 class="GenericCard_title__1">{t.others[4]}</h3></a></div>'
    figure = f'<figure class="Figure_figure__1" data-component="Figure"><img src="/ab/1.jpg" width="862"><figcaption><p class="Typography_base">{t.caption} <cite class="Typography_base">(<!-- -->PBS News: Hugo Tran<!-- -->)</cite></p></figcaption></figure>'
    body = f'<div id="__next"><header>{menu(t, "GlobalHeader", 8)}</header><main id="content"><article data-component="Article"><div data-component="DecoyHeader"><h1 class="ArticleHeadlineTitle_heading__1">{t.title}</h1></div><div data-component="Byline" class="Byline_byline__1"><p>By <span><a href="/news/lachlan-weir/1">Lachlan Weir</a></span></p><p>Topic:<a href="/news/topic/courts">Courts</a></p></div><div data-component="Dateline"><time data-component="ScreenReaderOnly" datetime="2025-03-24T11:04:11.000Z">Mon 24 Mar</time><span>Mon 24 Mar 2025 at 10:04pm</span></div><div class="LayoutContainer"><figure><img src="/ab/0.jpg" width="862"><figcaption>{t.caption} (PBS News: Hugo Tran)</figcaption></figure>{short}<div class="ArticleRender_article__1" data-component="ArticleRender">{text(t, wrap, before={3: embed, 4: f"<h2 class=Heading_h>{mark(t.headings[0])}</h2>", 6: figure, 7: "<div data-component=Loading><span>Loading...</span></div>", 8: "<aside class=EmphasisedText><p>Loading</p></aside>"}, links=(1, 5))}</div></div><div data-component="Timestamps"><span>Posted 24 Mar 2025</span></div></article><aside><h2>Top Stories</h2>{cards(t, "<li><h3><a href=/t/{n}>{}</a></h3><p>Topic:Weather</p><div>Photo shows a street of the town.</div></li>", 7)}</aside></main><footer>{menu(t, "Footer", 6)}<p>We acknowledge the First Peoples as the traditional custodians of the lands where we live, learn, and work.</p></footer></div>'
    head = og(t, "2025-03-24T11:04:11+00:00", "PBS News") + ld(
        t,
        "2025-03-24T11:04:11+00:00",
        [
            {
                "@type": "Person",
                "name": "Lachlan Weir",
                "url": "https://pbs.example/news/lachlan-weir/1",
            }
        ],
    )
    return (
        t,
        DAY,
        ("Lachlan Weir",),
        document(t, body, site="PBS News", title=f"{t.title} - PBS News", head=head),
    )


@shape
def text_and_breaks() -> Shape:
    t = RATES
    p = t.paragraphs
    ad = '<div class="mgid_second_mrec_parent"><div></div></div>'
    also = f'<div class="cdatainfo id-r-component strong" data-pos="1">Also Read: <a href="/articleshow/1.cms">{t.others[3]}</a></div>'
    sub = f'<span class="strong" data-pos="9">{mark(t.headings[0])}</span>'
    raw = f"{mark(p[0])}{ad}<br><span class=id-r-component br data-pos=3></span><br>{linked(p[1])}<br><br>{mark(p[2])}<br>{also}<br>{mark(p[3])}<br><br>{mark(p[4])}<div class='_3JxJz'><div><img src='/t/1.jpg' width=600></div><div>{t.caption}</div></div><br>{sub}<br>{mark(p[5])}<br><br>{mark(p[6])}{ad}<br><br>{mark(p[7])}<br><br>{mark(p[8])}<br><br>{mark(p[9])}"
    bio = "<div class='author_desc' data-bio><div>About the Author</div><h3>Prerna Valecha</h3><p>Prerna Valecha writes on markets and manufacturing. She follows earnings, plants and the people who run them, and likes long train rides.</p><a>Read More</a></div>"
    poll = "<div class='poll'><div>Poll</div><p>Should beer be sold in cans only?</p><label>Yes</label><label>No</label></div>"
    body = f'<div id="app"><header>{menu(t, "tn_nav", 12)}</header><div class="contentwrapper clearfix"><div class="articleshow clearfix"><nav class="_crumbs"><ul><li><a>News</a></li><li><a>Business News</a></li><li>{t.title}</li></ul></nav><h1 class="HNMDR"><span>{t.title}</span></h1><div class="xf8Pm byline"><a href="/toireporter/1.cms">Prerna Valecha</a> / <span>INVENTED NEWS DESK</span> / <span>Mar 24, 2025, 16:34 IST</span></div><div class="share"><button>Share</button><span>AA</span><ul class="size"><li>Text Size</li><li>Small</li><li>Medium</li><li>Large</li></ul></div><div class="M1rHh undefined"><div class="art_synopsis">{lead(t)}</div></div><div class="wJnIp"><img src="/t/0.jpg" width=600><div class="img_cptn">{t.caption}</div></div><div class="_s30J clearfix" data-articlebody="1">{raw}</div>{poll}{bio}<div class="end">End of Article</div><div class="follow">Follow Us On Social Media</div></div><div class="sidebar"><h3>Trending Stories</h3>{cards(t, "<li><a href=/s/{n}.cms>{}</a></li>", 14)}<h3>Photostories</h3>{cards(t, "<a href=/ph/{n}><figcaption>{}</figcaption></a>", 9)}</div></div><footer>{menu(t, "ft", 12)}<p>Copyright © 2025 Columns and Co. Ltd. All rights reserved. For reprint rights: Columns Syndication Service</p></footer></div>'
    head = (
        og(t, site="Times of the Isles")
        + '<meta name="author" content="Invented News Desk">'
        + ld(
            t,
            "2025-03-24T16:34:11+05:30",
            [
                {
                    "@type": "Person",
                    "name": "Prerna Valecha",
                    "url": "https://x.example/toireporter/1.cms",
                }
            ],
            dateModified="2025-03-24T16:40:00+05:30",
        )
    )
    return (
        t,
        DAY,
        ("Prerna Valecha",),
        document(
            t, body, site="Times of the Isles", title=f"{t.title} - Times of the Isles", head=head
        ),
    )


@shape
def published_beneath() -> Shape:
    t = BRIDGE
    also = '<p><strong>Also read | <a href="/news/article1.ece">The ferry that never was</a></strong></p>'
    related = f'<div class="related-topics-list"><h4>Related Stories</h4><ul>{cards(t, "<li><a href=/news/article{n}.ece>{}</a></li>", 3)}</ul></div>'
    terms = '<div class="comment-rules"><h3>Comments</h3><ol><li>Comments have to be in English, and in full sentences. They cannot be abusive or personal. Please abide by our community guidelines for posting your comments.</li><li>We have migrated to a new commenting platform. If you are already a registered user and logged in, you may continue to engage with our articles.</li></ol></div>'
    body = f'<header>{menu(t, "top-menu", 10)}</header><div class="container article-section"><div class="articlecontainer"><h1 class="title" itemprop="name">{t.title}</h1><h2 class="sub-title">{lead(t)}</h2><div class="update-publish-time"><p class="publish-time-new">Updated - <span>March 25, 2025 08:13 am IST</span></p><p class="publish-time">Published - <span>March 24, 2025 04:34 pm IST</span> - WETHERBY HEAD</p></div><div class="author"><a class="person-name" href="/profile/author/1/">Meenakshi Iyer-Holt</a></div><div class="share-page"><span>COMMENTS</span><span>SHARE</span><span>READ LATER</span></div><div class="article-picture"><picture><img src="/h/1.jpg" width="1200"></picture><p class="caption">{t.caption} | Photo Credit: R. Sundar</p></div><div id="content-body-14269002" class="articlebodycontent" itemprop="articleBody">{text(t, before={3: also, 5: f"<h4 class=sub_head>{mark(t.headings[0])}</h4>", 7: related, 9: "<div id=piano-inline></div>"}, links=(2,))}</div><p class="publish-time">Published - March 24, 2025 04:34 pm IST</p><div class="related-topics"><h3>Related Topics</h3><a>bridge</a> / <a>transport</a></div>{terms}</div><aside>{cards(t, "<div class=element><h3 class=title><a href=/n/{n}.ece>{}</a></h3></div>", 12)}</aside></div><footer>{menu(t, "foot", 8)}<p>Copyright© 2025, THI PUBLISHING CO PVT LTD. or its affiliated companies. All rights reserved.</p></footer>'
    head = (
        og(t, site="The Hinterland")
        + '<meta itemprop="datePublished" content="2025-03-24T16:34:11+05:30"><meta name="publish-date" content="2025-03-24T16:34:11+05:30"><meta name="modified-date" content="2025-03-25T08:13:00+05:30">'
        + ld(
            t,
            "2025-03-24T16:34:11+05:30",
            [{"@type": "Person", "name": "Meenakshi Iyer-Holt"}],
            dateModified="2025-03-25T08:13:00+05:30",
        )
    )
    return (
        t,
        DAY,
        ("Meenakshi Iyer-Holt",),
        document(t, body, site="The Hinterland", title=f"{t.title} - The Hinterland", head=head),
    )


@shape
def tailwind_with_ai_points() -> Shape:
    t = SPORT
    wrap = '<div class="storyline-wrapper"><p data-testid="article-paragraph-annotation-test-id" class="font-body-baseline-regular text-primary mb-06 break-words [&_a]:underline">{}</p></div>'
    ai = '<div data-testid="summary-card" class="flex rounded"><h2>Summary</h2><span>AI generated</span><ul><li>A teenage goalkeeper on loan saved three penalties.</li><li>Harrowmere reach their first final in 118 years.</li><li>His loan ends before the final is played.</li></ul><div>See more</div></div>'
    share = '<div data-testid="share-widget"><h3>Sign up now:</h3> <a href="/nl">Get the biggest sports news in your inbox</a></div>'
    body = f'<div id="__next"><header>{menu(t, "flex nav", 8)}</header><main><article class="relative"><nav aria-label="breadcrumb"><a>Sport</a></nav><h1 data-testid="headline-test-id" class="font-header-xl-bold">{t.title}</h1><div class="ad">ADVERTISEMENT</div><figure data-testid="lead"><img src="/st/1.jpg" width="1200"><figcaption><p>{t.caption}</p><p>PHOTO: ST LINE</p></figcaption></figure><div class="byline-wrap"><div data-testid="custom-avatar"></div><a data-testid="custom-link" href="/authors/1"><p data-testid="byline-name-test-id">Clarence Heng-Ortiz</p></a></div><div><p data-testid="paragraph-test-id">Published Mar 24, 2025, 07:04 PM</p><p>Updated Mar 24, 2025, 09:15 PM</p></div>{ai}<div data-testid="article-body">{text(t, wrap, before={2: share, 4: f"<h2 class=font-header-sm>{mark(t.headings[0])}</h2>", 5: "<div class=ad data-testid=imu>ADVERTISEMENT</div>", 7: "<div class=related data-testid=storyline><h3>More on this topic</h3>" + cards(t, "<a href=/m/{n} data-testid=custom-link>{}</a>", 2) + "</div>"}, links=(6,))}<p class="font-body copyright">SLINE, INVENTED PRESS</p></div><div data-testid="topics"><h3>See more on</h3><a>Football</a><a>Goalkeepers</a></div></article><section>{cards(t, "<div><h3><a href=/s/{n}>{}</a></h3><p>March {n}, 2025</p></div>", 10)}</section></main><footer>{menu(t, "ft", 6)}<p>MCI (P) 000/00/2025. Published by Straits Line Limited, Co. Regn. No. 200000000X. Copyright © 2025.</p></footer></div>'
    head = og(
        t,
        "2025-03-24T19:04:11+08:00",
        "The Straits Line",
        **{"article:author": "Clarence Heng-Ortiz"},
    ) + ld(
        t,
        "2025-03-24T19:04:11+08:00",
        [{"@type": "Person", "name": "Clarence Heng-Ortiz"}],
        dateModified="2025-03-24T21:15:00+08:00",
    )
    return t, DAY, ("Clarence Heng-Ortiz",), document(t, body, site="The Straits Line", head=head)


@shape
def lists_that_end() -> Shape:
    t = COURT
    rec = f'<div class="more-on"><h2 class="more-on__heading">Recommended Stories</h2><span class="screen-reader-text">list of 4 items</span><ul class="more-on__list">{cards(t, "<li><span class=screen-reader-text>list {n} of 4</span><a class=more-on__link href=/news/{n}>{}</a></li>", 4)}</ul><span class="screen-reader-text">end of list</span></div>'
    ad = '<div class="container__ads"><span>Advertisement</span></div>'
    tweet = '<blockquote class="twitter-tweet" data-width="550"><p lang="en" dir="ltr">Not guilty on all nine counts. The room is yellow with joy. <a href="https://t.example/1">pic.example/1</a></p>— Delphine Roark (@droark) <a href="https://x.example/1">March 24, 2025</a></blockquote>'
    body = f'<div id="root"><header class="site-header">{menu(t, "header-menu", 5)}</header><div class="l-col l-col--8"><main id="main-content-area"><div class="topics"><a>News</a>|<a>Courts</a></div><header class="article-header"><h1>{t.title}</h1><p class="article__subhead">{lead(t)}</p></header><figure class="article-featured-image"><img src="/aj/1.jpg" width="770"><figcaption>{t.caption} [Silas Burke/Invented Wire]</figcaption></figure><div class="article-info-block"><div class="article-b-l"><div class="article-author-name"><span>By </span><span class="article-author-name-item"><a class="author-link" href="/author/1">Salma Idrissi</a></span> and <span class="article-author-name-item"><a>News Agencies</a></span></div><div class="article-dates"><div class="date-simple"><span class="screen-reader-text">Published On 24 Mar 2025</span><span aria-hidden="true">24 Mar 2025</span></div></div></div><div>Click here to share on social media</div><div>Save</div></div><div class="wysiwyg wysiwyg--all-content" aria-live="polite">{text(t, before={2: ad, 3: rec, 5: f"<h2 id=cold>{mark(t.headings[0])}</h2>", 6: tweet, 8: ad}, links=(4,))}</div><hr><div class="article-source"><span class="article-source__label">Source</span><span>: </span><span>Al Invented and news agencies</span></div></main></div><aside>{cards(t, "<article><h3 class=article-trending__title><a href=/t/{n}>{}</a></h3></article>", 9)}</aside><footer>{menu(t, "site-footer", 5)}<p>© 2025 Al Invented Media Network</p></footer></div>'
    head = (
        og(t, site="Al Invented")
        + '<meta name="publishedDate" content="2025-03-24T11:04:11Z"><meta name="lastDate" content="2025-03-24T12:10:00Z">'
        + ld(
            t,
            "2025-03-24T11:04:11Z",
            [
                {"@type": "Person", "name": "Salma Idrissi"},
                {"@type": "Organization", "name": "News Agencies"},
            ],
            dateModified="2025-03-24T12:10:00Z",
        )
    )
    return (
        t,
        DAY,
        ("Salma Idrissi",),
        document(
            t, body, site="Al Invented", title=f"{t.title} | Courts News | Al Invented", head=head
        ),
    )


@shape
def area_of_body() -> Shape:
    t = DE
    rich = '<div data-area="text" class="RichText RichText--iconLinks lg:w-8/12 md:w-10/12 lg:mx-auto"><p>{}</p></div>'
    consent = '<section data-area="consent-prompt" data-app-hidden class="lg:w-8/12"><div class="border"><h3 class="font-sansUI">Empfohlener externer Inhalt</h3><p>An dieser Stelle finden Sie einen externen Inhalt von X, der den Artikel ergänzt und von der Redaktion empfohlen wird. Sie können ihn sich mit einem Klick anzeigen lassen und wieder ausblenden.</p><button>Externer Inhalt</button><p>Ich bin damit einverstanden, dass mir externe Inhalte angezeigt werden. Damit können personenbezogene Daten an Drittplattformen übermittelt werden. Mehr dazu in unserer <a>Datenschutzerklärung.</a></p></div></section>'
    teaser = f'<section data-area="related_articles" class="w-full"><div class="font-sansUI"><h3>Mehr zum Thema</h3></div><ul>{cards(t, "<li><article aria-label=teaser><header><a href=/a/{n}><span class=text-primary>Markt und Kiste: </span><span>{}</span></a></header><footer>Von Edda Lorentz</footer></article></li>", 3)}</ul></section>'
    figure = f'<div data-area="image" class="lg:mt-32"><figure><picture><img src="/sp/1.jpg" width="948" title="Kisten"></picture><button aria-label="Bild vergrößern">{svg(2)}<span>Bild vergrößern</span></button><figcaption class="pt-8"><p>{t.caption}</p><span class="font-sansUI text-shade-dark">Foto: Marijan Murro / IPA</span></figcaption></figure></div>'
    body = f'<header data-area="header">{menu(t, "relative", 9)}</header><main><article data-article-el="true"><header data-area="intro"><h2 class="w-full"><span class="block">Kreislaufwirtschaft</span><span class="hidden">:</span><span class="align-middle">{t.title}</span></h2><div class="RichText leading-loose">{lead(t)}</div><div>Von <a href="/impressum/autor-1">Kerstin Ahlbach</a> und <a>Momme Jessen</a></div><time class="timeformat" datetime="2025-03-24 11:04:11">24.03.2025, 11.04 Uhr</time> <span>• aus <a>DER KURIER 13/2025</a></span><div data-sara-click-el><span>Zur Merkliste hinzufügen</span><button>Artikel anhören</button><span>(3 Minuten)</span></div></header>{figure}<div data-area="body" class="clearfix">{text(t, rich, before={2: consent, 4: teaser, 5: f"<div data-area=text class=RichText><h3>{mark(t.headings[0])}</h3></div>", 6: "<div data-area=ad><div class=font-sansUI>Anzeige</div></div>", 7: figure}, links=(3,))}</div><div data-area="sign"><span>rei/dpa/AFP</span></div><footer><div>Feedback</div><div>Mehr lesen über</div><a>Verbraucherschutz</a></footer></article><section>{cards(t, "<article><h2><a href=/x/{n}><span>Kurier Plus</span> <span>{}</span></a></h2><p>Ein Text darüber, wie es weitergehen könnte und wer dafür bezahlen wird.</p></article>", 8)}</section></main><footer>{menu(t, "flex", 6)}</footer>'
    head = (
        og(t, "2025-03-24T11:04:11+01:00", "DER KURIER")
        + '<meta name="author" content="Kerstin Ahlbach, Momme Jessen, DER KURIER"><meta name="date" content="2025-03-24T11:04:11+01:00">'
        + ld(
            t,
            CET,
            [
                {"@type": "Person", "name": "Kerstin Ahlbach"},
                {"@type": "Person", "name": "Momme Jessen"},
                {"@type": "Organization", "name": "DER KURIER"},
            ],
        )
    )
    return (
        t,
        CET,
        ("Kerstin Ahlbach", "Momme Jessen"),
        document(t, body, site="DER KURIER", title=f"{t.title} - DER KURIER", head=head),
    )


@shape
def teaser_of_a_plus_article() -> Shape:
    t = DE
    p = t.paragraphs
    wall = '<div class="paywall-offers"><div class="paywall-head">Zugang zu allen F+ Artikeln</div><p>F+ | 30 Tage für 1 € testen</p><ul><li>Alle Artikel auf Blatt.NET und in der App</li><li>Bereits mehr als 250.000 Leser</li><li>Jederzeit kündbar</li></ul><button>Jetzt Zugang sichern</button><p>Login für Digital-Abonnenten</p></div>'
    body = f'<div id="__nuxt"><header>{menu(t, "nav-main", 10)}</header><main id="main"><article class="article"><header class="header"><div class="header-label"><span>F+</span>Pfand im Supermarkt</div><h1 class="header-title">{t.title}</h1><div class="header-detail"><address class="author">Von <a rel="author">Wiebke Ahrensmeier</a>, Kiel</address><time datetime="2025-03-24T11:04:11+01:00">24.03.2025, 11:04</time><span>Lesezeit: 4 Min.</span></div><button>Merken</button><button>Zur App</button><figure class="media"><img src="/f/1.jpg" width="1080"><figcaption>{t.caption} <span>Lucas Bäumchen</span></figcaption></figure><p class="header-teaser">{lead(t)}</p></header><section class="body-elements"><div class="body-elements__wrapper"><p class="body-elements__paragraph first">{mark(p[0])}</p><p class="body-elements__paragraph">{linked(p[1])}</p><div class="ad iqadtile4"></div><p class="body-elements__paragraph">{mark(p[2])}</p><p class="body-elements__paragraph paywall-fade">{mark(p[3])}</p></div>{wall}</section><div class="article-source">Quelle: B.A.Z.</div><div class="rights">Artikelrechte erwerben</div></article><section class="mostread"><h2>Empfehlungen</h2>{cards(t, "<a href=/e/{n}><span>Landwirtschaft</span><h3>{}</h3><p>Was die Händler sagen und warum sie am Ende doch mitmachen werden, erklärt ein Blick in die Bücher.</p></a>", 9)}</section></main><footer>{menu(t, "foot", 6)}</footer></div><script>window.__NUXT__=(function(a,b){{return{{config:{{public:a,paywall:b}}}}}}(true,false));</script>'
    head = og(t, "", "BLATT.NET") + ld(
        t,
        CET,
        [{"@type": "Person", "name": "Wiebke Ahrensmeier", "jobTitle": "Redakteurin"}],
        isAccessibleForFree=False,
        hasPart={
            "@type": "WebPageElement",
            "isAccessibleForFree": False,
            "cssSelector": ".paywall",
        },
    )
    return t, CET, ("Wiebke Ahrensmeier",), document(t, body, site="BLATT.NET", head=head)


@shape
def rights_at_the_end() -> Shape:
    t = DE
    para = '<p data-manual="paragraph" class="css-13wylk3">{}</p>'
    teaser = f'<div class="css-teaser" data-manual="teaser"><a href="/m/1"><div><img src="/t.jpg"></div><p class="css-lab">Wochenmärkte</p><h3 class="css-tt">{t.others[1]}</h3><p>Seit drei Jahren verkauft Hinnerk Maas nur noch, was in eine Kiste passt. Ein Besuch am Stand.</p></a></div>'
    letter = '<div class="css-nl" data-manual="newsletter"><h3>Newsletter „Land und Leute“</h3><p>Was jenseits der Städte geschieht: jeden Mittwoch in Ihrem Postfach. Kostenlos anmelden.</p><button>Jetzt bestellen</button></div>'
    body = f'<header>{menu(t, "css-nav", 9)}</header><main id="sueddeutsche"><article id="article-app-container"><header class="css-hd"><h1 class="css-h1"><span class="css-kick">Umweltpolitik</span><span class="css-sr">:</span><span class="css-hl">{t.title}</span></h1><div class="css-dt"><time datetime="2025-03-24 11:04:11">24. März 2025, 11:04 Uhr</time><span aria-hidden="true"> | </span><span>Lesezeit: 3 Min.</span></div><div class="css-actions"><button>Merken</button><button>Teilen</button><button>Artikel vorlesen</button></div><figure data-manual="media"><img src="/sz/1.jpg" width="950"><figcaption class="css-cap">{t.caption} <small>(Foto: Jens Fockele/dpa)</small></figcaption></figure></header><div data-testid="article-body" itemprop="articleBody" class="css-korpus"><p data-manual="teaserText" class="css-lead">{lead(t)}</p><p class="css-by" data-manual="byline">Von <a href="/autoren/1">Ruprecht Salzer</a>, Kiel</p>{text(t, para, before={2: letter, 4: teaser, 5: f"<h3 data-manual=subheadline class=css-sub>{mark(t.headings[0])}</h3>", 7: "<div class=css-ad><span>Anzeige</span></div>"}, links=(1,))}<p data-manual="copyright" class="css-cop">© TZ/dpa/rsal - Rechte am Artikel können Sie <a href="https://x.example">hier</a> erwerben.</p></div><div class="css-tags"><a>Umweltschutz</a><a>Schleswig-Holstein</a></div></article><section class="css-rec"><h3>Lesen Sie mehr zum Thema</h3>{cards(t, "<a href=/r/{n} class=css-r><p>Meinung</p><h4>{}</h4><p>Kommentar von Edda Lorentz</p></a>", 6)}</section></main><footer>{menu(t, "css-ft", 7)}</footer>'
    head = og(t, "", "TZ.de") + ld(
        t,
        CET,
        [{"@type": "Person", "name": "Ruprecht Salzer"}],
        dateModified="2025-03-24T15:30:00+01:00",
        publisher={"@type": "Organization", "name": "Talzeitung"},
    )
    return (
        t,
        CET,
        ("Ruprecht Salzer",),
        document(t, body, site="TZ.de", title=f"{t.title} - Politik - TZ.de", head=head),
    )


@shape
def rich_text_renderer() -> Shape:
    t = DE
    inline = f'<div class="c-inline-teaser-list" data-component="InlineTeaserList"><div class="c-inline-teaser"><a href="/x1.html"><div class="c-inline-teaser__topic">Landwirtschaft</div><div class="c-inline-teaser__headline">{t.others[5]}</div></a></div></div>'
    podcast = '<div class="c-inline-element" data-component="consent"><p>An dieser Stelle finden Sie Inhalte von Drittanbietern</p><p>Um eingebettete Inhalte anzuzeigen, ist deine widerrufliche Einwilligung in die Übermittlung und Verarbeitung von personenbezogenen Daten notwendig, da die Anbieter der eingebetteten Inhalte als Drittanbieter diese Einwilligung verlangen. Indem du den Schalter auf „an“ stellst, stimmst du diesen (jederzeit widerruflich) zu.</p></div>'
    pod2 = '<p><b>„Kisten, Kurse, Konjunktur“</b><i> ist der tägliche Börsenpodcast der Redaktion. Jeden Morgen ab sieben Uhr. Abonnieren Sie den Podcast bei </i><a href="https://s.example">Spotify</a><i>, </i><a href="https://a.example">Apple Podcasts</a><i> oder direkt per </i><a href="/rss">RSS-Feed</a><i>.</i></p>'
    body = f'<header>{menu(t, "c-navigation", 9)}</header><main><article class="c-article-page"><header class="c-article-page__intro"><div class="c-article-header"><a class="c-topic">Deutschland</a><span class="c-kicker">Umwelt</span><h1 class="c-headline">{t.title}</h1></div><div class="c-article-meta"><span>Stand: 15:02 Uhr</span><span>|</span><span>Lesedauer: 3 Minuten</span><time class="c-publish-date" datetime="2025-03-24T11:04:11+0100">Veröffentlicht am 24.03.2025</time></div><div class="c-author">Von <a href="/autor/1">Lennard Küpper</a></div><figure class="c-opener"><img src="/we/1.jpg" width="1200"><figcaption><span class="c-cap">{t.caption}</span><span class="c-source">Quelle: dpa/Marijan Murro</span></figcaption></figure><div class="c-summary"><div class="c-summary__intro">{lead(t)}</div></div></header><div class="c-article-page__text" itemprop="articleBody"><div class="c-rich-text-renderer c-rich-text-renderer--article">{text(t, before={1: "<div class=c-ad><span>Anzeige</span></div>", 3: inline, 5: f"<h3>{mark(t.headings[1])}</h3>", 6: podcast, 7: "<div class=c-ad><span>Anzeige</span></div>", 99: pod2}, links=(2,))}<p>dpa/lku</p></div></div><div class="c-share"><button>Teilen</button></div></article><section><h3>Mehr zum Thema</h3>{cards(t, "<article class=c-teaser><a href=/t/{n}><span>Ressort</span><h4>{}</h4></a></article>", 9)}</section></main><footer>{menu(t, "c-footer", 6)}<p>Die WARTE als ePaper: Die vollständige Ausgabe steht Ihnen bereits am Vorabend zur Verfügung.</p></footer>'
    head = (
        og(t, "", "WARTE")
        + '<meta name="date" content="2025-03-24T11:04:11+0100"><meta name="author" content="Lennard Küpper">'
        + ld(t, "2025-03-24T10:04:11Z", [{"@type": "Person", "name": "Lennard Küpper"}])
    )
    return (
        t,
        CET,
        ("Lennard Küpper",),
        document(t, body, site="WARTE", title=f"{t.title} - WARTE", head=head),
    )


@shape
def tabloid_with_video() -> Shape:
    t = DE
    related = f'<aside class="related-topics related-topics--multiple"><h4 class="related-topics__headline">Lesen Sie auch</h4><ul class="related-topics__list">{cards(t, "<li class=related-topics__list-item><article class=teaser><a href=/x/{n}><h3 class=teaser__title><span class=teaser__title__kicker>Kisten-Zoff</span><span class=teaser__title__headline>{}</span></h3></a></article></li>", 2)}</ul></aside>'
    video = '<figure class="video"><div class="video__player"><div class="vjs-text">Video-Player wird geladen.</div><div class="vjs-modal"><p>Dies ist ein modales Fenster. Dieses modale Fenster kann durch Drücken der Escape-Taste oder Aktivieren der Schaltfläche geschlossen werden.</p></div></div><figcaption class="fig__caption"><span class="fig__caption__text">Hier rufen Händler zum Boykott auf</span><div class="fig__caption__source">Quelle: BLITZ</div><time>24.03.2025 - 11:00 Uhr</time></figcaption></figure>'
    teaser = '<p><a href="/news/x"><b>► Mehr Politik-News lesen Sie hier im Ticker!</b></a></p>'
    error = '<div class="article-feedback"><p>Hast du Fehler entdeckt? Möchtest du etwas kritisieren? <a href="mailto:">Dann schreib uns gerne!</a></p></div>'
    body = f'<header>{menu(t, "nav", 12)}</header><main><article class="stage-article"><header class="article-header"><h2 class="document-title"><span class="document-title__kicker">Drei Euro pro Kiste!</span><span class="document-title__headline">{t.title}</span></h2></header><figure class="fig article-main-image"><img src="/b/1.jpg" width="1280"><figcaption class="fig__caption"><span class="fig__caption__text">{t.caption}</span><div class="fig__caption__source">Foto: Marijan Murro/dpa</div></figcaption></figure><div class="author-info"><div class="author__name">Hauke Brandt</div></div><div class="datetime datetime--article"><time datetime="2025-03-24T10:04:11.000Z">24.03.2025 - 11:04 Uhr</time></div><div class="article-body">{text(t, before={1: video, 3: related, 4: f"<h2 class=crossheading><strong>{mark(t.headings[0])}</strong></h2>", 6: "<aside class=ad><span class=ad__label>Anzeige</span></aside>", 7: teaser, 8: video}, links=(2,))}{error}</div><div class="article-topics"><span>Teilen</span><a>Verbraucher</a></div></article><section>{cards(t, "<article class=teaser><a href=/b/{n}><h3><span>Kicker</span><span>{}</span></h3></a></article>", 14)}</section></main><footer>{menu(t, "foot", 9)}</footer>'
    head = og(t, "", "blitz.de") + ld(
        t,
        "2025-03-24T10:04:11.000Z",
        [{"@type": "Person", "name": "Hauke Brandt"}],
        dateModified="2025-03-24T12:00:00Z",
    )
    return (
        t,
        CET,
        ("Hauke Brandt",),
        document(t, body, site="BLITZ.de", title=f"{t.title} | Politik | BLITZ.de", head=head),
    )


@shape
def appeal_in_the_text() -> Shape:
    t = DE
    para = '<p class="bodytext paragraph typo-bodytext mb-medium pr-medium">{}</p>'
    appeal = '<div class="webelement_tzi is-paywahl" id="pw"><div class="columns"><h4 class="headline typo-head-medium">Gemeinsam für freie Presse</h4><p class="bodytext paragraph typo-bodytext">Als Genossenschaft gehören wir unseren Leser:innen. Unser Journalismus ist nicht nur 100 % konzernfrei, sondern auch kostenfrei zugänglich. Alle Artikel stellen wir frei zur Verfügung, ohne Paywall. Gerade in diesen Zeiten müssen Einordnungen allen zugänglich sein. Helfen Sie uns dabei, mit uns zusammen die Welt zu verändern?</p><a class="btn">Jetzt unterstützen</a></div></div>'
    quote = '<div class="webelement_citation"><blockquote class="typo-citation">„Ein Pfand, das an der Hofeinfahrt endet, versteht niemand“</blockquote><p class="typo-citation-author">Swantje Kropp, Landwirtin</p></div>'
    teaser = f'<div class="webelement_link"><a href="/!6000/" class="teaser-link"><div><img src="/k.jpg"></div><span class="typo-r-topline-link">Pfandpflicht im Handel</span><h4 class="headline">{t.others[2]}</h4><p class="typo-r-subline">Viele Händler wollen nicht warten. Sie nehmen schon jetzt zurück, was noch hält.</p></a></div>'
    body = f'<header>{menu(t, "navbar", 9)}</header><main><article class="article"><header><h2 class="typo-r-head-detail"><span class="is-flex typo-r-topline-detail">Pfand auf Gemüsekisten</span><span class="is-hidden-colon">: </span><span class="headline typo-r-head-detail">{t.title}</span></h2><p class="subline typo-r-subline-detail">{lead(t)}</p><figure class="image"><img src="/ta/1.jpg" width="940"><figcaption><p class="typo-image">{t.caption} <span class="typo-image-author">Foto: Jule Harms/plainpicture</span></p></figcaption></figure><div class="columns is-author"><div>Von <a href="/!a1/" class="author-link"><span class="typo-name-detail-bold">Enno Tjarks</span></a></div><div class="typo-name-detail">aus Kiel</div></div><p class="typo-datetime">24.3.2025<span> 11:04 Uhr</span></p><div class="is-buttons"><button>Artikel merken</button><button>teilen</button></div></header><div class="main-article-corpus">{text(t, para, before={2: quote, 4: f"<h6 class=typo-subhead>{mark(t.headings[0])}</h6>", 5: teaser, 7: f"<h6 class=typo-subhead>{mark(t.headings[1])}</h6>"}, links=(3,))}</div>{appeal}</article><section class="community" id="communitySection"><h4>9 Kommentare</h4><div class="community-post"><h5>Wurzelsepp</h5><p>Endlich! Bei mir im Keller stapeln sich vierzehn Kisten, die ich nie loswerde, und auf dem Markt will sie keiner zurück.</p><time>24.03.2025, 12:30 Uhr</time><button>Antworten</button></div><div class="community-post"><h5>Grete M.</h5><p>Drei Euro sind viel zu wenig, wenn man bedenkt, was das Holz kostet. Trotzdem ein Anfang, der anderen Ländern zeigt, wie es geht.</p></div></section><section>{cards(t, "<a href=/!{n}/ class=teaser-link><span>Thema</span><h3>{}</h3></a>", 9)}</section></main><footer>{menu(t, "ft", 6)}</footer>'
    head = (
        og(t, "", "haz.de")
        + '<meta name="author" content="Enno Tjarks">'
        + ld(
            t,
            CET,
            [{"@type": "Person", "name": "Enno Tjarks"}],
            publisher={"@type": "NewsMediaOrganization", "name": "haz"},
        )
    )
    return (
        t,
        CET,
        ("Enno Tjarks",),
        document(
            t, body, site="haz.de", title=f"Pfand auf Gemüsekisten: {t.title} | haz.de", head=head
        ),
    )


@shape
def programme_note() -> Shape:
    t = DE
    para = '<p class="m-ten m-offset-one l-eight l-offset-two textabsatz columns twelve">{}</p>'
    teaser = f'<div class="teaser-absatz twelve"><a href="/inland/1.html" class="teaser-absatz__link"><div class="teaser-absatz__teaserinfo"><span class="teaser-absatz__date">12.03.2025</span><span class="teaser-absatz__topline">Landtag</span><h3 class="teaser-absatz__headline">{t.others[0]}</h3><p class="teaser-absatz__shorttext">Die Fraktionen stritten bis spät in die Nacht, ohne sich zu einigen. <span>mehr</span></p></div></a></div>'
    note = '<p class="textabsatz columns twelve m-ten"><em>Dieses Thema im Programm: Über dieses Thema berichtete die Landesschau am 24. März 2025 um 19:30 Uhr.</em></p>'
    person = '<div class="absatzbild absatzbild--personenbox"><h3>Zur Person</h3><p>Rolf Tiedgen, 54, ist seit 2021 Umweltminister. Der gelernte Tischler war zuvor Bürgermeister von Nordwieck.</p></div>'
    body = f'<header>{menu(t, "nav", 6)}</header><main class="content-wrapper"><article class="container content-wrapper__group"><div class="seitenkopf"><div class="seitenkopf__media"><img src="/tg/1.jpg" width="960" alt="{t.caption} | dpa"></div><div class="seitenkopf__data"><h1 class="seitenkopf__headline"><span class="seitenkopf__topline">Pfand auf Kisten</span> <span class="seitenkopf__headline--text">{t.title}</span></h1><div class="metatextline">Stand: 24.03.2025 11:04 Uhr</div></div></div><p class="textabsatz columns twelve m-ten"><strong>{lead(t)}</strong></p><div class="authorline"><div class="authorline__author"><em>Von Thea Niebuhr, NRS</em></div></div>{text(t, para, before={2: f"<h2 class=meldung__subhead>{mark(t.headings[0])}</h2>", 4: teaser, 5: person, 7: f"<h2 class=meldung__subhead>{mark(t.headings[1])}</h2>"}, links=(3,))}{note}<div class="taglist"><h3>Mehr zum Thema</h3><ul class="list">{cards(t, "<li><a href=/x/{n}>{}</a></li>", 3)}</ul></div></article><div class="conditional-focus">{cards(t, "<div class=teaser><span>Kurzmeldung</span><h3><a href=/k/{n}>{}</a></h3></div>", 8)}</div></main><footer>{menu(t, "footer", 4)}<p>© NRS-aktuell</p></footer>'
    head = (
        og(t, "", "landesschau.de")
        + '<meta name="date" content="2025-03-24T11:04:11">'
        + ld(t, CET, [{"@type": "Person", "name": "Thea Niebuhr", "affiliation": "NRS"}])
    )
    return t, CET, ("Thea Niebuhr",), document(t, body, site="landesschau.de", head=head)


@shape
def rest_is_reserved() -> Shape:
    t = FR
    para = '<p class="article__paragraph">{}</p>'
    lire = f'<section class="catcher"><p class="catcher__content"><span class="catcher__title"><b>Lire aussi |</b> <span class="sr-only">Article réservé à nos abonnés</span></span> <a href="/x/1" class="catcher__desc">{t.others[3]}</a> <span class="catcher__action">Lire plus tard</span></p></section>'
    letter = '<section class="inpage-newsletter"><div><span class="nl-title">« La Matinale »</span><p>Chaque matin, retrouvez notre sélection de 20 articles à ne pas manquer</p><button>S’inscrire</button></div></section>'
    body = f'<header>{menu(t, "Nav", 9)}</header><main><div class="zone zone--article"><section class="article__wrapper article__wrapper--premium" id="habillagepub"><header class="article__header"><ul class="breadcrumb"><li><a>ÉCONOMIE</a></li><li><a>EMPLOI</a></li></ul><h1 class="article__title">{t.title}</h1><p class="article__desc">{lead(t)}</p><p class="meta__authors"><span>Par </span><a class="article__author-link" href="/signataires/1">Solène Kerbrat</a> <span class="meta__place">(Rennes, correspondante)</span></p><p class="meta__date">Publié le 24 mars 2025 à 11h04, modifié le 24 mars 2025 à 17h20</p><div class="meta__reading">Temps de Lecture 4 min.</div><ul><li>Ajouter à vos sélections</li><li>Offrir l’article</li></ul></header><section class="article__content old__article-content-single"><figure class="article__media"><img src="/lm/1.jpg" width="664"><figcaption class="article__legend">{t.caption} <span class="article__credit" aria-hidden>YANN BOZEC POUR « LE COURRIER »</span></figcaption></figure>{text(t, para, before={2: lire, 4: letter, 5: f"<h2 class=article__sub-title>{mark(t.headings[0])}</h2>"}, links=(3,), upto=7)}<p class="article__status">Il vous reste 41.27% de cet article à lire. La suite est réservée aux abonnés.</p></section><section class="paywall"><h3>La suite est réservée aux abonnés</h3><p>Pour soutenir le travail de toute une rédaction, nous vous proposons de vous abonner.</p><p>Pourquoi voyez-vous ce message ?</p></section></section></div><section class="river"><h4>Le Courrier Ateliers</h4>{cards(t, "<div class=river__item><a href=/r/{n}><h3>{}</h3></a></div>", 6)}<h4>Services</h4>{cards(t, "<a href=/s/{n}>{}</a>", 6)}</section></main><footer>{menu(t, "footer", 7)}</footer>'
    head = og(
        t, "2025-03-24T11:04:11+01:00", "Le Courrier.fr", **{"og:article:author": "Solène Kerbrat"}
    ) + ld(
        t,
        CET,
        [{"@type": "Person", "name": "Solène Kerbrat"}],
        dateModified="2025-03-24T17:20:00+01:00",
        isAccessibleForFree=False,
    )
    t2 = t
    return t2, CET, ("Solène Kerbrat",), document(t, body, site="Le Courrier", head=head)


@shape
def skip_the_advert() -> Shape:
    t = FR
    para = '<p class="fig-paragraph">{}</p>'
    ad = '<div class="fig-ad-content" data-placement="inread"><a class="fig-ad-skip" href="#pub1">Passer la publicité</a><div></div><span>Publicité</span></div>'
    link = f'<div class="fig-body-link__prefix-wrap fig-body-link"><span class="fig-body-link__prefix">À lire aussi</span><a class="fig-body-link__link" href="/x/1">{t.others[4]}</a></div>'
    discover = f'<section class="fig-kiosque"><h2>À découvrir</h2><ul>{cards(t, "<li><a href=/d/{n}>{}</a></li>", 3)}</ul></section>'
    quote = '<blockquote class="fig-cite"><p>C’est une folie. Peut-être. Mais c’est la nôtre</p><cite>Gwenaëlle Le Dantec</cite></blockquote>'
    comments = "<section class='fig-comments' id='fig-comments'><h2>38 commentaires</h2><ul><li><span>Korrigan29</span><time>le 24/03/2025 à 12:40</time><p>Bravo à eux, c’est rare de voir autant de courage dans cette région, et les sardines y sont excellentes depuis toujours.</p></li><li><span>anonyme</span><p>On verra dans un an combien il en reste, car les banques ne font pas de cadeaux.</p></li></ul></section>"
    body = f'<header>{menu(t, "fig-nav", 10)}</header><main class="fig-container"><article class="fig-content"><h1 class="fig-headline">{t.title}</h1><div class="fig-content-metas-info"><div class="fig-content-metas__authors">Par <a href="/auteur/1" rel="author" class="fig-content-metas__author">Anne-Lise Pommereau</a></div><span class="fig-content-metas__pub-date">Publié <time datetime="2025-03-24T11:04:11+01:00">le 24 mars 2025 à 11h04</time></span><span>, mis à jour il y a 2 heures</span></div><div class="fig-tags"><a>Conserves</a></div><button>Copier le lien</button><figure class="fig-media"><img src="/fi/1.jpg" width="680"><figcaption class="fig-media__legend">{t.caption} <span class="fig-media__credits">Yann Bozec / APF</span></figcaption></figure><p class="fig-standfirst">{lead(t)}</p><div class="fig-tts"><button>Écouter cet article</button><span>00:00/04:31</span></div><div class="fig-content-body" data-component="fig-content-body">{text(t, para, before={1: ad, 3: link, 4: quote, 5: f"<h2 class=fig-body-heading>{mark(t.headings[1])}</h2>", 6: ad, 7: discover}, links=(6,))}</div><div class="fig-newsletter"><p>Newsletter</p><p>Le Figuier Économie. L’actualité des entreprises, tous les jours à midi.</p></div></article>{comments}<section class="fig-reco"><h2>La rédaction vous conseille</h2><ul>{cards(t, "<li><a href=/l/{n}>{}</a></li>", 5)}</ul></section><section><h2>À lire aussi</h2>{cards(t, "<article><h3><a href=/f/{n}>{}</a></h3><p class=fig-profil__chapo>RÉCIT - Les salariés racontent comment ils ont tenu pendant neuf mois sans salaire ni certitude.</p></article>", 5)}</section></main><footer>{menu(t, "fig-footer", 8)}</footer>'
    head = og(t, "", "Le Figuier") + ld(
        t,
        CET,
        [{"@type": "Person", "name": "Anne-Lise Pommereau"}],
        dateModified="2025-03-24T15:00:00+01:00",
    )
    return (
        t,
        CET,
        ("Anne-Lise Pommereau",),
        document(t, body, site="Le Figuier", title=t.title, head=head),
    )


@shape
def arc_publisher() -> Shape:
    t = FR
    para = '<p class="sc-article-body__paragraph c-paragraph text-left" dir="auto">{}</p>'
    promo = f'<div class="Inset__Wrapper-sc-1"><div class="Inset__Type">Reportage</div><a href="/a/1"><h3 class="Inset__Title">{t.others[1]}</h3></a><div><span>Social</span><time>21 févr. 2025</time></div><span>abonnés</span></div>'
    body = f'<div id="fusion-app"><header>{menu(t, "Header__Nav", 7)}</header><div class="default__Layout-sc-1"><div class="TypologyArticle__BlockHeadline-sc-1"><span class="TypologyArticle__BlockTag">Reprise</span><h1 class="TypologyArticle__Headline">{t.title}</h1><div class="TypologyArticle__BlockSubheadline">{lead(t)}</div></div><figure class="LeadArt"><img src="/li/1.jpg" width="1024"><figcaption><span>{t.caption}</span> <span>(Théo Legendre/Liberia)</span></figcaption></figure><div class="TypologyArticle__BlockMeta"><div>par <a href="/auteur/1" class="color_black">Mathilde Quercy</a> et <a href="/auteur/apf">APF</a></div><div class="date">publié le 24 mars 2025 à 11h04</div></div><article class="article-body-wrapper TypologyArticle__BlockArticleBody">{text(t, para, before={2: promo, 5: f"<h2 class=article-body__h2>{mark(t.headings[0])}</h2>", 6: "<div class=arcad-wrapper><div id=arcad-feature-inarticle></div></div>"}, links=(1,))}<p class="c-paragraph update"><i>Mise à jour à 12 h 30 avec la réaction du maire.</i></p></article><div class="Tags"><a>Entreprises</a><a>Bretagne</a></div><section class="Reco"><h2>Dans la même rubrique</h2>{cards(t, "<article><a href=/r/{n}><span>Social</span><h3>{}</h3></a><time>2{n} mars 2025</time><span>abonnés</span></article>", 4)}</section></div><footer>{menu(t, "Footer", 5)}<p>© Liberia 2025</p></footer></div>{script(90)}'
    head = og(t, "", "Libéria") + ld(
        t,
        "2025-03-24T10:04:11.000Z",
        [{"@type": "Person", "name": "Mathilde Quercy"}, {"@type": "Organization", "name": "APF"}],
        dateModified="2025-03-24T11:30:00.000Z",
    )
    return (
        t,
        CET,
        ("Mathilde Quercy",),
        document(t, body, site="Libéria", title=f"{t.title} – Libéria", head=head),
    )


@shape
def tracking_regions() -> Shape:
    t = ES
    more = f'<section class="more_info" data-dtm-region="articulo_apoyos"><header class="mi_h"><h2>Más información</h2></header><article class="mi_a"><h3><a href="/x/1.html">{t.others[5]}</a></h3></article></section>'
    letter = '<aside class="b_nl"><p class="nl_t">Recibe el boletín de la tarde</p><p>Lo que pasa y lo que importa, contado por nuestros corresponsales.</p><a>RECÍBELO</a></aside>'
    wall = '<section class="_a_w" id="ctn_freemium_article" data-dtm-region="paywall"><p>Tu suscripción se está usando en otro dispositivo</p><p>¿Quieres añadir otro usuario a tu suscripción?</p><a>Añadir usuario</a><a>Continuar leyendo aquí</a><p>Si continúas leyendo en este dispositivo, no se podrá leer en el otro.</p></section>'
    wall2 = '<section class="b_sw" hidden><p>¿Por qué estás viendo esto?</p><p>Tu suscripción se está usando en otro dispositivo y solo puedes acceder desde un dispositivo a la vez.</p><p>Si quieres compartir tu cuenta, cambia tu suscripción a la modalidad Premium, así podrás añadir otro usuario.</p></section>'
    bio = '<section class="a_auts" data-dtm-region="articulo_firma"><h2 class="_db">Sobre la firma</h2><div class="a_aut"><a class="a_aut_n" href="/autor/1/">Begoña Urrutikoa</a><p>Redactora de la sección de Clima. Antes trabajó en la delegación de Extremadura y es autora de un libro sobre pantanos.</p><a>Ver biografía</a></div></section>'
    wrap = '<p class="">{}</p>'
    body = f'<header class="x _g">{menu(t, "x-nav", 9)}</header><article class="a _g _g-lg"><header class="a_e _df"><div class="a_e_txt"><div class="a_k"><a class="a_k_n">Sequía</a></div><h1 class="a_t">{t.title}</h1><h2 class="a_st">{lead(t)}</h2></div><figure class="a_e_m a_m"><span><img src="/ep/1.jpg" width="414"></span><figcaption class="a_m_p"><span>{t.caption}</span><span class="a_m_m">PACO LEIVA</span></figcaption></figure></header><div class="a_md"><div class="a_md_i"><div class="a_md_a" data-dtm-region="articulo_firma"><a href="/autor/1/" class="a_md_a_n">Begoña Urrutikoa</a></div><div class="a_md_f"><span class="a_ti_l">Valdecañas del Río</span> - <time datetime="2025-03-24T10:04:11.000Z">24 mar 2025 - 11:04</time><abbr>CET</abbr></div></div><div class="w_rs"><ul><li><a>Compartir en Whatsapp</a></li><li><a>Compartir en Facebook</a></li><li>Desplegar Redes Sociales</li></ul><span>12</span><span>Ir a los comentarios</span></div></div><div class="a_c clearfix" data-dtm-region="articulo_cuerpo">{text(t, wrap, before={2: more, 4: f"<h3 class=sub>{mark(t.headings[0])}</h3>", 6: letter}, links=(1, 5))}</div>{wall}{wall2}{bio}<section class="a_ar"><h2>Archivado En</h2><ul><li><a>Sequía</a></li><li><a>Embalses</a></li></ul></section></article><section class="b-lm"><h2>Lo más visto</h2><ol>{cards(t, "<li><a href=/m/{n}>{}</a></li>", 5)}</ol></section><footer>{menu(t, "pie", 6)}</footer>'
    head = (
        og(t, "2025-03-24T10:04:11.000Z", "El Llano")
        + '<meta name="author" content="Begoña Urrutikoa"><meta name="DC.date" content="2025-03-24T11:04:11+01:00">'
        + ld(
            t,
            CET,
            [{"@type": "Person", "name": "Begoña Urrutikoa"}],
            dateModified="2025-03-24T18:00:00+01:00",
        )
    )
    return (
        t,
        CET,
        ("Begoña Urrutikoa",),
        document(
            t,
            body,
            site="EL LLANO",
            title=f"{t.title} | Clima y Medio Ambiente | EL LLANO",
            head=head,
        ),
    )


@shape
def trust_project() -> Shape:
    t = ES
    para = '<p class="ue-c-article__paragraph">{}</p>'
    points = "".join(
        f'<li class="ue-c-article__paragraph"><strong><span class="ue-c-article__kicker">{k}. </strong></span><a href="/{k}">{h}</a></li>'
        for k, h in (("Reportaje", ES.others[0]), ("Entrevista", ES.others[4]))
    )
    body = f'<header>{menu(t, "ue-c-main-navigation", 10)}</header><main class="ue-l-article ue-l-article--wide"><article><div class="ue-l-article__header"><div class="ue-c-article__kicker">Medio ambiente</div><h1 class="ue-c-article__headline js-headline">{t.title}</h1><div class="ue-c-article__standfirst"><p class="ue-c-article__standfirst">{lead(t)}</p></div></div><figure class="ue-c-article__media"><picture><img src="/em/1.jpg" width="1280"></picture><figcaption class="ue-c-article__media-description">{t.caption}<span class="ue-c-article__media-author">Paco Leiva</span></figcaption></figure><div class="ue-c-article__bar"><div class="ue-c-article__author"><div class="ue-c-article__author-name-item"><a href="/autor/1">Gonzalo Arrizabalaga</a></div><div class="ue-c-article__byline-location">Cáceres</div></div><div class="ue-c-article__publishdate"><span>Actualizado</span> <time datetime="2025-03-24T10:04:11Z">Lunes, 24 marzo 2025 - 11:04</time></div><div class="ue-c-article__comments-count">23 comentarios</div></div><div class="ue-l-article__body ue-c-article__body" data-section="articleBody"><ul class="ue-c-article__list--related">{points}</ul>{text(t, para, before={3: "<div class=ue-c-ad><span>PUBLICIDAD</span></div>", 4: f"<h2 class=ue-c-article__subheadline>{mark(t.headings[0])}</h2>", 6: "<div class=ue-c-article__premium-nl><p>Para seguir leyendo gratis, inicia sesión o regístrate.</p></div>"}, links=(2,))}</div><div class="ue-c-article__trust"><p>Conforme a los criterios de</p><a>The Trust Project</a><p>Saber más</p></div><ul class="ue-c-article__tags"><li><a>Sequía</a></li></ul></article><section id="comentarios"><h2>23 Comentarios</h2><p>Mostrar comentarios</p><p>Rellena tus datos para participar. Los comentarios que contengan insultos serán eliminados según las normas de la comunidad.</p></section><section>{cards(t, "<article class=ue-c-cover-content><a href=/c/{n}><h2>{}</h2></a><span>Redacción: REDACCIÓN</span></article>", 10)}</section></main><footer>{menu(t, "ue-footer", 6)}</footer>'
    head = og(t, "2025-03-24T10:04:11Z", "EL ORBE") + ld(
        t,
        "2025-03-24T11:04:11+01:00",
        [{"@type": "Person", "name": "Gonzalo Arrizabalaga", "url": "https://x.example/autor/1"}],
    )
    return (
        t,
        CET,
        ("Gonzalo Arrizabalaga",),
        document(t, body, site="EL ORBE", title=f"{t.title} | España", head=head),
    )


@shape
def reserved_reproduction() -> Shape:
    t = IT
    para = '<p class="chapter-paragraph">{}</p>'
    also = f'<div class="bck-media-news-signature"><p class="is-leggi">LEGGI ANCHE</p><ul>{cards(t, "<li><a href=/x/{n}.shtml>{}</a></li>", 3)}</ul></div>'
    body = f'<header>{menu(t, "bck-nav", 10)}</header><main><section class="body-article"><div class="content-info"><div id="content-to-read"><h1 class="title-art-hp">{t.title}</h1><div class="info-wrapper"><span class="author">di <span class="writer">Fiammetta Orsolini</span></span></div><h2 class="summary-art">{lead(t)}</h2><div class="media"><img src="/co/1.jpg" width="656"><div class="did">{t.caption}</div></div><div class="audio"><p>Ascolta l’articolo</p><p>4 min</p></div><p class="is-last-update">24 marzo 2025 (modifica il 25 marzo 2025 | 08:10)</p><div class="content">{text(t, para, before={2: also, 4: f"<h3 class=chapter-title>{mark(t.headings[0])}</h3>", 6: "<div class=adv><p>PUBBLICITÀ</p></div>"}, links=(1,))}<div class="bck-newsletter"><p><a href="/newsletter">Vai a tutte le notizie di Cronaca</a></p><p>Iscriviti alla newsletter del Corsivo: ogni sera le notizie che contano, scelte dalla redazione.</p></div><p class="is-copyright">24 marzo 2025 ( modifica il 25 marzo 2025)</p><p class="is-copyright">© RIPRODUZIONE RISERVATA</p></div></div></div></section><section class="comments"><div>7 commenti</div><p>Leggi e commenta</p></section><aside><h4>I più letti</h4>{cards(t, "<div class=bck-media-news><h4 class=title-art-hp><a href=/p/{n}.shtml>{}</a></h4></div>", 8)}</aside></main><footer>{menu(t, "bck-footer", 7)}<p>Copyright 2025 © RSC Mediagroup Invented Spa. Tutti i diritti sono riservati | Per la pubblicità</p></footer>'
    head = og(t, "", "Corsivo della Sera") + ld(
        t,
        CET,
        [{"@type": "Person", "name": "Fiammetta Orsolini"}],
        dateModified="2025-03-25T08:10:00+01:00",
    )
    return t, CET, ("Fiammetta Orsolini",), document(t, body, site="Corsivo.it", head=head)


@shape
def breaks_without_paragraphs() -> Shape:
    t = IT
    p = t.paragraphs
    inline = f'<div class="inline-article"><a href="/x"><div class="inline-article__media"><img src="/g.jpg"></div><div class="inline-article__content"><h3 class="inline-article__title">{t.others[0]}</h3><div class="inline-article__author">di Ugo Settembrini</div><time>23 Marzo 2025</time></div></a></div>'
    raw = f"{mark(p[0])}<br><br>{linked(p[1])}{inline}<br>{mark(p[2])}<h2>{mark(t.headings[0])}</h2>{mark(p[3])}<br><br>{mark(p[4])}<div id='adv-Middle1'></div><br>{mark(p[5])}<br><br>{mark(p[6])}<br><br>{mark(p[7])}<br><br>{mark(p[8])}"
    body = f'<header>{menu(t, "main-nav", 9)}</header><div class="story__wrapper"><header class="story__header"><a class="story__overtitle">Trasporti</a><h1 class="story__title">{t.title}</h1><div class="story__author">di <a href="/autori/1">Ludovica Zanchetta</a></div><figure class="image image--story"><img src="/re/1.jpg" width="768"><figcaption class="image__caption">{t.caption} <span>(ansia)</span></figcaption></figure><div class="story__summary"><p>{lead(t)}</p></div></header><div class="story__toolbar"><span class="story__date"><time class="story__date" datetime="2025-03-24">24 Marzo 2025</time> <span>Aggiornato alle 15:40</span></span><span>2 minuti di lettura</span></div><div class="story__content"><div class="story__text">{raw}</div></div><div class="story__footer"><ul class="tags"><li>Argomenti</li><li><a>ferrovia</a></li></ul><p>© Riproduzione riservata</p></div></div><section><h2>Leggi anche</h2>{cards(t, "<article class=entry><h2 class=entry__title><a href=/r/{n}>{}</a></h2></article>", 9)}</section><footer>{menu(t, "foot", 5)}</footer>'
    head = og(t, "", "la Ribalta") + ld(
        t,
        "2025-03-24T11:04:11+0100",
        [{"@type": "Person", "name": "Ludovica Zanchetta"}],
        dateModified="2025-03-24T15:40:00+0100",
    )
    return t, CET, ("Ludovica Zanchetta",), document(t, body, site="la Ribalta", head=head)


@shape
def reading_list() -> Shape:
    t = NL
    also = f'<aside class="article__related" data-flowtype="readmore"><a href="/x"><h4 class="h">Lees ook</h4><div class="nmt-item__headline">{t.others[1]}</div><img src="/lo.jpg"></a></aside>'
    letter = '<div class="newsletter-signup" data-flowtype="newsletter"><h2>NIEUWSBRIEF <span>Avond Vandaag</span></h2><p>Elke dag rond vijf uur het belangrijkste nieuws van de dag</p><form><button>Inschrijven</button></form></div>'
    frame = '<div class="kader"><h3>Molens in cijfers</h3><p>Nederland telt nog ruim twaalfhonderd windmolens. In 1850 waren het er negenduizend.</p></div>'
    body = f'<header>{menu(t, "nmt-nav", 9)}</header><main><article class="article" data-article><header class="article__header"><div class="article__flag">Erfgoed</div><h1 data-flowtype="headline">{t.title}</h1><p class="intro">{lead(t)}</p></header><div class="article__byline"><ul class="authors"><li>Auteur <a href="/auteur/1" rel="author">Femke Ooststroom</a></li></ul><div class="metabox"><div class="metabox__dates"><span>Gepubliceerd op</span> <time datetime="2025-03-24T11:04:11+01:00">24 maart 2025 om 11:04</time></div><div>Leestijd <span>3 minuten</span></div><button>Bewaren</button><button>Leeslijst</button></div></div><figure class="img"><img src="/nr/1.jpg" width="1280"><figcaption>{t.caption} <span class="credit">Foto Kees van Driel</span></figcaption></figure><div class="content article__content">{text(t, before={2: also, 3: f"<h2>{mark(t.headings[0])}</h2>", 4: frame, 5: letter, 6: f"<h2>{mark(t.headings[1])}</h2>"}, links=(1,))}</div><footer class="article__footer"><p>Een versie van dit artikel verscheen ook in de <a>krant van 25 maart 2025</a>.</p><a>Mail de redactie</a><p>Ziet u een taalfout of een feitelijke onjuistheid? U kunt ons met dit formulier daarover informeren.</p></footer></article><section><h2>Meest gelezen</h2><ol>{cards(t, "<li><a href=/m/{n}>{}</a></li>", 8)}</ol></section></main><footer>{menu(t, "foot", 6)}</footer>'
    head = og(t, "2025-03-24T11:04:11+01:00", "AVOND") + ld(
        t,
        CET,
        [{"@type": "Person", "name": "Femke Ooststroom"}],
        publisher={"@type": "Organization", "name": "AVOND"},
    )
    return (
        t,
        CET,
        ("Femke Ooststroom",),
        document(t, body, site="AVOND", title=f"{t.title} - AVOND", head=head),
    )


@shape
def fact_box_of_state_radio() -> Shape:
    t = DA
    fact = '<div class="dre-article-body-fact-box"><h3 class="dre-fact-box__heading">Fakta: Læger på øerne</h3><div class="dre-fact-box__body"><p>Der bor 311 mennesker på Lille Vesø hele året.</p><p>Fire af ti danske småøer har ingen praktiserende læge.</p></div><button>Vis mere</button></div>'
    wrap = '<p class="dre-article-body-paragraph">{}</p>'
    body = f'<header>{menu(t, "dre-nav", 7)}</header><main><article class="dre-article hydra-latest-news-page-short-news-article__body" itemscope><div class="dre-article-title"><span class="dre-article-title__section-label">Indland</span><h1 class="dre-article-title__heading" itemprop="headline">{t.title}</h1><p class="dre-article-title__summary">{lead(t)}</p></div><div class="dre-article-byline"><div class="dre-byline__contributions"><span class="dre-byline__contribution-title">Af</span><span class="dre-byline__contribution-name" itemprop="author">Signe Lykkegaard</span><a href="mailto:">sily@radio.example</a></div><p class="dre-byline__date"><span class="dre-byline__published-date"><time datetime="2025-03-24T10:04:11+00:00">24. mar. 2025 kl. 11:04</time></span></p></div><div class="dre-standard-article__figure"><figure><img src="/dr/1.jpg" width="1200"><figcaption>{t.caption} <span>(Foto: © Ib Holm, Ritzy Scanpix)</span></figcaption></figure></div><div class="dre-article-body" itemprop="articleBody"><div class="dre-speech"><button>Lyt til artiklen</button></div>{text(t, wrap, before={2: fact, 4: f"<h2 class=dre-article-body-heading>{mark(t.headings[0])}</h2>", 5: f"<aside class=dre-article-body-related><span>Læs også</span><a href=/x>{t.others[2]}</a></aside>"}, links=(3,))}</div></article><section>{cards(t, "<a href=/n/{n}><h3 class=dre-teaser-title>{}</h3><p>Se hele historien fra øerne i aften klokken halv syv.</p></a>", 8)}</section></main><footer>{menu(t, "dre-foot", 4)}<p>Ansvarlig redaktør. Radioen er en selvstændig offentlig institution.</p></footer>'
    head = og(t, "", "Radioen") + ld(
        t, "2025-03-24T10:04:11+00:00", [{"@type": "Person", "name": "Signe Lykkegaard"}]
    )
    return (
        t,
        CET,
        ("Signe Lykkegaard",),
        document(t, body, site="Radioen", title=f"{t.title} | Indland | Radioen", head=head),
    )


@shape
def text_article_of_television() -> Shape:
    t = SV
    fact = '<details class="FactBox__root"><summary>Fakta: Småskalig vattenkraft</summary><div><p>Omkring 1 900 små kraftverk finns i landet. Många ska få nya tillstånd före 2040.</p></div></details>'
    video = '<div class="VideoPlayer__root"><p>Javascript är avstängt</p><p>Javascript måste vara påslaget för att kunna spela video</p><div class="caption">Se bybornas turbin snurra. Foto: STV</div></div>'
    wrap = '<p class="Paragraph__root">{}</p>'
    body = f'<header>{menu(t, "Nav__root", 6)}</header><main><article class="nyh_article TextArticle__root"><div class="nyh_article-hero">{video}</div><h1 class="nyh_article__heading">{t.title}</h1><div class="nyh_article__meta"><time datetime="2025-03-24T11:04:11+01:00">Uppdaterad 24 mars 2025</time><time>Publicerad 24 mars 2025</time></div><div class="nyh_article-lead TextArticle__preamble"><p>{lead(t)}</p></div><div class="nyh_article-body InlineText__root">{text(t, wrap, before={3: f"<h2>{mark(t.headings[0])}</h2>", 5: fact, 6: f"<h2>{mark(t.headings[1])}</h2>"}, links=(4,))}</div><footer class="nyh_article__footer"><div class="Byline__root"><div class="Byline__name">Lovisa Strandgren</div><a href="mailto:l@stv.example">lovisa.strandgren@stv.example</a><div>Reporter</div></div><div><h3>Så arbetar vi</h3><p>STV:s nyheter ska stå för saklighet och opartiskhet. Det vi publicerar ska vara sant och relevant. Vid akuta nyhetslägen kan det vara svårt att få alla fakta bekräftade, då ska vi berätta vad vi vet och inte vet. <a>Läs mer om hur vi arbetar.</a></p></div></footer></article><section><h2>Senaste nytt</h2>{cards(t, "<li><a href=/s/{n}><span>1{n}.02</span> {}</a></li>", 10)}</section></main><footer>{menu(t, "Footer__root", 3)}<p>Ansvarig utgivare: Tage Almroth</p></footer>'
    head = (
        og(t, "", "STV Nyheter")
        + '<meta property="article:published_time" content="2025-03-24T11:04:11+01:00">'
        + ld(
            t,
            CET,
            [{"@type": "Person", "name": "Lovisa Strandgren"}],
            dateModified="2025-03-24T16:00:00+01:00",
        )
    )
    return (
        t,
        CET,
        ("Lovisa Strandgren",),
        document(t, body, site="STV Nyheter", title=f"{t.title} | STV Nyheter", head=head),
    )


@shape
def hashed_tabloid() -> Shape:
    t = SV
    more = f'<div class="hyperion-css-1k2"><span class="hyperion-css-x9">LÄS MER</span><a class="hyperion-css-aa" href="/x">{t.others[1]}</a></div>'
    ad = '<div class="abAdArea hyperion-css-ad"><div>ANNONS</div></div>'
    wrap = '<div class="hyperion-css-p"><p class="hyperion-css-tx">{}</p></div>'
    body = f'<header>{menu(t, "hyperion-css-nav", 8)}</header><main class="hyperion-css-1r0"><article class="hyperion-css-ijy"><div class="hyperion-css-top"><span>Nyheter</span></div><h1 class="hyperion-css-h1">{t.title}</h1><div class="hyperion-css-meta"><time dateTime="2025-03-24T11:04:11+01:00">Publicerad 11.04</time></div><figure class="hyperion-css-f"><img src="/af/1.jpg" width="980"><figcaption>{t.caption}<span> Foto: Håkan Sjöö</span></figcaption></figure><div class="hyperion-css-lead"><p class="hyperion-css-ledp">{lead(t)}</p></div><div class="hyperion-css-b"><ul class="hyperion-css-li"><li>⦅Byborna i Hällforsa får sälja el från sitt kraftverk.⦆</li><li>⦅Domen kan överklagas till den 14 juni.⦆</li></ul>{text(t, wrap, before={2: more, 3: ad, 4: f"<h2 class=hyperion-css-sub>{mark(t.headings[0])}</h2>", 6: ad}, links=(3,))}</div><div class="hyperion-css-by"><div>Nils Hagfalk</div><div>Reporter</div></div><div class="hyperion-css-foot"><p>Publicerad 24 mars 2025 kl 11.04</p><span>Dela artikel</span></div></article><div class="hyperion-css-rec">{cards(t, "<a href=/r/{n} class=hyperion-css-card><h3>{}</h3><span>PLUS</span></a>", 14)}</div></main><footer>{menu(t, "hyperion-css-ft", 4)}<p>TIPSA OSS: SMS 70000. Mejl: tipsa@kvall.example. Tipsa oss</p></footer>'
    head = og(t, "2025-03-24T11:04:11+01:00", "Kvällsposten") + ld(
        t, CET, [{"@type": "Person", "name": "Nils Hagfalk"}]
    )
    return t, CET, ("Nils Hagfalk",), document(t, body, site="Kvällsposten", head=head)


@shape
def national_broadcaster_of_japan() -> Shape:
    t = JA
    p = t.paragraphs
    body = f'<header>{menu(t, "nav", 6)}</header><main><section class="content--detail"><header class="content--header"><h1 class="content--title"><span class="contentTitle">{t.title}</span></h1><p class="content--date"><time datetime="2025-03-24T20:04">2025年3月24日 20時04分</time></p><p class="tag"><a href="/tag/1">霧沢町</a></p><ul class="sns"><li>シェアする</li></ul></header><div class="content--detail-main"><figure class="content--thumb"><img src="/nh/1.jpg" width="1024"></figure><section class="content--detail-body"><p class="content--summary">{lead(t)}</p><p class="content--summary-more">{mark(p[0])}<br><br>{mark(p[1])}</p></section><section class="content--body"><h2 class="body-title">{mark(t.headings[0])}</h2><div class="body-text"><p>{mark(p[2])}<br><br>{mark(p[3])}<br><br>{mark(p[4])}</p></div><div class="body-img"><img src="/nh/2.jpg"></div></section><section class="content--body"><h2 class="body-title">{mark(t.headings[1])}</h2><div class="body-text"><p>{mark(p[5])}<br><br>{mark(p[6])}<br><br>{mark(p[7])}</p></div></section></div></section><aside class="module--ranking"><h2>ランキング</h2><p>アクセスランキングは現在の注目ニュースです</p><ol>{cards(t, "<li><a href=/r/{n}.html><em class=title>{}</em><time>午後{n}時2分</time></a></li>", 10)}</ol></aside><aside><h2>新着ニュース</h2>{cards(t, "<dl><dt><time>3月2{n}日</time></dt><dd><a href=/n/{n}.html>{}</a></dd></dl>", 8)}</aside></main><footer>{menu(t, "ft", 4)}<p>Copyright Invented Broadcasting Corporation. All rights reserved. 許可なく転載することを禁じます。</p></footer>'
    head = og(t, site="放送ニュース") + ld(
        t,
        "2025-03-24T20:04:11+09:00",
        {"@type": "Organization", "name": "放送ニュース"},
        dateModified="2025-03-24T20:30:00+09:00",
    )
    return t, DAY, (), document(t, body, site="放送ニュース", head=head)


@shape
def paid_article_of_japan() -> Shape:
    t = JA
    writer = '<div class="UWQ9x"><h2>この記事を書いた人</h2><div><span class="nm">三枝 環</span><span>長野総局</span><dl><dt>専門・関心分野</dt><dd>地方自治、食文化</dd></dl></div></div>'
    wall = '<div class="zVGrx"><p class="cont">有料記事</p><p>この記事は有料記事です。残り<span>412文字</span>有料会員になると続きをお読みいただけます。</p><p>※無料期間中に解約した場合、料金はかかりません</p></div>'
    body = f'<header>{menu(t, "Zn1pE", 6)}</header><main id="main"><div class="ClPrz"><ul class="crumb"><li><a>霧明新聞</a></li><li>記事</li></ul><div class="y_Qv3"><h1>{t.title}</h1><div class="DCOZ0"><span class="H8KYB"><a href="/reporter/1">三枝環</a></span><time datetime="2025-03-24T20:04:11+09:00">2025年3月24日 20時04分</time></div><ul class="sns"><li>メールでシェアする</li><li>印刷する</li><li>記事を保存</li></ul></div><div class="nfyQp"><figure><a href="/photo/1"><img src="/as/1.jpg" width="640"></a><figcaption>写真・図版{t.caption}、三枝環撮影</figcaption></figure><p class="lead">{lead(t)}</p>{text(t, before={2: "<div class=PrAd><span>[PR]</span></div>", 3: f"<h2>{mark(t.headings[0])}</h2>"}, upto=6)}{wall}</div>{writer}<div class="genre"><h2>ジャンル</h2><a>社会</a></div><section class="rel"><h2>関連ニュース</h2><ul>{cards(t, "<li><a href=/articles/A{n}.html><p>{}</p><time>3月2{n}日</time></a></li>", 5)}</ul></section></div><aside><h2>アクセスランキング</h2><ol>{cards(t, "<li><a href=/articles/R{n}.html>{}</a></li>", 10)}</ol><div class="recipe"><h3>【秘密のレシピ】丸く焼くパン</h3></div></aside></main><footer>{menu(t, "ft", 4)}<p>霧明新聞デジタルに掲載の記事・写真の無断転載を禁じます。すべての内容は著作権法並びに国際条約により保護されています。</p></footer>'
    head = (
        og(t, site="霧明新聞")
        + '<meta name="pubdate" content="2025-03-24T20:04:11+09:00">'
        + ld(
            t,
            "2025-03-24T20:04:11+09:00",
            [{"@type": "Person", "name": "三枝環"}],
            isAccessibleForFree=False,
        )
    )
    return (
        t,
        DAY,
        ("三枝環",),
        document(t, body, site="霧明新聞", title=f"{t.title}:霧明新聞", head=head),
    )


@shape
def members_only_of_japan() -> Shape:
    t = JA
    rel = f'<div class="p-article-related"><p class="p-article-related-title">関連記事</p><ul class="p-list">{cards(t, "<li class=p-list__item><a href=/national/{n}/>{}</a></li>", 3)}</ul></div>'
    wrap = '<p class="par{n}">　{}</p>'
    body = f'<header>{menu(t, "p-header-menu", 7)}</header><div class="layout-contents"><main class="layout-contents__main"><article class="article-content"><div class="p-header-breadcrumbs"><a>社会</a></div><div class="article-header"><h1 class="title-article c-article-title">{t.title}</h1><div class="c-article-date"><time datetime="2025-03-24T20:04">2025/03/24 20:04</time></div><div>スクラップ</div><div>メモ入力</div></div><div class="p-main-contents">{text(t, wrap, before={1: f"<figure class=wp-block-image><img src=/yo/1.jpg width=600><figcaption>{t.caption}</figcaption></figure>", 4: rel, 5: "<div class=ev-hidden><div class=ad>広告</div></div>"})}</div><div class="p-article-outro"><p>「社会・地域」の最新記事一覧</p><p>記事に関する報告</p><p>※こちらはニュースに関するご意見ではありません。</p><div>6818377 0 ニュース 2025/03/24 20:04:00</div></div></article><section class="p-category-reading-recommend"><h2>あわせて読みたい</h2>{cards(t, "<li><h3 class=c-list-title><a href=/x/{n}/>{}</a></h3><time>3月2{n}日</time></li>", 6)}</section></main><aside class="layout-contents__side"><h2>アクセスランキング</h2>{cards(t, "<h3 class=c-list-title><a href=/r/{n}/>{}</a></h3>", 10)}</aside></div><footer>{menu(t, "foot", 5)}<p>©The Yomi Invented Shimbun.</p></footer>'
    head = og(t, "2025-03-24T20:04:00+09:00", "読霧新聞オンライン") + ld(
        t,
        "2025-03-24T20:04:00+09:00",
        {"@type": "Organization", "name": "読霧新聞"},
        dateModified="2025-03-24T20:10:00+09:00",
    )
    t2 = Told(t.lang, t.title, "", t.paragraphs, t.headings, t.caption, t.others, t.menu)
    return (
        t2,
        DAY,
        (),
        document(t, body, site="読霧新聞オンライン", title=f"{t.title} : 読霧新聞", head=head),
    )


@shape
def post_text_of_kyiv() -> Shape:
    t = UK
    also = f'<div class="post_news_photo"></div><p><strong>Читайте також: <a href="/news/2025/1/">{t.others[0]}</a></strong></p>'
    ask = '<div class="support_block"><p>Наша мета — показувати вам якісну журналістику без цензури. Якщо вам подобається те, що ми робимо, підтримайте редакцію.</p><a>Приєднуйтесь до клубу</a></div>'
    body = f'<header>{menu(t, "menu", 6)}</header><div class="container_sub_news_wrapper"><article class="post"><header class="post_header"><div class="post_section"><a>Суспільство</a></div><h1 class="post_title">{t.title}</h1><div class="post_time"><span class="post_author"><a href="/authors/1/">Соломія Гринчук</a></span> — Понеділок, 24 березня 2025, 13:04</div><div class="post_views">18213</div></header><figure class="post_photo_news"><img class="post_photo_news_img" src="/up/1.jpg" width="650"><div class="post_photo_news_caption">{t.caption}</div><div>Фото: Остап Мельник</div></figure><div class="post_text" data-io-article-url="1"><p><strong>{lead(t)}</strong></p>{text(t, before={2: also, 3: f"<h3>{mark(t.headings[0])}</h3>", 5: "<div class=advtext_mob>Реклама:</div>", 6: ask}, links=(1,))}</div><div class="post_tags"><span class="post_tags_item"><a>школа</a></span></div></article><section class="block_related"><div class="block_title">Усі новини…</div>{cards(t, "<div class=article_news_list><div class=article_time>1{n}:05</div><div class=article_content><a href=/n/{n}/>{}</a></div></div>", 14)}</section></div><footer>{menu(t, "footer", 4)}<p>Використання матеріалів сайту лише за умови посилання на «Вечірню правду» не нижче третього абзацу.</p></footer>'
    head = (
        og(t, "", "Вечірня правда")
        + '<meta property="article:author" content="https://vp.example/authors/1/">'
        + ld(t, "2025-03-24T13:04:11+02:00", [{"@type": "Person", "name": "Соломія Гринчук"}])
    )
    return (
        t,
        DAY,
        ("Соломія Гринчук",),
        document(t, body, site="Вечірня правда", title=f"{t.title} | Вечірня правда", head=head),
    )


PAGES: list[Page] = pages(shape)
