"""Pages in the shapes of further publishers, kept aside while the reader was mended on the others."""
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
    mark,
    menu,
    og,
    pages,
    person,
    svg,
    text,
)
from publisher_texts import (
    AR,
    BRIDGE,
    COURT,
    DA,
    DE,
    ES,
    FR,
    HI,
    JA,
    KO,
    NL,
    PL,
    PT,
    RATES,
    RU,
    SPORT,
    SV,
    TR,
)

shape = Shapes()


@shape
def quota_of_a_japanese_daily() -> Shape:
    t = JA
    p = t.paragraphs
    wall = '<div class="articledetail-limited"><p>この記事は有料記事です。</p><p>残り531文字(全文1204文字)</p><a>いますぐ登録して続きを読む</a><a>または ログインする</a></div>'
    body = f'<header>{menu(t, "gnav", 6)}</header><main><section class="articledetail"><h1 class="title-page">{t.title}</h1><div class="articledetail-info"><p class="articletag-author">桐野 智</p><p class="articletag-date"><time datetime="2025-03-24T20:04:00+09:00">2025/3/24 20:04</time>(最終更新 3/24 21:30)</p><p>有料記事</p><p>1204文字</p></div><div class="articledetail-image"><figure><img src="/ma/1.jpg"><figcaption>{t.caption}で2025年3月20日、桐野智撮影</figcaption></figure></div><section class="articledetail-body" id="articledetail-body"><p>　{mark(p[0])}</p><p>　{mark(p[1])}</p><div class="articledetail-image-scroll"><figure><img src="/ma/2.jpg"><figcaption>開店を待つ人たちの列</figcaption></figure></div><p>　{mark(p[2])}</p><h2>{mark(t.headings[0])}</h2><p>　{mark(p[3])}</p><p>　{mark(p[4])}</p></section>{wall}</section><section><h2>関連記事</h2><ul class="articlelist">{cards(t, "<li><a href=/articles/{n}><h3 class=articlelist-title>{}</h3><p>3/2{n} 18:00</p><div>{n}文字</div></a></li>", 6)}</ul></section><aside><h2>アクセスランキング</h2><p>現在</p><p>昨日</p>{cards(t, "<li><a href=/rank/{n}>{}</a></li>", 10)}</aside></main><footer>{menu(t, "ft", 5)}<p>当サイト掲載の記事、写真、イラスト、動画などの無断転載を禁じます。</p></footer>'
    head = og(t, site="日々霧新聞") + ld(
        t,
        "2025-03-24T20:04:00+09:00",
        [{"@type": "Person", "name": "桐野 智"}],
        isAccessibleForFree="False",
    )
    return t, DAY, ("桐野 智",), document(t, body, site="日々霧新聞", head=head)


@shape
def portal_of_korea() -> Shape:
    t = KO
    p = t.paragraphs
    state = json.dumps(
        {"headline": t.title, "content_elements": [{"type": "text", "content": q} for q in p]},
        ensure_ascii=False,
    )
    body = f'<div id="fusion-app"><header>{menu(t, "nav", 6)}</header><section class="article-header"><div class="breadcrumb"><a>사회</a></div><h1 class="article-header__headline | font--primary"><span>{t.title}</span></h1><div class="article-byline"><a class="article-byline__author" href="/staff/1">하윤재 기자</a></div><div class="article-dateline"><span class="upDate">입력 2025.03.24. 20:04</span><span>업데이트 2025.03.24. 21:12</span><button>가</button><button>0</button></div></section><article class="layout__article-main"><section class="article-body" itemprop="articleBody"><figure class="article-body__content-image"><img src="/ch/1.jpg"><figcaption>{t.caption} /하윤재 기자</figcaption></figure>{text(t, "<p class=article-body__content>{}</p>", before={3: "<div class=arcad-wrapper>광고</div>", 5: "<div class=related-box><div>관련 기사</div><a href=/r/1>" + t.others[0] + "</a></div>"})}</section><section class="article-foot"><div class="copyright">Copyright ⓒ 무안일보. 무단 전재, 재배포 및 AI 학습 이용 금지</div><div>100자평</div><div>도움말 삭제기준</div></section></article><section><h2>많이 본 뉴스</h2>{cards(t, "<div class=story-card><a href=/m/{n}><span>{}</span></a></div>", 8)}</section><footer>{menu(t, "ft", 4)}</footer></div><script id="fusion-metadata">window.Fusion=window.Fusion||{{}};Fusion.globalContent={state};</script>'
    head = og(t, "2025-03-24T11:04:11.000Z", "무안일보") + ld(
        t, "2025-03-24T20:04:11+09:00", [{"@type": "Person", "name": "하윤재"}]
    )
    return t, DAY, ("하윤재",), document(t, body, site="무안일보", head=head)


@shape
def exile_press() -> Shape:
    t = RU
    para = '<p class="SimpleBlock-module-root SimpleBlock-module-p">{}</p>'
    related = f'<div class="RelatedRichBlock-module-root"><div><a href="/feature/1"><div class="RelatedRichBlock-module-bg"></div><header><h1><span class="first">{t.others[0]}</span> <span class="second">Рассказываем, как это было</span></h1></header></a></div></div>'
    short = f'<div class="RelatedBlock-module-root" data-testid="related-block"><h4>По теме</h4><ul>{cards(t, "<li><a href=/n/{n}>{}</a><div>{n} дней назад</div></li>", 2)}</ul></div>'
    donate = '<div class="ImportantLead-module-root" data-testid="important-lead"><p>Мы работаем для вас, даже если нас запрещают. Поддержите независимую журналистику: оформите ежемесячное пожертвование в любой валюте.</p></div>'
    body = f'<div id="root"><header>{menu(t, "Header-module-menu", 4)}</header><main data-testid="material-page"><div class="GeneralMaterial-module-container"><h1 data-testid="simple-title" class="SimpleTitle-module-root">{t.title}</h1><div class="MaterialMeta"><div class="MetaItem-module-root" data-testid="meta-item"><time class="Timestamp-module-root">14:04, 24 марта 2025</time></div><div class="MetaItem">Источник: <a>«Озёрный вестник»</a></div></div><div class="GeneralMaterial-module-article">{text(t, para, before={2: related, 4: f"<h3 class=SimpleBlock-module-h3>{mark(t.headings[0])}</h3>", 5: donate, 7: short}, links=(3,))}</div><div class="MaterialNote-module-note_caption"><p data-testid="material-note">Прогулка</p></div><div class="Toolbar"><button>Facebook</button><button>Скопировать ссылку</button><a>PDF</a></div></div><section>{cards(t, "<a href=/c/{n} class=Link-module><span class=BlockTitle-module-first>{}</span></a>", 9)}</section></main><footer>{menu(t, "ft", 3)}<p>Нашли ошибку? Выделите ее и нажмите Ctrl+Enter</p></footer></div>'
    head = og(t, site="Прогулка") + ld(
        t, "2025-03-24T11:04:11.000Z", {"@type": "Organization", "name": "Прогулка"}
    )
    return t, DAY, (), document(t, body, site="Прогулка", title=f"{t.title} — Прогулка", head=head)


@shape
def gulf_channel() -> Shape:
    t = AR
    rec = f'<div class="more-on"><h2>اقرأ أيضا</h2><span class="screen-reader-text">list of 4 items</span><ul>{cards(t, "<li><span class=screen-reader-text>list {n} of 4</span><a href=/n/{n}>{}</a></li>", 4)}</ul><span class="screen-reader-text">end of list</span></div>'
    body = f'<header class="site-header">{menu(t, "header-menu", 4)}</header><main id="main-content-area"><header class="article-header"><div class="topics"><a>أخبار</a>|<a>مجتمع</a></div><h1>{t.title}</h1></header><figure class="article-featured-image"><img src="/aj/9.jpg" width="770"><figcaption>{t.caption} (المخترعة)</figcaption></figure><div class="article-info-block"><div class="article-author-name"><a class="author-link" href="/author/1">نسرين الحداد</a></div><div class="article-dates"><span class="screen-reader-text">Published On 24/3/2025</span><span aria-hidden="true">24/3/2025</span><div>|</div><div>آخر تحديث: 14:20 (توقيت مكة)</div></div><div>حفظ</div></div><div class="wysiwyg wysiwyg--all-content">{text(t, before={3: rec, 5: f"<h2>{mark(t.headings[0])}</h2>", 6: "<div class=container__ads>إعلان</div>"}, links=(4,))}</div><div class="article-source"><span>المصدر</span>: <span>المخترعة + وكالات</span></div></main><aside>{cards(t, "<article><h3><a href=/t/{n}>{}</a></h3></article>", 9)}</aside><footer>{menu(t, "ft", 4)}<p>جميع الحقوق محفوظة © 2025</p></footer>'
    head = (
        og(t, site="المخترعة")
        + '<meta name="publishedDate" content="2025-03-24T11:04:11Z">'
        + ld(
            t,
            "2025-03-24T11:04:11Z",
            [{"@type": "Person", "name": "نسرين الحداد"}],
            dateModified="2025-03-24T11:20:00Z",
        )
    )
    return (
        t,
        DAY,
        ("نسرين الحداد",),
        document(
            t,
            body,
            site="المخترعة",
            title=f"{t.title} | مجتمع | المخترعة",
            head=head,
            attributes=' dir="rtl"',
        ),
    )


@shape
def hindi_portal() -> Shape:
    t = HI
    body = f'<header>{menu(t, "nav", 9)}</header><main class="sp-wrp"><article><nav class="brd"><a>होम</a> / <a>देश</a></nav><h1 class="sp-ttl" itemprop="headline">{t.title}</h1><h2 class="sp-descp">{lead(t)}</h2><div class="pst-by"><span>Reported by:</span> <a class="pst-by_lnk" href="/a/1">रजनी पटवाल</a>, <span>Edited by:</span> <a class="pst-by_lnk">देवेश जुयाल</a><ul><li>देश</li><li><span itemprop="dateModified">मार्च 24, 2025 16:50 pm IST</span><ul><li>Published On मार्च 24, 2025 16:34 pm IST</li><li>Last Updated On मार्च 24, 2025 16:50 pm IST</li></ul></li></ul></div><div class="ins_instory_dv"><img src="/nd/1.jpg"><div class="ins_instory_dv_caption">{t.caption}</div></div><div class="highlghts-sec"><h3>पढ़ें पूरी खबर</h3></div><div class="Art-exp_cn" itemprop="articleBody" id="ignorediv">{text(t, before={1: "<div class=ad-txt>Advertisement - Scroll to continue</div>", 3: "<p><strong>ये भी पढ़ें: <a href=/x>" + t.others[0] + "</a></strong></p>", 5: f"<h3>{mark(t.headings[0])}</h3>", 7: "<div class=inline-vid><div>VIDEO: गाँव की चक्की कैसे चलती है</div></div>"})}</div><div class="tags"><a>पहाड़</a></div><div class="pst-cmt">टिप्पणियां</div></article><aside>{cards(t, "<li><a href=/s/{n}>{}</a></li>", 12)}</aside></main><footer>{menu(t, "ft", 6)}<p>Copyright © 2025</p></footer>'
    head = og(t, site="एनविटीवी") + ld(
        t,
        "2025-03-24T16:34:11+05:30",
        [{"@type": "Person", "name": "रजनी पटवाल"}],
        dateModified="2025-03-24T16:50:00+05:30",
        editor=[{"@type": "Person", "name": "देवेश जुयाल"}],
    )
    return t, DAY, ("रजनी पटवाल",), document(t, body, site="एनविटीवी", head=head)


@shape
def turkish_daily() -> Shape:
    t = TR
    body = f'<header>{menu(t, "nav", 7)}</header><main><section class="news-detail"><div class="news-detail-breadcrumb"><a>Haberler</a><a>Gündem Haberleri</a><span>{t.title}</span></div><h1 class="news-detail-title">{t.title}</h1><div class="news-detail-spot"><h2>{lead(t)}</h2></div><div class="news-date"><span>Güncelleme Tarihi: Mart 24, 2025 15:12</span><time datetime="2025-03-24T14:04:11+03:00">Oluşturulma Tarihi: Mart 24, 2025 14:04</time><a class="author" href="/yazar/1">Selin Karakaş</a></div><div class="news-media"><img src="/hu/1.jpg"></div><div class="news-content readingTime" property="articleBody">{text(t, before={2: "<div class=medyanet-inline-adv>Haberin Devamı</div>", 3: f"<div class=related-news><span>İLGİLİ HABER</span><a href=/r/1><h3>{t.others[0]}</h3></a></div>", 5: f"<h2>{mark(t.headings[0])}</h2>", 7: "<div class=adv>Haberin Devamı</div>"}, links=(4,))}</div><div class="news-tags"><a>#sinema</a></div><div class="feedback"><span>Haberle ilgili daha fazlası</span><span>Yorumları Göster</span></div></section><aside>{cards(t, "<a href=/s/{n} title=haber><span>{}</span></a>", 12)}</aside></main><footer>{menu(t, "ft", 7)}</footer>'
    head = (
        og(t, site="Özgün")
        + '<meta name="datePublished" content="2025-03-24T14:04:11+03:00"><meta name="dateModified" content="2025-03-24T15:12:00+03:00">'
        + ld(t, "2025-03-24T14:04:11+03:00", {"@type": "Person", "name": "Selin Karakaş"})
    )
    return (
        t,
        DAY,
        ("Selin Karakaş",),
        document(t, body, site="Özgün", title=f"{t.title} - Gündem Haberleri", head=head),
    )


@shape
def polish_portal() -> Shape:
    t = PL
    also = f'<section class="pulsevideo"><div class="onet-ad"><p>Dalsza część artykułu pod wideo</p></div></section><p class="hyphenate"><em><strong>Zobacz także: <a href="/x">{t.others[0]}</a></strong></em></p>'
    quick = '<ul class="ods-c-lead-points"><li>⦅Latarnia stała ciemna od lat, aż zajęła się nią szkoła⦆</li><li><strong>Więcej ważnych informacji znajdziesz na stronie głównej Fali</strong></li></ul>'
    body = f'<header>{menu(t, "nav", 5)}</header><main><article class="articleDetail"><h1 class="mainTitle">{t.title}</h1><div class="dateAuthor"><a class="name" href="/autorzy/1">Kornelia Żuraw</a><span class="datePublished">Dzisiejsza data: 24 marca 2025, 11:04</span><span>Data utworzenia: 24 marca 2025, 11:04.</span></div><figure><img src="/on/1.jpg"><figcaption><span class="caption">{t.caption}</span><span class="author">Bartosz Kmieć / Falka</span></figcaption></figure><p id="lead" class="hyphenate lead">{lead(t)}</p>{quick}<div class="whitelistPremium" data-content>{text(t, "<p class=hyphenate>{}</p>", before={2: also, 4: f"<h2>{mark(t.headings[0])}</h2>", 6: "<aside class=adBox>REKLAMA</aside>"}, links=(3,))}</div><p class="thanks">Dziękujemy, że przeczytałaś/eś nasz artykuł do końca. Bądź na bieżąco! Obserwuj nas w Wiadomościach.</p><div class="source">Źródło: Fala</div></article><section>{cards(t, "<a href=/p/{n}><h3 class=itemTitle>{}</h3></a>", 10)}</section></main><footer>{menu(t, "ft", 5)}</footer>'
    head = og(t, "2025-03-24T11:04:11+01:00", "Fala Wiadomości") + ld(
        t, "2025-03-24 11:04:11+01:00", [{"@type": "Person", "name": "Kornelia Żuraw"}]
    )
    return (
        t,
        CET,
        ("Kornelia Żuraw",),
        document(t, body, site="Fala Wiadomości", title=f"{t.title} - Wiadomości", head=head),
    )


@shape
def brazilian_daily() -> Shape:
    t = PT
    gallery = f'<div class="c-gallery"><h3>{t.others[1]}</h3><button>Leia Mais</button><button>Voltar</button><ul><li><figure><img src="/g1.jpg"><figcaption>{t.caption}</figcaption></figure></li><li><figure><img src="/g2.jpg"><figcaption>Crianças chegam à escola no barco novo</figcaption></figure></li></ul><button>Voltar</button><button>Compartilhe</button></div>'
    letter = '<div class="c-newsletter" data-newsletter><h3>Folhinha do Dia</h3><p>Receba no seu email as notícias mais importantes do dia</p><form><button>Carregando...</button></form></div>'
    body = f'<header>{menu(t, "c-site-nav", 9)}</header><main><article class="c-news" id="c-news"><header class="c-content-head"><div class="c-content-head__wrap"><h1 class="c-content-head__title" itemprop="headline">{t.title}</h1><h2 class="c-content-head__subtitle" itemprop="alternativeHeadline">{lead(t)}</h2></div></header><div class="c-more-options"><time class="c-more-options__published-date" datetime="2025-03-24 08:04:11" itemprop="datePublished">24.mar.2025 às 8h04</time><time itemprop="dateModified">Atualizado: 24.mar.2025 às 10h12</time></div><div class="c-tools-share"><button>Salvar para ler depois</button><button>Salvar artigos</button><p>Recurso exclusivo para assinantes</p></div><div class="c-signature"><strong class="c-signature__author"><a href="/autores/1">Iracema Tupinambá Rocha</a></strong><span class="c-signature__location">Belém</span></div><div class="c-news__content"><div class="c-news__body" data-news-content-text data-share-text>{text(t, before={2: letter, 4: f"<h2>{mark(t.headings[0])}</h2>", 5: gallery, 7: "<div class=c-advertising><p>Continua depois da publicidade</p></div>"}, links=(1,))}</div><div class="c-interactive-toolbar"><a>Comentar</a><h4>Tópicos relacionados</h4><p>Leia tudo sobre o tema e siga:</p><ul><li>educação</li></ul></div><div class="c-benefits"><h3>sua assinatura pode valer ainda mais</h3><p>Você já conhece as vantagens de ser assinante? Além de ter acesso a reportagens e colunas, você conta com newsletters exclusivas.</p></div></div></article><section class="c-related"><h3>Leia também</h3>{cards(t, "<a href=/r/{n}><h4>{}</h4></a>", 8)}</section></main><footer>{menu(t, "ft", 8)}<p>Copyright Folhinha. Todos os direitos reservados.</p></footer>'
    head = og(t, "2025-03-24T08:04:11-03:00", "Folhinha") + ld(
        t,
        "2025-03-24T08:04:11-03:00",
        [{"@type": "Person", "name": "Iracema Tupinambá Rocha"}],
        dateModified="2025-03-24T10:12:00-03:00",
    )
    return (
        t,
        DAY,
        ("Iracema Tupinambá Rocha",),
        document(
            t,
            body,
            site="Folhinha",
            title=f"{t.title} - 24/03/2025 - Cotidiano - Folhinha",
            head=head,
        ),
    )


@shape
def globe_with_report_an_error() -> Shape:
    t = RATES
    para = '<p class="c-article-body__text text-pr-5">{}</p>'
    promo = f'<div class="c-article-body__embed"><a href="/x"><p class="c-link--article-body">Opinion: {t.others[3]}</p></a></div>'
    body = f'<header>{menu(t, "c-nav", 9)}</header><main><article class="l-article"><div class="c-primary-title"><h1 class="c-primary-title__heading">{t.title}</h1><p class="c-article-deck">{lead(t)}</p></div><div class="c-byline"><div class="byline-group"><a href="/authors/1" class="c-author">Anjali Brightwater</a><span class="job">Manufacturing Reporter</span></div><span>Prague</span></div><div class="c-timestamp"><span>Published </span><time datetime="2025-03-24T11:04:11.000Z">March 24, 2025</time><span>Updated </span><time>March 24, 2025</time></div><div class="audio"><button>Play audio</button><span>This article was published more than 6 months ago. Some information may no longer be current.</span></div><div class="actions"><span>Open this photo in gallery:</span><figure><img src="/gl/1.jpg"><figcaption>{t.caption}<span>Vit Rezek/The Globule and Post</span></figcaption></figure></div><div class="c-article-body js-c-article-body">{text(t, para, before={2: "<div class=o-ad><div class=c-ad>Story continues below advertisement</div></div>", 3: promo, 6: f"<h2>{mark(t.headings[1])}</h2>"}, links=(5,))}<p class="c-article-body__text"><i>With a report from Meridian</i></p></div><div class="c-report-error"><a>Report an editorial error</a><a>Report a technical issue</a><a>Editorial code of conduct</a></div><div class="follow"><h2>Follow related authors and topics</h2><ul><li><a>Anjali Brightwater</a><button>Follow</button></li><li>Manufacturing<button>Follow</button></li></ul><p>Authors and topics you follow will be added to your personal news feed in Following.</p></div><div class="tickers"><h2>Tickers mentioned in this story</h2><div>Data Update Unchecking box will stop auto data updates</div><table><tr><td>OSG-PR</td><td>-22.8%</td></tr></table></div></article><section><h2>Interact with The Globule</h2>{cards(t, "<a href=/i/{n}><h3>{}</h3></a>", 8)}</section></main><footer>{menu(t, "ft", 6)}</footer>'
    head = og(t, "2025-03-24T11:04:11.000Z", "The Globule and Post") + ld(
        t, "2025-03-24T11:04:11.000Z", [{"@type": "Person", "name": "Anjali Brightwater"}]
    )
    return (
        t,
        DAY,
        ("Anjali Brightwater",),
        document(t, body, site="The Globule and Post", head=head),
    )


@shape
def concert_of_magazines() -> Shape:
    t = SPORT
    para = '<p class="duet--article--dangerously-set-cms-markup duet--article--standard-paragraph _1ymtmqpi _17nnmdy1">{}</p>'
    box = '<div class="duet--article--sidebar _1agbrixi"><h3>What we cover</h3><p>We explain the games people play and what they say about us. Have an idea for a story? Send it to the desk.</p></div>'
    letter = '<div class="duet--article--newsletter-signup"><h3>The Daily Explainer</h3><p>Understand the world with a daily explainer plus the most compelling stories of the day, compiled by our news editors.</p><form><label>Email (required)</label><button>Sign Up</button><p>By submitting your email, you agree to our <a>Terms</a> and <a>Privacy Notice</a>.</p></form></div>'
    contrib = '<div class="duet--article--membership"><p>You’ve read 1 article in the last month</p><p>Here at the Voice, we are unwavering in our commitment to covering the issues that matter most to you. Our mission could not be more urgent, and readers like you make it possible.</p><p>We rely on readers like you. Join us.</p><figure><img src="/sw.png"></figure><p>Swati Bellweather</p><p>Voice Editor-in-Chief</p></div>'
    body = f'<div id="__next"><header>{menu(t, "duet--nav", 6)}</header><main><article id="content"><div class="duet--lede"><p class="duet--article--kicker"><a>Sports</a></p><h1 class="_8enl990">{t.title}</h1><p class="duet--article--dek _8enl995">{lead(t)}</p><div class="duet--article--byline"><span>by <a href="/authors/1">Jonquil Ames</a></span></div><div><time datetime="2025-03-24T11:04:11+00:00">Mar 24, 2025, 11:04 AM UTC</time></div><div class="share"><a>Share on X</a><button>Gift</button></div><div class="duet--lede-image"><img src="/vx/1.jpg"><div class="cap">{t.caption}<cite>Ned Abelard/Invented Images</cite></div></div><div class="duet--article--author-bio"><a>Jonquil Ames</a> <span>is a senior correspondent who writes about games. She is the author of a book about dominoes.</span></div></div><div class="duet--layout--entry-body-container"><div class="duet--layout--entry-body"><div class="duet--article--article-body-component">{text(t, para, before={2: "</div><div class=duet--article--article-body-component>" + box + "</div><div class=duet--article--article-body-component>", 4: "</div>" + letter + "<div class=duet--article--article-body-component>", 6: f"<h2 class=_1agb>{mark(t.headings[1])}</h2>"}, links=(3,))}</div>{contrib}</div></div></article><section><div>See More:</div><ul><li><a>Sports</a></li></ul><h2>More in Culture</h2>{cards(t, "<div class=duet--content-cards><a href=/c/{n}>{}</a><p>What the latest turn says about the season that is about to begin.</p><span>By Jonquil Ames</span></div>", 6)}</section></main><footer>{menu(t, "ft", 3)}</footer></div>'
    head = (
        og(t, "2025-03-24T11:04:11+00:00", "Voice")
        + '<meta name="parsely-author" content="Jonquil Ames"><meta name="parsely-pub-date" content="2025-03-24T11:04:11+00:00">'
        + ld(t, "2025-03-24T11:04:11+00:00", person("Jonquil Ames"))
    )
    return (
        t,
        DAY,
        ("Jonquil Ames",),
        document(t, body, site="Voice", title=f"{t.title} | Voice", head=head),
    )


@shape
def rich_text_of_the_west() -> Shape:
    t = BRIDGE
    enh = f'<div class="enhancement" data-align-right=""><div class="ct-promo"><a href="/x"><img src="/la.jpg"></a><div class="promo-content"><div class="promo-category">California</div><p class="promo-title"><a href="/x">{t.others[3]}</a></p><p class="promo-description">The city wanted water; it got a bill for the water it already had.</p><time>March 19, 2025</time></div></div></div>'
    bio = '<div class="author-bio-card"><div class="author-name"><a>Odalys Serrano</a></div><p>Odalys Serrano is a staff writer who covers roads and what they cost for the Angel City Post.</p></div>'
    body = f'<header>{menu(t, "nav", 8)}</header><main><article class="page-article"><div class="page-article-container"><div class="breadcrumb"><a>California</a></div><h1 class="headline">{t.title}</h1><figure class="page-lead-media"><img src="/la/1.jpg" width="840"><div class="figure-content"><figcaption class="figure-caption">{t.caption}</figcaption><div class="figure-credit">(Leonie Faulk / Angel City Post)</div></div></figure><div class="byline"><div class="authors"><div class="author-name">By <span class="link"><a href="/people/1">Odalys Serrano</a></span></div><div class="author-job">Staff Writer</div></div><div class="published-date"><time datetime="2025-03-24T11:04:11Z"><span class="published-date-day">March 24, 2025</span> <span>4:04 AM PT</span></time></div></div><div class="actions"><a>Share via</a><button>Close extra sharing options</button><ul><li>Email</li><li>Facebook</li><li>Copy Link URL</li><li>Print</li></ul></div><ul class="takeaways rich-text-subhead"><li>⦅A bridge that fell in 2016 will be rebuilt.⦆</li><li>⦅Whether drivers will pay a toll is open.⦆</li></ul><div class="page-article-body"><div class="rich-text-article-body"><div class="rich-text-article-body-content rich-text-body" data-subscriber-content>{text(t, before={2: enh, 4: "<div class=google-dfp-ad-wrapper><div class=ad-text>Advertisement</div></div>", 7: f"<h2>{mark(t.headings[0])}</h2>", 9: "<div class=enhancement><div class=newsletter-module><div>Newsletter</div><h3>The stories shaping the coast</h3><p>Get up to speed with our Essential newsletter, sent six days a week.</p><p>You may occasionally receive promotional content from the Angel City Post.</p></div></div>"}, links=(2, 6))}</div></div></div><div class="more-to-read"><h2>More to Read</h2>{cards(t, "<div class=promo><p class=promo-title><a href=/m/{n}>{}</a></p><time>March {n}, 2025</time></div>", 4)}</div>{bio}</div></article></main><footer>{menu(t, "ft", 5)}</footer>'
    head = og(t, "2025-03-24T11:04:11.000Z", "Angel City Post") + ld(
        t,
        "2025-03-24T11:04:11.000Z",
        [{"@type": "Person", "name": "Odalys Serrano", "jobTitle": "Staff Writer"}],
    )
    return (
        t,
        DAY,
        ("Odalys Serrano",),
        document(t, body, site="Angel City Post", title=f"{t.title} - Angel City Post", head=head),
    )


@shape
def chain_of_local_papers() -> Shape:
    t = COURT
    video = f'<aside class="gnt_em gnt_em_vp" aria-label="Video - {t.others[0]}"><button class="gnt_em_vp_a"><div class="gnt_em_t" aria-label="{t.others[0]}">{t.others[0]}</div><div>Local beekeepers watch the trial from a diner across the street.</div></button></aside>'
    link = f'<p class="gnt_ar_b_p"><em class="gnt_ar_b_em"><strong>More: </strong><a href="/x">{t.others[5]}</a></em></p>'
    end = '<p class="gnt_ar_b_p"><em><a href="mailto:x">Reach reporter Percy Oglethorpe at poglethorpe@county.example or on X @percyog.</a></em></p><p class="gnt_ar_b_p"><em>This article originally appeared on the County Register.</em></p>'
    body = f'<header class="gnt_n">{menu(t, "gnt_n_mn", 9)}</header><main class="gnt_cw"><article class="gnt_pr"><div class="gnt_ar_lbl"><a>CRIME</a></div><h1 class="gnt_ar_hl">{t.title}</h1><div class="gnt_ar_by"><div class="gnt_ar_by_hs"></div><a class="gnt_ar_by_a" href="/staff/1">Percy Oglethorpe</a><div class="gnt_ar_pb">County Register</div></div><div class="gnt_ar_dt" aria-label="Published 7:04 a.m. ET March 24, 2025 Updated 8:31 a.m. ET March 24, 2025"></div><div class="gnt_ar_b_sh"><button>Share</button></div><figure class="gnt_em_img"><img class="gnt_em_img_i" src="/us/1.jpg"><div class="gnt_em_cp">{t.caption} <span>Silas Burke, County Register</span></div></figure><div class="gnt_ar_b">{text(t, "<p class=gnt_ar_b_p>{}</p>", before={2: video, 4: f"<h2 class=gnt_ar_b_h2>{mark(t.headings[0])}</h2>", 5: "<aside class=gnt_em>Advertisement</aside>", 7: link, 99: end}, links=(3,))}</div><div class="gnt_ar_fb"><a>Facebook</a><a>Twitter</a></div></article><aside class="gnt_rr">{cards(t, "<a class=gnt_m_flm_a href=/f/{n}>{}<div>COURTS</div></a>", 12)}</aside></main><footer>{menu(t, "ft", 6)}<p>© 2025 County Register, a division of Invented Satellite Information Network.</p></footer>'
    head = og(t, "2025-03-24T11:04:11.000Z", "County Register") + ld(
        t,
        "2025-03-24T11:04:11.000Z",
        ["Percy Oglethorpe, County Register"],
        dateModified="2025-03-24T12:31:00Z",
    )
    return t, DAY, ("Percy Oglethorpe",), document(t, body, site="County Register", head=head)


@shape
def broadsheet_of_components() -> Shape:
    t = SPORT
    wrap = '<div class="articleBodyText section"><div class="article-body-text component version-1" data-test="article-body-text"><div class="component-content"><p>{}</p></div></div></div>'
    rec = f'<div class="articleList section"><aside class="article-list"><div class="article-list__header">Recommended</div><a href="/x"><h3>{t.others[1]}</h3></a><span>Read more</span></aside></div>'
    quote = '<div class="quote section"><figure class="quote"><blockquote><q>Knees do not lie</q></blockquote></figure></div>'
    image = f'<div class="articleBodyImage section"><figure class="article-body-image" itemscope><img src="/te/1.jpg"><figcaption><span class="article-body-image-caption">{t.caption}</span><span class="article-body-image-copyright">Credit: PA/Ned Abelard</span></figcaption></figure></div>'
    body = f'<header>{menu(t, "e-site-header", 8)}</header><main><article class="tpl-article"><header class="tpl-article__header"><div class="e-breadcrumb"><a>Football</a></div><h1 class="e-headline u-heading-1" data-test="headline">{t.title}</h1><p class="e-standfirst u-heading-5" data-test="standfirst">{lead(t)}</p></header><div class="tpl-article__byline-date"><div class="e-byline" data-test="byline"><address><a class="e-byline__link" rel="author" href="/authors/1">Bertie Crowhurst</a></address><div class="e-byline__role">Football reporter, at Gull Lane</div></div><time class="e-published-date" datetime="2025-03-24T11:04+0000">24 March 2025 11:04am GMT</time><button>Gift this article</button></div><div class="tpl-article__layout-content"><div class="article-body grid">{text(t, wrap, before={2: rec, 3: image, 5: quote, 6: f"<div class=articleBodyText><p><strong>{mark(t.headings[1])}</strong></p></div>", 8: "<div class=advert><span>Advertisement</span></div>"}, links=(7,))}</div><div class="tpl-article__actions"><p>Join the conversation</p><span>Show 44 comments</span><p>The Daily Telegram values your comments but kindly requests all posts are on topic, constructive and respectful. Please review our commenting policy.</p></div></div><footer class="tpl-article__footer"><h2>Related Topics</h2><a>Trophy</a></footer></article><section>{cards(t, "<article class=card><h2><a href=/c/{n}><span>{}</span></a></h2><time>2{n} Mar 2025 9:00am</time></article>", 10)}</section></main><footer>{menu(t, "ft", 5)}</footer>'
    head = (
        og(t, site="The Daily Telegram")
        + '<meta name="DCSext.author" content="Bertie Crowhurst"><meta name="DCSext.articleFirstPublished" content="2025-03-24T11:04+0000">'
        + ld(t, "2025-03-24T11:04+0000", [{"@type": "Person", "name": "Bertie Crowhurst"}])
    )
    return (
        t,
        DAY,
        ("Bertie Crowhurst",),
        document(t, body, site="The Daily Telegram", title=t.title, head=head),
    )


@shape
def bullets_above_and_share_counts() -> Shape:
    t = COURT
    para = '<p class="mol-para-with-font">{}</p>'
    image = f'<div class="artSplitter mol-img-group"><div class="mol-img"><div class="image-wrap"><img src="/dm/1.jpg" class="blkBorder"><div class="i-share"></div></div></div><p class="imageCaption">{t.caption}</p></div>'
    module = f'<div class="artSplitter"><div class="related-carousel with-fb-or-tw half"><h3>RELATED ARTICLES</h3><ul>{cards(t, "<li class=news><a href=/n/{n}><span class=pcontent>{}</span></a></li>", 3)}</ul><button>Share this article</button><span>Share</span><div>1.2k shares</div></div></div>'
    player = '<div class="moduleFull mol-video"><div class="vjs-video-container"><p>Your browser does not support iframes.</p></div></div>'
    bullets = "<ul class='mol-bullets-with-font'><li class=class><strong>⦅Lowell Prentiss, 58, had been accused of killing bees in 140 hives⦆</strong></li><li class=class><strong>⦅He wept as the verdict was read⦆</strong></li><li><strong>READ MORE: <a href=/x>Sisters reopen the cinema their grandfather lost</a></strong></li></ul>"
    body = f'<header>{menu(t, "page-header", 10)}</header><div id="content"><div itemprop="articleBody" id="js-article-text"><h2>{t.title}</h2>{bullets}<p class="author-section byline-plain">By <a class="author" rel="nofollow" href="/profile-1">CRESSIDA MAUNDER, SENIOR REPORTER</a></p><p class="byline-section"><span class="article-timestamp article-timestamp-published"><span>Published:</span> <time datetime="2025-03-24T11:04:11+0000">11:04, 24 March 2025</time></span> | <span>Updated:</span> <time>12:30, 24 March 2025</time></p><div class="share"><span>1.2k</span><span>shares</span><a>214 View comments</a></div>{text(t, para, before={1: image, 3: player, 4: module, 6: image.replace("dm/1", "dm/2"), 8: "<div class=ad>Advertisement</div>"}, links=(5,))}<div class="shareArticles"><h3>Share or comment on this article: {t.title}</h3></div></div><div id="reader-comments"><h3>Comments <span>214</span></h3><p>The comments below have not been moderated.</p><ul><li><p>Bees do not hold grudges but prosecutors do, and we all pay for it in the end.</p><span>Dorset Dave, Poole, 3 hours ago</span></li></ul><p>The views expressed in the contents above are those of our users and do not necessarily reflect the views of the site.</p></div><div class="beta">{cards(t, "<div class=puff><a href=/femail/{n}><span class=pufftext><strong>{}</strong> Star looked radiant at the gala on Tuesday</span></a></div>", 30)}</div></div><footer>{menu(t, "ft", 8)}</footer>'
    head = og(t, "2025-03-24T11:04:11+0000", "Morning Mail Online") + ld(
        t,
        "2025-03-24T11:04:11+0000",
        [{"@type": "Person", "name": "Cressida Maunder"}],
        dateModified="2025-03-24T12:30:00+0000",
    )
    return (
        t,
        DAY,
        ("Cressida Maunder",),
        document(
            t, body, site="Morning Mail Online", title=f"{t.title} | Morning Mail Online", head=head
        ),
    )


@shape
def swiss_daily() -> Shape:
    t = DE
    para = '<p class="articlecomponent text" componenttype="p">{}</p>'
    letter = '<div class="newsletterpromotion"><h3>Optimieren Sie Ihre Browsereinstellungen</h3><p>NZ.ch benötigt JavaScript für wichtige Funktionen. Ihr Browser oder Adblocker verhindert dies momentan.</p><p>Bitte passen Sie die Einstellungen an.</p></div>'
    box = '<section class="infobox"><div class="infobox__header"><h3>Pfand im Vergleich</h3></div><div class="infobox__content"><p>rts. In Dänemark gilt seit 1922 ein Pfand auf Flaschen. Kisten sind dort erst seit wenigen Jahren erfasst.</p></div></section>'
    body = f'<header>{menu(t, "pagenav", 6)}</header><main><article><section class="headline"><h1 class="headline__title">{t.title}</h1><p class="headline__lead" componenttype="lead">{lead(t)}</p><div class="metainfo metainfo--content"><a class="metainfo__item--author" href="/impressum/1">Regula Tschudi</a>, Kiel<div class="metainfo__item metainfo__item--date"><time datetime="2025-03-24T11:04:11+01:00">24.03.2025, 11.04 Uhr</time></div><span>3 min</span></div><button>Hören</button><button>Merken</button><button>Drucken</button><button>Teilen</button></section>{letter}<figure class="articlecomponent image"><img src="/nz/1.jpg"><figcaption><h2>{t.caption}</h2><span>Marijan Murro / Keynote</span></figcaption></figure>{text(t, para, before={3: box, 4: f"<h2 class=subtitle><span>{mark(t.headings[0])}</span></h2>", 6: "<div class=resor>Werbung</div>", 7: f"<h2 class=subtitle><span>{mark(t.headings[1])}</span></h2>"}, links=(1,))}<div class="footnote"><p>Passend zum Artikel</p>{cards(t, "<a class=teaser__link href=/ld.{n}><div class=teaser__flag>Wirtschaft</div><h2 class=teaser__title><span>{}</span></h2><div class=teaser__lead>Warum die Rechnung am Ende aufgehen könnte.</div><span>Regula Tschudi</span></a>", 3)}</div></article><section>{cards(t, "<a href=/m/{n}><h3>{}</h3><span>{n} min</span></a>", 9)}</section></main><footer>{menu(t, "ft", 3)}<p>Copyright © Neue Zeitung AG. Alle Rechte vorbehalten. Eine Weiterverarbeitung, Wiederveröffentlichung oder dauerhafte Speicherung zu gewerblichen oder anderen Zwecken ohne vorherige ausdrückliche Erlaubnis ist nicht gestattet.</p></footer>'
    head = (
        og(t, "2025-03-24T10:04:11.000Z", "Neue Zeitung")
        + '<meta name="author" content="Regula Tschudi">'
        + ld(t, "2025-03-24T10:04:11.000Z", [{"@type": "Person", "name": "Regula Tschudi"}])
    )
    return (
        t,
        CET,
        ("Regula Tschudi",),
        document(t, body, site="Neue Zeitung", title=f"{t.title} | NZ", head=head),
    )


@shape
def austrian_daily_with_forum() -> Shape:
    t = DE
    body = f'<header>{menu(t, "site-nav", 7)}</header><main class="story"><article class="story-article"><header class="article-header"><h2 class="article-kicker">Kreislaufwirtschaft</h2><h1 class="article-title">{t.title}</h1><p class="article-subtitle">{lead(t)}</p><div class="article-byline"><span class="article-origins"><a>Hannelore Zitz</a></span></div><div class="article-meta"><p class="article-pubdate"><time datetime="2025-03-24T11:04">24. März 2025, 11:04</time></p><a class="article-postings">214 Postings</a><button>Später lesen</button></div></header><div class="article-body"><figure><img src="/st/1.jpg"><figcaption>{t.caption}<footer>APN/HARALD SCHUSTER</footer></figcaption></figure>{text(t, before={3: "<div class=js-embed-consent><p>An dieser Stelle finden Sie einen Inhalt von Datawrapper. Mit Klick auf den Button stimmen Sie der Anzeige zu.</p><button>Zustimmen</button></div>", 5: f"<h3>{mark(t.headings[0])}</h3>", 6: "<ad-container>Werbung</ad-container>"}, links=(2, 4))}<p>(Hannelore Zitz, 24.3.2025)</p></div><div class="article-recommendations"><h3>Mehr zum Thema</h3>{cards(t, "<a href=/story/{n}><p class=kicker>Landtag</p><h4>{}</h4></a>", 3)}</div></article><section id="story-community" class="forum"><h2>Forum: 214 Postings</h2><p>Ihre Meinung zählt. Die Kommentare von Usern geben nicht notwendigerweise die Meinung der Redaktion wieder. Die Redaktion behält sich vor, Kommentare zu entfernen.</p><div class="posting"><p>Bei uns am Naschmarkt gibt es das seit zwanzig Jahren ganz ohne Gesetz, man muss nur miteinander reden.</p></div></section></main><footer>{menu(t, "ft", 4)}<p>© STANDPUNKT Verlagsgesellschaft m.b.H. 2025. Alle Rechte vorbehalten. Nutzung ausschließlich für den privaten Eigenbedarf.</p></footer>'
    head = og(t, "2025-03-24T11:04:11+01:00", "DER STANDPUNKT") + ld(
        t, CET, [{"@type": "Person", "name": "Hannelore Zitz"}]
    )
    return (
        t,
        CET,
        ("Hannelore Zitz",),
        document(
            t,
            body,
            site="DER STANDPUNKT",
            title=f"{t.title} - Kreislaufwirtschaft - derStandpunkt.at › Panorama",
            head=head,
        ),
    )


@shape
def argentine_daily() -> Shape:
    t = ES
    para = '<p class="com-paragraph --capital --s">{}</p>'
    body = f'<div id="fusion-app"><header>{menu(t, "com-nav", 7)}</header><main class="lay-sidebar"><div class="mod-article"><a class="com-breadcrumb">Sociedad</a><h1 class="com-title --font-primary">{t.title}</h1><h2 class="com-subhead --bajada">{lead(t)}</h2><time class="com-date" datetime="2025-03-24T10:04:11Z">24 de marzo de 2025</time><span class="com-hour">11:04</span><div class="mod-toolbar"><span>Compartir</span><span>Guardar</span><button>Escuchar</button></div><span class="com-share">4 minutos de lectura</span><section class="marquee"><strong class="com-link --author"><a href="/autor/1">Ramiro Etchegaray</a></strong><strong>LA PATRIA</strong></section><figure class="mod-figure"><img src="/ln/1.jpg"><figcaption class="mod-figcaption">{t.caption}<strong>Hernán Quiroga</strong></figcaption></figure><section class="cuerpo__nota">{text(t, para, before={2: "<div class=com-related><strong>Mirá también</strong><a href=/r/1>" + t.others[1] + "</a></div>", 4: f"<h2 class=com-title>{mark(t.headings[0])}</h2>", 6: "<blockquote class=instagram-media><a href=https://i.example>Ver esta publicación en Instagram</a><p><a>Una publicación compartida de Pueblo Hundido (@pueblohundido)</a></p></blockquote>"}, links=(1,))}</section><strong class="com-signature">LA PATRIA</strong><div class="com-trust">Conforme a<a>The Trust Project</a></div><div class="temas"><h3>Temas</h3><a>Sequía</a></div></div><aside><h2>Otras noticias de Sequía</h2>{cards(t, "<article class=mod-article><h3 class=com-title><a href=/o/{n}><em class=com-lead>Aviso. </em>{}</a></h3></article>", 6)}<h2>Lo más leído</h2>{cards(t, "<article><a href=/l/{n}>{}</a></article>", 5)}</aside></main><footer>{menu(t, "ft", 5)}<p>Copyright 2025 SA LA PATRIA | Todos los derechos reservados.</p></footer></div>'
    head = og(t, "2025-03-24T10:04:11Z", "LA PATRIA") + ld(
        t, "2025-03-24T10:04:11Z", [{"@type": "Person", "name": "Ramiro Etchegaray"}]
    )
    return (
        t,
        CET,
        ("Ramiro Etchegaray",),
        document(t, body, site="LA PATRIA", title=f"{t.title} - LA PATRIA", head=head),
    )


@shape
def norwegian_like_components() -> Shape:
    t = SV
    body = f'<header>{menu(t, "main-nav", 6)}</header><main><article class="article-page" data-test-tag="article"><div class="article-header"><span class="label">Inrikes</span><h1 class="article__title" data-test-tag="headline">{t.title}</h1><div class="article__lead">{lead(t)}</div></div><figure><img src="/dn/1.jpg"><figcaption class="article__img-caption">{t.caption} Foto: Tove Alfredsson</figcaption></figure><div class="article__meta"><div class="author"><a class="author__name" href="/av/1">Ylva Rosenkrantz</a><span class="author__email">ylva.rosenkrantz@dagbladet.example</span></div><time class="timestamp" datetime="2025-03-24T10:04:11Z">Publicerad 2025-03-24</time></div><div class="article__body"><div class="quick-facts" data-test-tag="ai-summary"><h3>Sammanfattning</h3><p>Byn Hällforsa får sälja el.</p><p>Sammanfattningen är gjord med hjälp av AI-verktyg och kvalitetssäkrad av redaktionen.</p></div><div class="article__body-content">{text(t, before={2: f"<div class=article__readmore><span>Läs mer:</span> <a href=/x>{t.others[2]}</a></div>", 4: f"<h2>{mark(t.headings[1])}</h2>", 5: "<div class=ad-box><span>Annons</span></div>"}, links=(4,))}</div><div class="factbox factbox--expanded"><h3 class="factbox__title">Fakta. Så fungerar turbinen</h3><p>Vatten leds genom rännan till ett hjul av stål. Fallhöjden är fyra meter.</p></div></div><div class="article__tags"><h4>Ämnen i artikeln</h4><a>Vattenkraft</a></div></article><section><h3>Mest läst</h3>{cards(t, "<a class=teaser href=/m/{n}><h2>{}</h2><p class=teaser__text>Det här vet vi om vad som hände och varför det tog så lång tid.</p></a>", 9)}</section></main><footer>{menu(t, "ft", 4)}<p>© Detta material är skyddat enligt lagen om upphovsrätt.</p></footer>'
    head = og(t, "2025-03-24T10:04:11Z", "Dagsbladet") + ld(
        t, "2025-03-24T10:04:11Z", [{"@type": "Person", "name": "Ylva Rosenkrantz"}]
    )
    return (
        t,
        CET,
        ("Ylva Rosenkrantz",),
        document(t, body, site="Dagsbladet", title=f"{t.title} - Dagsbladet", head=head),
    )


@shape
def public_radio_with_transcript_links() -> Shape:
    t = BRIDGE
    box = f'<div id="res1" class="bucketwrap internallink insettwocolumn inset2col"><div class="bucket img"><a href="/x"><img src="/np.jpg"></a><div class="bucketblock"><h3 class="slug"><a>National</a></h3><h3><a href="/x">{t.others[3]}</a></h3></div></div></div>'
    image = f'<div id="res2" class="bucketwrap image large"><div class="imagewrap has-source-dimensions"><picture><img src="/np/1.jpg" class="img"></picture></div><div class="credit-caption"><div class="caption-wrap"><div class="caption" aria-label="Image caption"><p>{t.caption} <b class="credit">Leonie Faulk for PRN</b><b class="hide-caption"><b>hide caption</b></b></p><b class="toggle-caption"><b>toggle caption</b></b></div><span class="credit">Leonie Faulk for PRN</span></div></div></div>'
    audio = '<div id="primaryaudio" class="audio-module"><h3>From All Things Around</h3><div class="audio-module-listen"><b class="audio-module-listen-text"><b class="audio-module-cta">Listen</b> · <span>4:12</span></b></div><ul class="audio-module-more-tools"><li>Download</li><li>Embed <input value="iframe"></li><li><a>Transcript</a></li></ul></div>'
    body = f'<header>{menu(t, "menu__nav", 8)}</header><main id="mainContent"><section class="main-section"><article class="story"><div class="slug-wrap"><h3 class="slug"><a>National</a></h3></div><div class="storytitle"><h1>{t.title}</h1></div><div id="story-meta"><div class="dateblock"><time datetime="2025-03-24T07:04:11-04:00"><span class="date">March 24, 2025</span><span class="time">7:04 AM ET</span></time></div><p class="program">Heard on All Things Around</p><div id="storybyline"><div class="byline-container--block"><div class="byline"><p class="byline__name"><a href="/people/1">Jericho Vance</a></p></div><div class="byline"><p class="byline__name">Tamsin Oyelaran</p></div></div></div></div>{audio}<div id="storytext" class="storytext storylocation linkLocation">{image}{text(t, before={3: box, 5: f"<h3 class=edTag>{mark(t.headings[0])}</h3>", 7: "<aside class=ad-backstage aria-label=advertisement><p class=left>Sponsor Message</p></aside>", 9: image}, links=(2,))}<p><em>Copyright © 2025 PRN</em></p></div><div class="tags"><ul><li><a>bridges</a></li></ul></div><div class="share-tools"><ul><li>Facebook</li><li>Flipboard</li><li>Email</li></ul></div></article><section id="recommended-stories"><h4>More Stories From PRN</h4>{cards(t, "<article class=recommended-story><h3><a href=/r/{n}>{}</a></h3></article>", 8)}</section></section></main><footer>{menu(t, "ft", 5)}<p>Sponsor Message</p><p>Become a PRN sponsor</p></footer>'
    head = (
        og(t, site="PRN")
        + '<meta name="date" content="2025-03-24"><meta name="cXenseParse:author" content="Jericho Vance, Tamsin Oyelaran">'
        + ld(
            t,
            "2025-03-24T07:04:11-04:00",
            {"@type": "Person", "name": ["Jericho Vance", "Tamsin Oyelaran"]},
        )
    )
    return (
        t,
        DAY,
        ("Jericho Vance", "Tamsin Oyelaran"),
        document(t, body, site="PRN", title=f"{t.title} : PRN", head=head),
    )


@shape
def danish_daily() -> Shape:
    t = DA
    body = f'<header>{menu(t, "site-nav", 5)}</header><main><article id="js-article-top" class="article"><header class="article__header"><p class="article__label">For abonnenter</p><h1 class="article-headline">{t.title}</h1><p class="summary__p">{lead(t)}</p></header><figure class="media"><img src="/po/1.jpg"><figcaption class="caption"><span>{t.caption}</span><span class="credit">Foto: Asger Ladegaard/Poli Foto</span></figcaption></figure><div class="article__meta"><div class="byline">Af <a rel="author" href="/h/1">Troels Bilde</a></div><div class="dateline"><time datetime="2025-03-24T11:04:11+01:00">24. mar. 2025 kl. 11.04</time></div><span>Læsetid: 2 min.</span></div><section class="article__body body" id="js-article-body">{text(t, "<p class=body__p>{}</p>", before={2: f"<aside class=related><h4>Læs mere</h4><a href=/r/1>{t.others[1]}</a></aside>", 4: f"<h3 class=body__h3>{mark(t.headings[0])}</h3>", 5: "<div class=ad><span>ANNONCE</span></div>"}, links=(1,))}</section><div class="nl"><h3>Få det vigtigste fra dagen</h3><p>Tilmeld dig vores nyhedsbrev og få overblikket hver eftermiddag.</p></div></article><section>{cards(t, "<article class=teaser><h2><a href=/t/{n}>{}</a></h2><p>Læs historien om øen, færgen og den lange vinter.</p></article>", 9)}</section></main><footer>{menu(t, "ft", 3)}</footer>'
    head = og(t, CET, "polimikken.dk") + ld(
        t, CET, [{"@type": "Person", "name": "Troels Bilde"}], isAccessibleForFree=False
    )
    return t, CET, ("Troels Bilde",), document(t, body, site="polimikken.dk", head=head)


@shape
def dispatches_of_an_agency() -> Shape:
    t = FR
    body = f'<header>{menu(t, "m-nav", 6)}</header><main><article class="t-content article"><h1 class="t-content__title a-page-title">{t.title}</h1><p class="t-content__chapo">{lead(t)}</p><div class="t-content__dates"><p class="m-pub-dates">Publié le : <time datetime="2025-03-24T10:04:11+00:00">24/03/2025 - 11:04</time></p><p>Modifié le : <time>24/03/2025 - 11:02</time></p><span>3 min</span><span>Temps de lecture</span></div><div class="t-content__main-media"><figure class="m-item-image"><img src="/f24/1.jpg"><figcaption>{t.caption} © Yann Bozec, APF</figcaption></figure></div><div class="t-content__authors"><span>Par :</span><a class="m-from-author__name" href="/auteur/1">Ronan Keravel</a> <a>Suivre</a></div><div class="t-content__body u-clearfix"><aside class="o-ad-container"><span class="o-ad-container__label">Publicité</span></aside>{text(t, before={2: "<div class=m-interstitial><div class=m-interstitial__ad><p>La suite après cette publicité</p></div></div>", 3: "<p><strong>» À lire aussi : <a href=/x>" + t.others[1] + "</a></strong></p>", 5: f"<h2>{mark(t.headings[0])}</h2>", 6: "<div class=m-em-youtube><p>Pour afficher ce contenu YouTube, il est nécessaire d’autoriser les cookies de mesure d’audience et de publicité.</p><button>Accepter</button><button>Gérer mes choix</button><p>Une extension de votre navigateur semble bloquer le chargement du lecteur vidéo.</p></div>"}, links=(4,))}<p><em>Avec APF</em></p></div><div class="t-content__newsletter"><p>Le résumé de la semaine</p><p>L’info internationale vue par France Inventée</p><button>Je m’abonne</button></div><div class="t-content__tags"><a>Bretagne</a></div></article><section>{cards(t, "<div class=m-item-list-article><p class=article__title><a href=/l/{n}>{}</a></p></div>", 9)}</section></main><footer>{menu(t, "ft", 5)}<p>France Inventée n’est pas responsable des contenus provenant de sites Internet externes.</p></footer>'
    head = og(t, "2025-03-24T10:04:11+00:00", "France Inventée") + ld(
        t, "2025-03-24T10:04:11+00:00", [{"@type": "Person", "name": "Ronan Keravel"}]
    )
    return (
        t,
        CET,
        ("Ronan Keravel",),
        document(t, body, site="France Inventée", title=f"{t.title} - France Inventée", head=head),
    )


@shape
def flemish_daily() -> Shape:
    t = NL
    state = json.dumps(
        {"props": {"pageProps": {"id": "dmf2025", "title": t.title}}}, ensure_ascii=False
    )
    quote = '<blockquote data-testid="quote"><p>“Een molen die draait trekt vanzelf volk”</p><footer>Sietske Bruinsma, molenaar</footer></blockquote>'
    body = f'<div id="__next"><header>{menu(t, "nav", 5)}</header><main><article><header data-testid="article-header"><h1 data-testid="article-title">{t.title}</h1></header><figure data-testid="article-image"><img src="/ds/1.jpg"><figcaption data-testid="caption">{t.caption}<span>© Karel Hofkens</span></figcaption></figure><p data-testid="article-intro">{lead(t)}</p><div data-testid="article-meta"><div data-testid="article-author">Liesbet Vandeputte</div><div data-testid="article-date"><time datetime="2025-03-24T10:04:11Z">maandag 24 maart 2025 om 11:04</time></div></div><section data-testid="article-body">{text(t, before={3: quote, 4: f"<h3>{mark(t.headings[0])}</h3>", 6: f"<aside data-testid=related><div>Lees ook</div><a href=/x>{t.others[3]}</a></aside>"}, links=(2,))}</section><div data-testid="end">{svg()}<button>Deel</button><button>Aangeboden door onze abonnees</button></div></article><section data-testid="recommendations"><h2>Beste van de dag</h2>{cards(t, "<a href=/b/{n}><h3>{}</h3><span>Erfgoed</span></a>", 9)}</section></main><footer>{menu(t, "ft", 4)}</footer></div><script id="__NEXT_DATA__" type="application/json">{state}</script>'
    head = og(t, "2025-03-24T10:04:11Z", "De Standvastige") + ld(
        t, "2025-03-24T10:04:11Z", [{"@type": "Person", "name": "Liesbet Vandeputte"}]
    )
    return t, CET, ("Liesbet Vandeputte",), document(t, body, site="De Standvastige", head=head)


PAGES: list[Page] = pages(shape)
