"""An outline: a document's blocks in order, and the cuts loaders make in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from careerlattice.documents import Document
from careerlattice.outline.block import Block, BlockKind
from careerlattice.outline.passage import Passage, read_passage


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that a loader recognised (None: what precedes the first) and the blocks under it.

    *key* is whatever the loader's classifier gave for the heading.
    """

    key: str
    heading: Block | None
    blocks: tuple[Block, ...]

    @property
    def items(self) -> tuple[Block, ...]:
        """The list items."""
        return tuple(block for block in self.blocks if block.kind is BlockKind.ITEM)

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """Paragraphs and unrecognised headings: all that is neither item nor row."""
        return tuple(b for b in self.blocks if b.kind not in (BlockKind.ITEM, BlockKind.ROW))

    @property
    def rows(self) -> tuple[Block, ...]:
        """The table rows."""
        return tuple(block for block in self.blocks if block.kind is BlockKind.ROW)


@dataclass(frozen=True, slots=True)
class Outline:
    """What a loader sees of a document."""

    document: Document
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The text that the blocks were read from: the document's, damaged characters mended."""
        return self.document.mended

    def passage(self, start: int, end: int) -> Passage:
        """The characters [start, end) as a passage, looking as they do in the document."""
        return read_styled(self.document, start, end)

    def sections(self, classify: Callable[[Block], str | None]) -> Iterator[Section]:
        """Cut the outline at every block for which *classify* gives a key.

        The first section has the key "" and no heading, and may be empty.
        """
        key, heading, held = "", None, []
        for block in self.blocks:
            found = classify(block)
            if found is None:
                held.append(block)
                continue
            yield Section(key, heading, tuple(held))
            key, heading, held = found, block, []
        yield Section(key, heading, tuple(held))


def read_styled(document: Document, start: int, end: int) -> Passage:
    """Read the characters [start, end) of *document*, with the styles its layout gives them."""
    passage = read_passage(document.mended, start, end)
    if document.layout is None:
        return passage
    look = document.layout.styles
    styles = bytes(own | look[at] for own, at in zip(passage.styles, passage.at, strict=True))
    return Passage(passage.text, passage.at, styles)
