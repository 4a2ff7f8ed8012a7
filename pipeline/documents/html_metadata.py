"""What the head of a page says of it: Open Graph, Dublin Core, Schema.org's JSON-LD, and plain HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import lxml.html

from pipeline.documents.dates import read_date
from pipeline.documents.given import Given

TITLE_KEYS = ("og:title", "dc.title", "twitter:title", "citation_title")
SITE_KEYS = ("og:site_name", "dc.publisher", "citation_publisher", "application-name")
AUTHOR_KEYS = ("author", "article:author", "dc.creator", "parsely-author", "citation_author", "sailthru.author")
DATE_KEYS = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created",
    "pubdate", "publishdate", "publish-date", "publication_date", "sailthru.date", "parsely-pub-date", "citation_publication_date",
)  # fmt: skip
ARTICLE_TYPES = re.compile(r"Article|Posting|Report|WebPage$", re.IGNORECASE)
NO_PERSON = re.compile(r"https?://|@|\d|^(?:admin(?:istrator)?|editor|redaktor|редак\w+|админ\w*)$", re.IGNORECASE)
LARGEST_JSON = 500_000


def page_metadata(tree: lxml.html.HtmlElement) -> Given:
    """Title, publisher, author, date and address of a page; what the head leaves open stays open."""
    metas = _metas(tree)
    article = next(_articles(tree), {})
    publisher = _first(metas, SITE_KEYS) or _named(article.get("publisher"))
    given = Given(
        publisher=publisher,
        author=_person(_named(article.get("author"))) or _person(_first(metas, AUTHOR_KEYS)),
        url=_address(tree, metas),
    )
    titles = (_first(metas, TITLE_KEYS), _text(article.get("headline")), _text(tree.findtext(".//head/title")))
    given.title = _without_site(next(filter(None, titles), None), publisher)
    dates = (article.get("datePublished"), *(metas.get(key) for key in DATE_KEYS), *_times(tree))
    given.date = next((date for value in dates if (date := read_date(value))), None)
    given.date_source = "front-matter" if given.date else None
    return given


def _metas(tree: lxml.html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if key and meta.get("content"):
            found.setdefault(key.lower(), meta.get("content"))
    return found


def _first(metas: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((text for key in keys if (text := _text(metas.get(key)))), None)


def _articles(tree: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article."""
    for script in tree.iter("script"):
        source = script.text or ""
        if "ld+json" not in (script.get("type") or "") or len(source) > LARGEST_JSON:
            continue
        try:
            content = json.loads(source)
        except (ValueError, RecursionError):
            continue
        objects = content if isinstance(content, list) else [content]
        for item in [*objects, *(g for o in objects if isinstance(o, dict) for g in _listed(o.get("@graph")))]:
            if isinstance(item, dict) and any(ARTICLE_TYPES.search(str(kind)) for kind in _listed(item.get("@type"))):
                yield item


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _named(value: Any) -> str | None:
    """The name of a Schema.org person or organisation, or of several."""
    names = [_text(v.get("name") if isinstance(v, dict) else v) for v in _listed(value)]
    return ", ".join(filter(None, names)) or None


def _text(value: Any) -> str | None:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text if 1 < len(text) < 400 else None


def _person(name: str | None) -> str | None:
    """No addresses, no logins."""
    return None if name is None or NO_PERSON.search(name) else name


def _address(tree: lxml.html.HtmlElement, metas: dict[str, str]) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for url in (*links, metas.get("og:url")):
        if url and re.match(r"https?://\S{3,500}$", url):
            return str(url)
    return None


def _without_site(title: str | None, site: str | None) -> str | None:
    """"Title | The Site" without the site."""
    if title and site:
        return re.sub(rf"\s*[|–—:·»-]\s*{re.escape(site)}\s*$", "", title, flags=re.IGNORECASE) or title
    return title


def _times(tree: lxml.html.HtmlElement) -> Iterator[str]:
    for element in tree.iter("time"):
        yield element.get("datetime") or element.text_content()
