"""Sections that have a meaning of their own: comments, related links, bios, notes, credits.

A section begins with a short line that names it and goes on until the next one, or until its
nature ends: a bio is short, links are short lines, notes look like notes. Credits, captions and
corrections are one line each.
"""

import itertools
import re
from dataclasses import replace

from sitegen.cleaning import agencies
from sitegen.language.words import ends_sentence, plain, sentences
from sitegen.model import Block, Draft, Kind, Section

_HEAD_LENGTH = 70
# A bio is one or two paragraphs.
_BIO_BLOCKS = 2
# Among related links, a paragraph of this many characters is the article again.
_PROSE_LENGTH = 200
# Comments are only looked for after this share of the page's text: an article may be about them.
_COMMENTS_AFTER = 0.25

# All patterns are for text in lower case: to look for them whatever the case takes much longer.
_HEADS: tuple[tuple[Section, re.Pattern[str]], ...] = tuple(
    (section, re.compile(pattern, re.VERBOSE))
    for section, pattern in (
        (
            Section.BIO,
            r"""(?:about\ the\ (?:author|writer|contributor)s?|about\ (?:the\ )?author\b.*|the\ author|author\ bio(?:graphy)?
            |(?:zum|zur)\ (?:autor|autorin|person)|über\ (?:den\ autor|die\ autorin|die\ autoren)|der\ autor|die\ autorin
            |[àa]\ propos\ de\ l['’]auteure?|l['’]auteure?|sobre\ (?:el\ autor|la\ autora|o\ autor|a\ autora)
            |l['’]autore|sull['’]autore|over\ de\ auteur|об\ авторе|عن\ (?:الكاتب|الكاتبة|المؤلف))\s*:?""",
        ),
        (
            Section.COMMENTS,
            r"""(?:(?:\d[\d.,]*\s+)?(?:comments?|responses?|replies|thoughts\ on\ .*|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|комментарии|تعليقات|التعليقات)
            (?:\s*\(?\d*\)?)?|leave\ a\ (?:reply|comment|response).*|join\ the\ (?:conversation|discussion).*|reader\ comments|what\ do\ you\ think\?.*
            |discussion|post\ a\ comment.*|add\ (?:a|your)\ comment.*|schreiben?\ sie\ einen\ kommentar.*|ihr\ kommentar.*|laisser\ un\ commentaire.*|deja\ un\ comentario.*|أضف\ تعليق.*)\s*:?""",
        ),
        (
            Section.RELATED,
            r"""(?:related(?:\ (?:articles?|posts?|stories|content|news|links|topics|reading|coverage|items))?|you\ (?:may|might)\ also\ (?:like|enjoy|be\ interested\ in).*
            |(?:more|read\ more|other|further)\ (?:articles|stories|posts|news|reading)\b.*|more\ (?:from|on|in|about|by)\ .*|most\ (?:read|popular|viewed|shared|commented).*|recommended(?:\ for\ you|\ articles|\ stories|\ reading)?|read\ (?:next|also|this\ next)
            |(?:recent|latest|popular|similar|top|featured|trending)\ (?:posts?|articles?|stories|news|comments)|editor['’]?s['’]?\ (?:picks?|choice)|trending(?:\ now)?|what\ to\ read\ next|don['’]t\ miss|in\ case\ you\ missed\ it|elsewhere|see\ also
            |mehr\ zum\ thema|lesen\ sie\ auch|das\ könnte\ sie\ auch\ interessieren.*|weitere\ (?:artikel|meldungen|themen|beiträge).*|meistgelesen.*|ähnliche\ (?:artikel|beiträge)|empfohlene\ artikel|aus\ dem\ (?:ressort|archiv)
            |lire\ aussi|[àa]\ lire\ aussi|[àa]\ lire\ également|sur\ le\ même\ (?:sujet|thème)|articles\ (?:liés|similaires|connexes)|les\ plus\ lus|dans\ la\ même\ rubrique
            |noticias\ relacionadas|artículos\ relacionados|te\ puede\ interesar.*|lo\ más\ leído|leggi\ anche|articoli\ correlati|leia\ (?:também|mais)|lees\ ook|meer\ over.*|читайте\ также|похожие\ статьи|مواضيع\ ذات\ صلة|اقرأ\ أيض[اً]+.*|مقالات\ ذات\ صلة)\s*:?""",
        ),
        (
            Section.NOTES,
            r"""(?:(?:end|foot)?notes?(?:\ (?:and|&)\ references)?|references|bibliography|works\ cited|literature\ cited
            |anmerkungen|fu(?:ß|ss)noten|endnoten|quellen(?:angaben|verzeichnis)?|literatur(?:verzeichnis|hinweise|angaben)?|einzelnachweise
            |notes\ et\ références|références|bibliographie|notas|referencias|bibliograf[ií]a|riferimenti|bronnen|voetnoten
            |примечания|литература|المراجع|الهوامش|参考文献|脚注|注释)\s*:?""",
        ),
    )
)
# What a note begins with, or holds: a number or mark, a year, an address, a page.
_NOTE = re.compile(
    r"(?:\[?\d{1,3}[\].)]|\^|↑|[*†‡]\s|\d{1,3}\s)|.*(?:\b(?:1[5-9]|20)\d\d\b|https?://|\bdoi\b|\bibid\b|\bpp?\.\s?\d)",
)
# A note that needs no head: the mark that leads back to where it is called.
_CALLED = re.compile(r"[↑^]\s*\S")
_CORRECTION = re.compile(
    r"""(?:correction|clarification|erratum|corrigendum|editor['’]s\ note|korrektur|berichtigung|richtigstellung|anmerkung\ der\ redaktion
    |rectificatif|correctif|correction\ apportée|corrección|rectificación|fe\ de\ errat\w+|errata|correzione|correctie|исправление|تصحيح)
    (?:\s*\([^()]{1,40}\))?\s*[:–—-]\s*\S
    |an\ earlier\ version\ of\ th(?:is|e)\ |(?:this|the)\ (?:article|story|post|piece|headline)\ (?:has\ been|was)\ (?:updated|corrected|amended)\b""",
    re.VERBOSE,
)
_CAPTION = re.compile(
    r"(?:(?:figure|fig\.|table|chart|map|abbildung|abb\.|tabelle|tab\.|figura|tableau|graphique|gráfico)\s?\d{1,3}\s*[.:–—-]"
    r"|(?:caption|bildunterschrift|légende|pie de foto|didascalia)\s*:)\s*\S",
)
# Of one line each: what says so, and the rule's name.
_LINES = (
    (Section.CORRECTION, _CORRECTION, "says what was corrected"),
    (Section.CAPTION, _CAPTION, "a caption"),
    (Section.NOTES, _CALLED, "a note with the mark that leads back"),
)
_LINE_LENGTH = 600
_CREDIT = re.compile(
    r"""(?:(?:(?:image|photo|picture|featured\ image|header\ image|cover|illustration|bild|foto|titelbild|crédit\ photo|photographie|imagen|foto)s?\s*(?:credits?|source|by|courtesy|nachweis|rechte|quelle|von|par|de)?\s*[:©]
    |(?:image|photo|picture|photograph|illustration)s?\ (?:credits?|courtesy|source|by)\b|bildnachweis|bildquelle|fotocredit|crédits?\ photos?|credit\ ?:|credits\ ?:|source\ ?:\ \w+$|getty\ images$|صورة\ ?:|الصورة\ ?:|مصدر\ الصورة))""",
    re.VERBOSE,
)
# At the end of a caption, or of a name: `The quay in May. Photo: Ida Tveit/AP`, `Ida Tveit | Reuters`.
_CREDITED = re.compile(
    rf"""(?:^|[.!?…)\]*]\s?|\()(?:images?|photos?|photographs?|pictures?|fotos?|fotoğraf|bild|imagen|crédits?\ photos?|credits?)
    (?:\ (?:credits?|courtesy|by))?\s?:\s?\S.{{0,60}}$
    |(?:^(?:\S+\ ){{1,4}}(?:\||[–—-]|via)|\S\ ?/)\ ?(?:{agencies.PICTURES})\W?$""",
    re.VERBOSE,
)
# What stands where an image was, in a dump: a file's name, or part of one.
_IMAGE = re.compile(r"\[(?=[^\]]*[\d_.-])(?=[^\]]*[^\W\d_])[\w.%-]{3,80}\]")
_CREDIT_LENGTH, _CREDITED_LENGTH = 200, 120
# A bio that carries its head in its own line.
_ABOUT = re.compile(
    r"(?:notes?\ on|about)\ the\ (?:author|writer|contributor)s?\s*[:–—-]\s*\S"
    r"|(?:zum|über\ den)\ autor\s*[:–—-]\s*\S|zur\ autorin\s*[:–—-]\s*\S|[àa]\ propos\ de\ l['’]auteure?\s*[:–—-]\s*\S",
    re.VERBOSE,
)


def clean(draft: Draft) -> Draft:
    """Mark the sections."""
    total = sum(len(block.text) for block in draft.blocks) or 1
    blocks: list[Block] = []
    section: Section | None = None
    since = read = 0
    for block, after in itertools.zip_longest(draft.blocks, draft.blocks[1:]):
        text = plain(block.text).lower()
        starts = _starts(block, text, after, read / total)
        read += len(block.text)
        if starts:
            section, since = starts, 0
            blocks.append(block.placed(starts, f"heads the {starts}"))
            continue
        if _ABOUT.match(text):
            blocks.append(block.placed(Section.BIO, "says that it is about the author"))
            continue
        if _is_credit(block, text):
            blocks.append(block.placed(Section.CREDIT, "an image's credit"))
            continue
        if section and _ended(section, since, block):
            section = None
        if section and block.section is None:
            since += 1
            blocks.append(block.placed(section, f"below the head of the {section}"))
        else:
            blocks.append(_line(block, text))
    return replace(draft, blocks=tuple(blocks))


def _line(block: Block, text: str) -> Block:
    """Return a block that is a section by itself with its place."""
    if block.section is None and block.kind is not Kind.CODE and len(block.text) <= _LINE_LENGTH:
        for section, pattern, rule in _LINES:
            if pattern.match(text):
                return block.placed(section, rule)
    return block


def _starts(block: Block, text: str, after: Block | None, share_before: float) -> Section | None:
    if len(text) > _HEAD_LENGTH or block.kind is Kind.CODE:
        return None
    for section, head in _HEADS:
        if head.fullmatch(text):
            if section is Section.COMMENTS and share_before < _COMMENTS_AFTER:
                return None
            if section is Section.NOTES and not (after and _is_note(after)):
                return None
            return section
    return None


def _is_note(block: Block) -> bool:
    return block.kind is Kind.ITEM or bool(_NOTE.match(plain(block.text)[:_LINE_LENGTH].lower()))


def _is_credit(block: Block, text: str) -> bool:
    short = len(block.text) <= _CREDIT_LENGTH and sentences(block.text) <= 2  # noqa: PLR2004 - a credit is brief
    if not short or block.kind is Kind.CODE:
        return False
    if _IMAGE.fullmatch(block.text):
        return True
    ends = len(text) <= _CREDITED_LENGTH and _CREDITED.search(text)
    return bool(ends or _CREDIT.match(text))


def _ended(section: Section, since: int, block: Block) -> bool:
    if section is Section.BIO:
        return since >= _BIO_BLOCKS or block.kind is Kind.HEADING
    if section is Section.NOTES:
        return block.kind is Kind.HEADING or not _is_note(block)
    if section is Section.RELATED:
        return len(block.text) >= _PROSE_LENGTH and ends_sentence(block.text)
    return False
