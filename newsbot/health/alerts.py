"""Alerts: a site's news as one message, sent through apprise (extra `alerts`).

`NEWSBOT_ALERT_URLS` names the channels as apprise writes them, separated by spaces: mailto://,
slack://, tgram://, wecombot://, dingtalk://, feishu://, json:// ... A channel that fails is a
line in the log and nothing else.
"""

from __future__ import annotations

import logging
from importlib.util import find_spec

from newsbot.errors import BadValue
from newsbot.health.language import Language
from newsbot.health.standing import News, joined
from newsbot.health.words import advice, sentence

logger = logging.getLogger(__name__)

MOST = 8
"""Troubles that one message tells in full."""

TITLES: dict[Language, dict[str, str]] = {
    "en": {
        "one": "newsbot: {site}: a new problem",
        "more": "newsbot: {site}: {began} new problems",
        "some over": "newsbot: {site}: problems over, {left} left",
        "well": "newsbot: {site} is well again",
    },
    "zh": {
        "one": "newsbot：{site}：1 个新问题",
        "more": "newsbot：{site}：{began} 个新问题",
        "some over": "newsbot：{site}：部分问题已解除，还有 {left} 个",
        "well": "newsbot：{site} 已恢复正常",
    },
}
OVER: dict[Language, str] = {"en": "no longer seen: {keys}", "zh": "不再出现：{keys}"}


def check_channels(urls: str) -> list[str]:
    """The channels of the setting; raises BadValue for one that apprise does not know, or
    without apprise. Addresses may hold secrets: only their scheme is shown."""
    channels = urls.split()
    if not channels:
        return []
    if find_spec("apprise") is None:
        raise BadValue("NEWSBOT_ALERT_URLS needs apprise: pip install 'newsbot[alerts]'")
    from apprise import Apprise

    for channel in channels:
        if not Apprise.instantiate(channel, suppress_exceptions=True):
            scheme = channel.partition(":")[0]
            raise BadValue(
                f"NEWSBOT_ALERT_URLS: the {scheme}: address is none that apprise understands; "
                "one is like mailto://user:password@example.org or json://host/path"
            )
    return channels


def message(news: News, language: Language = "en") -> tuple[str, str]:
    """(title, text) of a message about a site."""
    over, began = "some over" if news.left else "well", joined(news.began)
    kind = ("one" if len(began) == 1 else "more") if began else over
    title = TITLES[language][kind].format(site=news.site, began=len(began), left=news.left)
    lines = []
    for trouble in began[:MOST]:
        lines.append(f"- {sentence(trouble.finding, language)}")
        lines.append(f"  {advice(trouble.finding, language, site=news.site, run=trouble.run)}")
        lines += [f"  {url}" for url in trouble.finding.urls[:1]]
    if len(began) > MOST:
        lines.append(f"- +{len(began) - MOST}")
    if news.over:
        lines.append(OVER[language].format(keys=", ".join(news.over)))
    return title, "\n".join(lines)


def send(channels: list[str], news: News, language: Language = "en") -> bool:
    """Sends the message to every channel; False (and a line in the log) where one failed.

    Blocks for as long as the channels' time-outs: call it beside the event loop.
    """
    from apprise import Apprise, NotifyType

    title, body = message(news, language)
    notifier = Apprise()
    for channel in channels:
        notifier.add(channel)
    kind = NotifyType.WARNING if news.began else NotifyType.SUCCESS
    sent = bool(notifier.notify(body=body, title=title, notify_type=kind))
    if not sent:
        logger.warning("the alert about %s did not reach every channel", news.site)
    return sent
