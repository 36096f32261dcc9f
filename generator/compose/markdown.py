"""Markdown becomes sections, blocks and runs. The dialect is markdown-it's, with its own plugins."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from generator.compose.figures import in_words
from generator.compose.marks import split_marks
from generator.model.briefing import (
    Block,
    Heading,
    Inline,
    Listing,
    Panel,
    Paragraph,
    Placed,
    Run,
    Section,
    Table,
)
from generator.model.figure import Figure
from generator.model.problem import BuildError, Problem

PANELS = ("left", "right", "card", "number", "so-what", "bar", "banner", "source", "notes", "cover")
_PANEL, _PANEL_END = "container_panel_open", "container_panel_close"


class Parsed(NamedTuple):
    """A document as it was read: front matter, blocks before the first section, sections."""

    meta: Mapping[str, Inline]
    front: tuple[Block, ...]
    sections: tuple[Section, ...]


def _cite(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[@", state.pos):
        return False
    end = state.src.find("]", state.pos)
    if end < 0:
        return False
    if not silent:
        token = state.push("cite", "", 0)
        token.meta = {"ids": tuple(part.strip().removeprefix("@") for part in state.src[state.pos + 1 : end].split(";"))}
    state.pos = end + 1
    return True


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.use(front_matter_plugin).use(attrs_block_plugin)
    parser.use(container_plugin, "panel", validate=lambda words, _: words.split()[:1] != [] and words.split()[0] in PANELS)  # one rule for all: each is asked at every line
    parser.inline.ruler.before("link", "cite", _cite)
    return parser


class Reader:
    """Walks the tokens of one document. `facts` are the ids of the book, in its order."""

    def __init__(self, name: str, facts: Sequence[str], figures: Mapping[str, Figure]) -> None:
        self.name, self.facts, self.figures = name, facts, figures

    def read(self, text: str) -> Parsed:
        """Parse a document. Raises BuildError for a figure that does not exist."""
        tokens = iter(_parser().parse(text))
        meta: Mapping[str, Inline] = {}
        front: list[Block] = []
        sections: list[Section] = []
        heading: tuple[Token, Inline] | None = None
        blocks, notes = front, list[Block]()
        for token in tokens:
            if token.type == "front_matter":
                meta = self._meta(token.content)
            elif token.type == "heading_open" and token.tag == "h2":
                if heading is not None:
                    sections.append(_section(heading, blocks, notes))
                heading, blocks, notes = (token, self._heading_inline(tokens)), [], []
            elif token.type == _PANEL and token.info.split()[0] == "notes":
                notes += self._blocks(tokens, _PANEL_END)
            else:
                blocks += self._block(token, tokens)
        if heading is not None:
            sections.append(_section(heading, blocks, notes))
        return Parsed(meta, merge_captions(front), tuple(sections))

    def inline(self, text: str) -> Inline:
        """One line of Markdown as runs."""
        tokens = _parser().parseInline(text)
        return self._runs(tokens[0].children or [])

    def _meta(self, content: str) -> Mapping[str, Inline]:
        pairs = (line.partition(":") for line in content.splitlines() if ":" in line)
        return {key.strip(): self.inline(value.strip()) for key, _, value in pairs}

    def _heading_inline(self, tokens: Iterator[Token]) -> Inline:
        inline = self._runs(next(tokens).children or [])
        next(tokens)
        return inline

    def _blocks(self, tokens: Iterator[Token], close: str) -> list[Block]:
        blocks: list[Block] = []
        for token in tokens:
            if token.type == close:
                break
            blocks += self._block(token, tokens)
        return blocks

    def _block(self, token: Token, tokens: Iterator[Token]) -> list[Block]:
        roles = tuple(str(token.attrs.get("class", "")).split())
        if token.type == "heading_open":
            return [Heading(int(token.tag[1]), self._heading_inline(tokens), roles)]
        if token.type == "paragraph_open":
            children = next(tokens).children or []
            next(tokens)
            if len(children) == 1 and children[0].type == "image":
                return [self._figure(children[0], roles)]
            return [Paragraph(self._runs(children), roles)]
        if token.type in ("bullet_list_open", "ordered_list_open"):
            return [Listing(tuple(self._items(tokens, token.type.replace("open", "close"))), token.type.startswith("ordered"), roles)]
        if token.type == "table_open":
            return [self._table(tokens, roles)]
        if token.type == _PANEL:
            return [Panel(token.info.split()[0], merge_captions(self._blocks(tokens, _PANEL_END)))]
        return []

    def _items(self, tokens: Iterator[Token], close: str) -> Iterator[tuple[Block, ...]]:
        for token in tokens:
            if token.type == close:
                return
            if token.type == "list_item_open":
                yield tuple(self._blocks(tokens, "list_item_close"))

    def _table(self, tokens: Iterator[Token], roles: tuple[str, ...]) -> Table:
        rows: list[list[Inline]] = []
        align: list[str] = []
        for token in tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                if token.type == "th_open":
                    align.append(str(token.attrs.get("style", "text-align:left")).removeprefix("text-align:"))
                rows[-1].append(self._runs(next(tokens).children or []))
        return Table(tuple(rows[0]), tuple(map(tuple, rows[1:])), tuple(align), roles=roles)

    def _figure(self, image: Token, roles: tuple[str, ...]) -> Placed:
        source = str(image.attrs.get("src", ""))
        figure = self.figures.get(source.removeprefix("figure:"))
        if figure is None:
            known = ", ".join(sorted(self.figures))
            raise BuildError(Problem("template.unknown-figure", "error", self.name, f"there is no figure {source!r}", f"in this run there are: {known}"))
        return Placed(figure, (*self._runs(image.children or []), *in_words(figure)), self.inline(str(image.attrs.get("title", ""))), roles)

    def _runs(self, children: Sequence[Token]) -> Inline:
        runs: list[Run] = []
        strong = emph = 0
        href, fact = "", None
        for token in children:
            if token.type in ("strong_open", "strong_close"):
                strong += token.nesting
            elif token.type in ("em_open", "em_close"):
                emph += token.nesting
            elif token.type == "link_open":
                href = str(token.attrs.get("href", ""))
            elif token.type == "link_close":
                href = ""
            elif token.type == "cite":
                runs.append(Run("", cite=token.meta["ids"]))
            elif token.type in ("softbreak", "hardbreak"):
                runs.append(Run(" ", bool(strong), bool(emph)))
            elif token.content:
                pieces, fact = split_marks(token.content, fact)
                runs += (
                    Run(text, bool(strong), bool(emph), "" if index is None else self.facts[index], href=href)
                    for index, text in pieces
                )
        return tuple(_joined(runs))


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Neighbors of one style and origin become one run."""
    held: Run | None = None
    for run in runs:
        same = held is not None and not held.cite and not run.cite
        if held is not None and same and (held.strong, held.emph, held.fact, held.href) == (run.strong, run.emph, run.fact, run.href):
            held = Run(held.text + run.text, held.strong, held.emph, held.fact, (), held.href)
        else:
            if held is not None:
                yield held
            held = run
    if held is not None:
        yield held


def _section(heading: tuple[Token, Inline], blocks: Sequence[Block], notes: Sequence[Block]) -> Section:
    token, title = heading
    attributes = {key: str(value) for key, value in token.attrs.items() if key != "class"}
    kind = str(token.attrs.get("class", "text"))
    return Section(kind, title, merge_captions(blocks), tuple(notes), attributes)


def merge_captions(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """A paragraph with the role "caption" before a table becomes the table's caption."""
    merged: list[Block] = []
    for block in blocks:
        match merged[-1] if merged else None, block:
            case Paragraph(inline=inline, roles=roles), Table() if "caption" in roles:
                merged[-1] = Table(block.header, block.rows, block.align, inline, block.roles)
            case _:
                merged.append(block)
    return tuple(merged)
