"""What a person does on a page: follow a link that stands on it, type, tick, send.

Links are named as addresses are in the code: a journey shows that there is a way from
page to page, and goes on when words are mended.
"""

from playwright.sync_api import expect

from .conftest import path_of


def click(page, what):
    """Click what leads to another page, and wait for that."""
    with page.expect_navigation(wait_until="domcontentloaded"):
        what.click()


def follow(page, name, within="body", **changes):
    """Click the link to the page of this name, out of a folded menu if need be."""
    language = page.locator("html").get_attribute("lang")
    path = path_of(name, language, **changes)
    ways = [f"a[href{how}']" for how in (f"='{path}", f"^='{path}?", f"^='{path}#")]
    link = page.locator(", ".join(ways))
    links = page.locator(within).locator(link)
    if not links.filter(visible=True).count():
        folded = page.locator("details:not([open])").filter(has=link)
        folded.locator("summary").first.click()
    click(page, links.filter(visible=True).first)


def fill(page, part="", **typed):
    """Type into fields by their names; `part` is what stands before each name."""
    for name, text in typed.items():
        page.fill(f"main [name='{part}{name}']", text)


def choose(page, name, value):
    """In a list, or among buttons of which one is taken."""
    field = page.locator(f"main select[name='{name}']")
    if field.count():
        field.select_option(value)
    else:
        page.check(f"main [name='{name}'][value='{value}']")


def send(page, step=""):
    """Press the button that sends the form; where there are several, that of a step."""
    chosen = f"[value='{step}']" if step else ":not([data-kind=quiet])"
    click(page, page.locator(f"main form button{chosen}").first)


def expect_state(page, state):
    """The badge in the page's head says how far the thing is."""
    badge = page.locator("main header .badge").first
    expect(badge).to_have_attribute("data-state", state)


def expect_words(page, *texts, within="main"):
    """Words of the content; a page may break a Thai line inside of any."""
    shown = plain(page.locator(within).first.inner_text())
    missing = [text for text in texts if plain(text) not in shown]
    assert missing == [], f"{missing} not in {shown}"


def plain(text):
    """Without the marks where a Thai line may break or may not."""
    return text.replace("\u200b", "").replace("\u2060", "").replace("\u00a0", " ")
