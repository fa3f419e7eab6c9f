"""Which query parameters say how a reader came, and not what is read.

To add one: a name that is a tracker on every site goes to `NAMES`; a name that means
something on some site goes to `BY_VALUE` with the values that give it away. When in doubt leave it
out: a kept tracker costs a second fetch, a dropped id loses an article.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from newsbot.fields.patterns import Pattern

NAMES = Pattern(
    r"""
    utm_.* | mtm_.* | piwik_.* | pk_(?:campaign|kwd|keyword|source|medium|content|cid) | matomo_.*
    | hsa_.* | at_(?:custom\d+|medium|campaign|link_\w+|format|ptr_\w+|bbc_team)
    | ns_(?:mchannel|source|campaign|linkname|fee) | wt_(?:mc|zmc) | wt\.mc_id | xtor | zanpid
    | mc_[ce]id | oly_(?:enc|anon)_id | vero_(?:id|conv) | mkt_tok | _hs(?:enc|mi|fp) | __hs\w+
    | _ga | _gl | _gid | ga_(?:source|medium|campaign|content|term) | trk_\w+ | _branch_match_id
    | fbclid | g(?:clid|clsrc|braid) | dclid | wbraid | msclkid | yclid | twclid | ttclid | epik
    | li_fat_id | igsh(?:id)? | s_[ck]w?cid | ef_id | rb_clickid | wickedid | mibextid | sfnsn
    | __twitter_impression | ref_(?:src|url) | __tn__ | __cft__.* | guccounter | guce_\w+
    | smid | icid | ocid | ncid | cmpid | taid | wfr
    | spm | spm_id.* | scm | bd_vid | hm(?:sr|pl|cu|kw|ci|md) | vd_source | xhsshare
    | share_.* | sharer_.* | share(?:token|uid|from|redid) | appuid | apptime | tt_from
    | isappinstalled | weibo_id | nsukey | mpshare | wx_?share.* | weixin_share.* | wx_header
    | pass_ticket | exportkey | chksm | clicktime | enterid | subscene | ascene
    """,
    re.X,
)
"""Names that are trackers whatever their value: campaigns, click ids, share buttons, WeChat."""

PLACES = (
    r"timeline|singlemessage|groupmessage|appmsg|message|favorites|favourites|weixin|wechat|wx|"
    r"weibo|qq|qqzone|qzone|tencent|baidu|toutiao|sina|sogou|so|360|bing|google|douban|zhihu|xhs|"
    r"facebook|fb|twitter|tw|x|t\.co|telegram|tg|line|whatsapp|linkedin|reddit|instagram|youtube|"
    r"email|mail|newsletter|rss|feed|push|notification|share|shared|sharing|social|copy|qrcode|"
    r"homepage|home|index|search|related|recommend|hot|push_notification|app|wap|pc|mobile|h5|"
    r"ios|android|androidapp|iosapp|web|amp|hao123|uc|browser"
)
"""Where readers come from, as share buttons and campaigns write it."""

BY_VALUE: tuple[tuple[Pattern, Pattern], ...] = (
    (
        Pattern(r"from|source|src|ref|refer|referer|referrer|fr|via|f|fromsource|ref_source|sf"),
        Pattern(rf"(?:{PLACES})(?:[_.-](?:{PLACES}))*|https?://.*"),
    ),
    (Pattern("share"), Pattern(r"1|true|yes|" + PLACES)),
    (Pattern("bbid"), Pattern(r"[a-z0-9]{20,}")),  # a device; short ones are boards of forums
    (Pattern("scene"), Pattern(r"\d{1,3}")),
    (Pattern("feature"), Pattern(r"youtu\.be|share|shared|emb_\w+")),
    (Pattern("_"), Pattern(r"\d{10}|\d{13}")),  # jQuery's cache buster: the time
)
"""(name, value): a tracker only where both match whole, case aside."""

SHOWN = Pattern(r"amp=?(?:1|true)?|outputtype=amp|m=amp", re.I)
"""Parameters that choose how the same article is shown."""


def without_trackers(query: str) -> str:
    """`query` (without "?") with the trackers gone, the rest as it was and in its order."""
    if not query:
        return query
    kept = [pair for pair in query.split("&") if pair and not is_tracker(pair)]
    return "&".join(kept)


@lru_cache(maxsize=4096)
def is_tracker(pair: str) -> bool:
    """Whether `name=value`, as it stands in an address, only says how the reader came."""
    raw_name, _, raw_value = pair.partition("=")
    name = unquote(raw_name).lower()
    if NAMES.regex.fullmatch(name):
        return True
    value = unquote(raw_value).lower()
    return any(
        names.regex.fullmatch(name) and values.regex.fullmatch(value) for names, values in BY_VALUE
    )
