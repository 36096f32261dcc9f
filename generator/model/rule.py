"""The rules that finished files are audited by: code, severity, formats, the reason for it and the cure."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]


class Rule(NamedTuple):
    """`severity`: the gravest a fault of this rule can have. `formats`: endings without dot, blanks between.

    `reason`: one line, why a reader needs it. `cure`: what the user can do, where a fault says nothing better.
    """

    code: str
    severity: Severity
    formats: str
    reason: str
    cure: str


_ALL, _OFFICE, _PAGES = "pptx docx pdf", "pptx docx", "docx pdf"

RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (
        Rule("check.package", "error", _ALL, "a damaged file opens with a repair message, or not at all", "open and save it in its own program, or build it again"),
        Rule("check.macro", "error", _ALL, "programs inside a paper can harm whoever opens it", "save it without macros, scripts and embedded programs"),
        Rule("check.outside-link", "error", _OFFICE, "what is fetched from elsewhere is missing on another computer, or tells who opened the file", "embed it, or take the link out"),
        Rule("check.formula", "error", _OFFICE, "a formula in a chart's workbook can change what is printed, or call out", "paste the values instead"),
        Rule("check.chart-stale", "warning", _OFFICE, "a chart that differs from its workbook changes its numbers once somebody edits it", "open Edit Data, so that chart and workbook agree"),
        Rule("check.file-title", "warning", _ALL, "the title is what a screen reader and a browser's tab name first", "set the title under File, Info"),
        Rule("check.language", "error", _ALL, "without its language a file is read aloud with the wrong sounds", "set the proofing language of the whole text"),
        Rule("check.unfinished", "warning", _OFFICE, "tracked changes and comments show readers what was not meant for them", "accept or reject the changes and delete the comments"),
        Rule("check.alt-text", "error", _ALL, "who cannot see a picture needs words that say what it shows", "write what it shows under Alt Text, or mark it decorative"),
        Rule("check.alt-file-name", "error", _ALL, "the name of a file says nothing about the picture", "write what it shows under Alt Text"),
        Rule("check.alt-repeats", "warning", _ALL, "a description that repeats the title or caption says the same twice and the picture never", "say in Alt Text what the picture adds to the words beside it"),
        Rule("check.picture-of-text", "warning", "pptx pdf", "words inside a picture can be neither read aloud, searched nor enlarged", "set the words as text beside the picture, or all of them in its description"),
        Rule("check.title", "error", "pptx docx", "slides and sections are found by their titles", "fill the title placeholder; it can be hidden under Home, Arrange, Selection Pane"),
        Rule("check.title-repeated", "warning", "pptx", "two slides of one name cannot be told apart in a list", "make the titles differ, for example with (1 of 2)"),
        Rule("check.placeholder", "warning", "pptx", "an empty placeholder is a stop without a word", "fill it or delete it"),
        Rule("check.reading-order", "warning", "pptx", "a screen reader reads in the order of the Selection Pane, which is not always that of the page", "bring it into the order of reading under Review, Accessibility, Reading Order"),
        Rule("check.off-page", "error", "pptx", "what lies outside the slide is cut off", "move it onto the slide"),
        Rule("check.overflow", "error", "pptx", "text that runs out of its box covers other text or is cut off", "shorten the text, enlarge the box or set it smaller"),
        Rule("check.size", "warning", _OFFICE, "tiny text cannot be read from a chair, nor in print", "set it larger, or say less"),
        Rule("check.contrast", "error", _OFFICE, "pale text on a pale ground cannot be read by many, nor when printed", "choose a darker or a lighter color; 4.5 to 1 is enough, 3 to 1 for large text"),
        Rule("check.link-words", "warning", _OFFICE, "links are listed by their words; “here” and an address say nothing", "let the link's words say where it leads"),
        Rule("check.link-broken", "warning", _OFFICE, "a link into nowhere disappoints", "point it to where it should lead, or take it out"),
        Rule("check.table-header", "error", _ALL, "without a header row each cell is read without what it is about", "tick Header Row under Table Design, and Repeat Header Rows in Word"),
        Rule("check.merged-cells", "warning", _OFFICE, "merged cells are read under the wrong header", "split the cells and repeat what they say"),
        Rule("check.sections", "note", "pptx", "named sections let a reader jump in a long deck", "name the sections in the list of slides at the left"),
        Rule("check.headings", "warning", _PAGES, "headings are how a reader without sight skims", "use the styles Heading 1, Heading 2 and so on, without leaving one out"),
        Rule("check.typed-list", "warning", "docx", "typed bullets and numbers are not read as a list", "use the buttons for bullets and numbering"),
        Rule("check.floating", "warning", "docx", "floating objects stand nowhere in the order of reading", "set them In Line with Text under Layout Options"),
        Rule("check.empty-paragraphs", "note", "docx", "empty paragraphs are read aloud as blank, one by one", "use space before and after the paragraph, or a page break"),
        Rule("check.field", "error", "docx", "Word prints an error where a reference should stand", "update the fields (Ctrl+A, F9) and mend the reference"),
        Rule("check.tagged", "error", "pdf", "a PDF without tags is to a screen reader a heap of letters", "export it again as a tagged PDF (“best for electronic distribution and accessibility”)"),
        Rule("check.title-bar", "warning", "pdf", "the window shows the file's name instead of its title", "set “show document title” in the file's initial view"),
        Rule("check.pdf-ua", "warning", "pdf", "the file does not say that it was made to be accessible (PDF/UA)", "export it with the option PDF/UA"),
        Rule("check.table-scope", "warning", "pdf", "header cells do not say which cells they head", "export it again from tables with a header row"),
        Rule("check.fonts", "error", "pdf", "another computer sets a font that is not embedded in another one", "export it with all fonts embedded"),
        Rule("check.draft", "error", _ALL, "what nobody has confirmed is printed as if it were final", "build it again, or close what is open"),
        Rule("check.suppression", "error", _ALL, "a number that was kept back to protect people stands in a paper", "build it again; nobody may get this file"),
    )
}
"""By code, in the order in which they are listed: the file, pictures, slides, legibility, links, tables, Word, PDF, ours."""
