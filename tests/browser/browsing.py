"""A real browser, cut off from everything but the files of a test, and what is asked of a page that it shows."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

__all__ = ["DESKTOP", "PHONE", "Window", "chromium", "launched", "missing"]

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
NAMES = ("chromium", "google-chrome", "chromium-browser")
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What hostile texts would call if they ran.
TRAPS = "window.ran = []; for (const name of ['alert', 'confirm', 'prompt', 'open']) window[name] = () => void window.ran.push(name);"


@cache
def chromium() -> str | None:
    """The browser: the one that ``RINGROSE_CHROMIUM`` names, Debian's, or one on the path."""
    named = os.environ.get("RINGROSE_CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)


@cache
def missing() -> str:
    """One line that says what to install for these tests; nothing where all is there."""
    if any(find_spec(name) is None for name in ("playwright", "axe_playwright_python")):
        return "pages are opened in a real browser with playwright and axe: pip install playwright axe-playwright-python"
    if chromium() is None:
        return "pages are opened in a real browser: apt-get install chromium, or name one in RINGROSE_CHROMIUM"
    return ""


@contextmanager
def launched() -> Iterator[Any]:
    """The browser, started once."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET.split())
        yield browser
        browser.close()


class Window:
    """One window of the browser, which shows one file after the other, and notes all that they say and ask for meanwhile."""

    def __init__(self, browser: Any, *, scripts: bool = True) -> None:
        self.address = ""
        self.said: list[str] = []
        self.context = browser.new_context(viewport=DESKTOP, offline=True, java_script_enabled=scripts)
        self.context.route("**/*", self._asked)
        self.context.add_init_script(TRAPS)
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("console", lambda message: self.said.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        self.page.on("dialog", self._dialog)

    def show(self, path: Path, *, size: dict[str, int] = DESKTOP, scheme: str = "light", motion: str = "no-preference") -> Self:
        """Show a file, at a size, to somebody who likes it light or dark, and moving or not."""
        self._note_what_ran()
        self.address = path.as_uri()
        self.resized(size)
        self.page.emulate_media(media="screen", color_scheme=scheme, reduced_motion=motion)
        self.page.goto(self.address)
        return self

    def resized(self, size: dict[str, int]) -> None:
        """Show the same at another size."""
        self.page.set_viewport_size(size)

    def told(self) -> list[str]:
        """What was said, asked for and run since this was last asked, which should be nothing."""
        self._note_what_ran()
        said, self.said = self.said, []
        return said

    def _note_what_ran(self) -> None:
        self.said += [f"ran: {name}" for name in self.page.evaluate("(window.ran ?? []).splice(0)")]

    def _asked(self, route: Any) -> None:
        """Nothing may be asked for but the page itself and the stylesheet beside it."""
        url = route.request.url
        if url == self.address or (url.startswith("file:") and url.endswith("/style.css")):
            route.continue_()
        else:
            self.said.append(f"request: {url}")
            route.abort()

    def _dialog(self, dialog: Any) -> None:
        self.said.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    # -- what is asked of it ------------------------------------------------------------------------------------------

    def too_wide(self) -> list[str]:
        """What reaches over the right edge, where the page scrolls sideways."""
        found: list[str] = self.page.evaluate(
            """() => {
                const root = document.documentElement, width = root.clientWidth
                if (root.scrollWidth <= width) return []
                const wide = [...document.body.querySelectorAll("*")].filter(one => {
                    const box = one.getBoundingClientRect()
                    return Math.max(box.right, box.left + one.scrollWidth) > width + 0.5
                })
                return [`${root.scrollWidth} > ${width}`, ...wide.slice(0, 5).map(one => one.outerHTML.slice(0, 200))]
            }"""
        )
        return found

    def faults(self, *, contrast: bool = True) -> list[str]:
        """What axe-core finds by all rules of WCAG 2.2 A and AA and of good practice; it takes most of its time for contrasts."""
        from axe_playwright_python.base import AXE_SCRIPT

        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        options = {"runOnly": RULES, "rules": {"color-contrast": {"enabled": contrast}}, "resultTypes": ["violations"], "preload": False}
        found = self.page.evaluate("options => axe.run(options)", options)
        return [
            f"{one['id']}: {one['help']}: {node['html'][:200]} {[check['message'] for check in node['any'] + node['all'] + node['none']]}"
            for one in found["violations"]
            for node in one["nodes"][:5]
        ]

    def broken(self) -> list[str]:
        """Words of statuses that are broken over lines."""
        found: list[str] = self.page.evaluate(
            """[...document.querySelectorAll(".word")].filter(one => one.offsetWidth > 1).flatMap(one => {
                const node = one.firstChild, words = [...node.textContent.matchAll(/[^ ]+/g)], range = document.createRange()
                return words.filter(word => {
                    range.setStart(node, word.index)
                    range.setEnd(node, word.index + word[0].length)
                    return range.getClientRects().length > 1
                }).map(word => word[0])
            })"""
        )
        return found

    def seen(self) -> str:
        """The text that lies wholly within the window."""
        text: str = self.page.evaluate(
            """() => {
                const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = []
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                    if (!node.textContent.trim() || !node.parentElement.checkVisibility({visibilityProperty: true})) continue
                    const range = document.createRange()
                    range.selectNodeContents(node)
                    const box = range.getBoundingClientRect()
                    if (!box.width || box.top < 0 || box.left < 0) continue
                    if (box.bottom > innerHeight || box.right > innerWidth) continue
                    found.push(node.textContent)
                }
                return found.join(" ")
            }"""
        )
        return " ".join(text.split())

    def text(self) -> str:
        """All that can be read, with everything opened; but for what tells what can be done with scripts."""
        self.page.evaluate(
            """() => {
                for (const one of document.querySelectorAll("details")) one.open = true
                for (const one of document.querySelectorAll(".scripted")) one.remove()
            }"""
        )
        return " ".join(self.page.inner_text("body").split())

    def frame(self) -> list[str]:
        """The elements of the page by their names and classes, in order; a drawing is one."""
        found: list[str] = self.page.evaluate(
            "[...document.querySelectorAll('body *:not(svg *)')].map(one => [one.localName, ...one.classList].join('.'))"
        )
        return found

    def moving(self) -> list[str]:
        """What moves by itself, or takes time to change."""
        found: list[str] = self.page.evaluate(
            """[...document.querySelectorAll("body *")].filter(one => {
                const style = getComputedStyle(one)
                return style.animationName != "none" || style.transitionDuration.split(", ").some(time => parseFloat(time) > 0)
            }).map(one => one.outerHTML.slice(0, 200))"""
        )
        return found

    def handlers(self) -> list[str]:
        """Elements that would run something."""
        found: list[str] = self.page.evaluate(
            """[...document.querySelectorAll("*")].filter(
                one => one.localName == "script" || one.getAttributeNames().some(name => name.startsWith("on"))
            ).map(one => one.outerHTML.slice(0, 200))"""
        )
        return found

    def drawn_outside(self) -> list[str]:
        """Texts of a drawing that reach over its edges."""
        found: list[str] = self.page.evaluate(
            """() => {
                const whole = document.documentElement.getBoundingClientRect()
                return [...document.querySelectorAll("text")].filter(text => {
                    const box = text.getBoundingClientRect(), far = 1
                    if (box.left < whole.left - far || box.right > whole.right + far) return true
                    return box.top < whole.top - far || box.bottom > whole.bottom + far
                }).map(text => text.outerHTML.slice(0, 200))
            }"""
        )
        return found

    def drawn_over(self) -> list[str]:
        """Pairs of words of a drawing that stand on one another."""
        found: list[str] = self.page.evaluate(
            """() => {
                const all = [...document.querySelectorAll("text, tspan")]
                const words = all.filter(one => !one.querySelector("tspan") && one.textContent.trim())
                const boxes = words.map(one => one.getBoundingClientRect()), wrong = []
                boxes.forEach((a, at) => boxes.slice(0, at).forEach((b, other) => {
                    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
                    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
                    if (wide > 1 && high > 4) wrong.push(`${words[other].textContent} / ${words[at].textContent}`)
                }))
                return wrong.slice(0, 10)
            }"""
        )
        return found

    def walk(self) -> Walk:
        """Go through the page by the Tab key alone, opening whatever can be opened."""
        return Walk(self.page)

    def follow(self) -> list[str]:
        """Follow each link within the page; what is wrong with where it leads."""
        found: list[str] = self.page.evaluate(
            """() => {
                const wrong = []
                for (const link of document.querySelectorAll("a[href^='#']")) {
                    for (const one of document.querySelectorAll("details")) one.open = false
                    link.click()
                    const id = decodeURIComponent(link.getAttribute("href").slice(1)), target = document.getElementById(id)
                    const told = link.outerHTML.slice(0, 200)
                    if (!target) { wrong.push(`leads nowhere: ${told}`); continue }
                    if (document.querySelector(":target") !== target) wrong.push(`is not the target: ${told}`)
                    const closed = target.closest("details:not([open])")
                    if (closed && !target.closest("summary")) wrong.push(`leads to what stays closed: ${told}`)
                    const box = target.getBoundingClientRect()
                    if (!target.checkVisibility()) wrong.push(`leads to what cannot be seen: ${told}`)
                    else if (box.bottom < 0 || box.top >= innerHeight) wrong.push(`leads past the window: ${told}`)
                }
                history.replaceState(null, "", location.pathname)
                return wrong
            }"""
        )
        return found


class Walk:
    """A way through a page by the Tab key: ``wrong`` is what was met on it that should not be, ``stops`` how many places it has."""

    def __init__(self, page: Any) -> None:
        self.page, self.wrong, self.stops, self.opened = page, [], 0, 0
        self.open_before = page.locator("details[open] > summary").count()
        page.evaluate(
            """() => {
                document.activeElement.blur()
                window.scrollTo(0, 0)
                window.getSelection().removeAllRanges()
                window.stopped = []
            }"""
        )
        while self.stops < 5000 and self._step():
            self.stops += 1
        self.wrong += page.evaluate(
            """() => {
                const all = document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex='0']")
                const due = [...all].filter(one => one.checkVisibility({visibilityProperty: true}) && !one.disabled), wrong = []
                for (const one of due) if (!window.stopped.includes(one)) wrong.push(`is not reached: ${one.outerHTML.slice(0, 200)}`)
                window.stopped.forEach((one, at) => {
                    if (at && window.stopped[at - 1].compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING)
                        wrong.push(`is reached out of order: ${one.outerHTML.slice(0, 200)}`)
                })
                return wrong
            }"""
        )

    def _step(self) -> bool:
        """Go on by one key; False where the page has been gone through."""
        self.page.keyboard.press("Tab")
        told = self.page.evaluate(
            """() => {
                const here = document.activeElement
                if (!here || here === document.body || window.stopped.includes(here)) return null
                window.stopped.push(here)
                const style = getComputedStyle(here), box = here.getBoundingClientRect(), closed = here.localName == "summary"
                const marked = style.outlineStyle != "none" && parseFloat(style.outlineWidth) > 0
                const within = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
                const [first] = here.getClientRects(), middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2
                const at = [middle(first.left, first.right, innerWidth), middle(first.top, first.bottom, innerHeight)]
                const above = document.elementFromPoint(...at)
                const covered = !above || !(here.contains(above) || above.contains(here))
                return {marked, within, covered, closed: closed && !here.parentElement.open, html: here.outerHTML.slice(0, 200)}
            }"""
        )
        if told is None:
            return False
        if not told["marked"]:
            self.wrong.append(f"does not show that it has the focus: {told['html']}")
        if not told["within"]:
            self.wrong.append(f"has the focus and cannot be seen: {told['html']}")
        elif told["covered"]:
            self.wrong.append(f"has the focus and is covered: {told['html']}")
        if told["closed"]:
            self.page.keyboard.press("Space" if self.opened % 2 else "Enter")
            self.opened += 1
            if not self.page.evaluate(
                """() => {
                    const whole = document.activeElement.parentElement
                    return whole.open && [...whole.children].every(one => one.checkVisibility() && one.getBoundingClientRect().height)
                }"""
            ):
                self.wrong.append(f"does not open: {told['html']}")
        return True
