"""What a page shows of an article: its text as HTML, its pictures, how to cite it."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from creativecity.bilingual import in_language

from .markdown import Picture, figure, placed, rendered
from .models import Article


@dataclass(frozen=True)
class Shown:
    """An article in one language ("th", "en"); `rest` are pictures out of its text."""

    language: str
    body: SafeString
    rest: tuple[SafeString, ...]


def shown(article: Article, language: str = "", *, images=None) -> Shown:
    """The article in a language, the reader's by default; else in its Thai."""
    language = language or article.language()
    images = list(article.images.shown()) if images is None else images
    pictures = {
        image.position: picture_of(image, article, language) for image in images
    }
    text = in_language(article, "body", language)
    left = [number for number in pictures if number not in placed(text)]
    rest = tuple(figure(number, pictures, language) for number in left)
    return Shown(language, rendered(text, pictures, language), rest)


def picture_of(image, article: Article, language: str) -> Picture:
    image.article = article
    widths = [(width, image.address(width)) for width in image.widths()]
    return Picture(
        src=image.usual_address(),
        srcset=", ".join(f"{address} {width}w" for width, address in widths),
        width=image.width,
        height=image.height,
        alt=in_language(image, "alt", language),
        credit=in_language(image, "credit", language),
    )
