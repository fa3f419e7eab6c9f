"""A site's categories: slug and label, as declared and as its navigation names them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from urllib.parse import urlsplit

from newsbot.errors import BadValue
from newsbot.fields import fold_text
from newsbot.page.addresses import PAGE_SUFFIX


class Categories:
    """Slugs and labels of one site; the navigation's labels replace the declared ones."""

    def __init__(self, site: str, known: Mapping[str, str], left_out: Collection[str] = ()) -> None:
        self.site = site
        self.known = known
        self.left_out = left_out
        self.labels: dict[str, str] = dict(known)

    def learn(self, menu: Mapping[str, str]) -> dict[str, str]:
        """Takes over a navigation's labels; returns it without the categories left out."""
        wanted = {slug: label for slug, label in menu.items() if slug not in self.left_out}
        self.labels.update(wanted)
        return wanted

    def name_section(self, url: str, label: str) -> str:
        """A slug for a section that was found: the last segment of its address, else the address
        where another has it; its label is remembered."""
        short = short_name(url)
        slug = url if short in self.labels else short
        self.labels[slug] = label
        return slug

    def slugs(self, names: str | Sequence[str] | None) -> list[str]:
        """The slugs of categories named by slug or label, each text one of them or several
        separated by commas; raises BadValue, which lists the known ones."""
        texts = [names] if isinstance(names, str) else names or ()
        parts = (part.strip() for text in texts for part in self._parts(text))
        return list(dict.fromkeys(self.slug(part) for part in parts if part))

    def _parts(self, text: str) -> list[str]:
        is_one = text in self.known or text in self.known.values()  # a label may hold a comma
        return [text] if is_one else text.split(",")

    def slug(self, name: str) -> str:
        """The slug of one category, named by slug or by label in either Chinese script.

        Raises BadValue, which lists the known ones. A site that declares none takes any slug.
        """
        if not self.known or name in self.known:
            return name
        wanted = {fold_text(name), fold_text(_simplified(name))}
        for slug, label in self.known.items():
            if wanted & {fold_text(slug), fold_text(label), fold_text(_simplified(label))}:
                return slug
        known = ", ".join(f"{slug} ({label})" for slug, label in self.known.items())
        raise BadValue(f"{self.site} has no category {name!r}; it has: {known}")

    def slug_for(self, label: str | None, url: str) -> str | None:
        """The slug that goes with a page's label; else the one that its address names."""
        for slug, known in self.labels.items():
            if label and fold_text(known) == fold_text(label):
                return slug
        segments = urlsplit(url).path.split("/")
        return next((segment for segment in segments if segment in self.labels), None)


def short_name(url: str) -> str:
    """The last segment of a listing's address without suffix; the address where it has none."""
    path = PAGE_SUFFIX.sub("", urlsplit(url).path.strip("/")).removesuffix("/index")
    return path.rpartition("/")[2] or url


def section_of(slug: str, label: str, sections: Mapping[str, str]) -> str | None:
    """The address of the section that has this label, or whose address names the slug."""
    for url, said in sections.items():
        if fold_text(said) == fold_text(label):
            return url
    for url in sections:
        segments = urlsplit(url).path.strip("/").split("/")
        if slug in segments or slug == segments[-1].partition(".")[0]:
            return url
    return None


def _simplified(text: str) -> str:
    """The text in simplified characters; opencc is loaded only when a label did not match."""
    from opencc import OpenCC

    return str(OpenCC("t2s").convert(text))
