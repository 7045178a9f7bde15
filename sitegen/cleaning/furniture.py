"""Lines that belong to the site and not to the article, told by their own words."""

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache

from sitegen.language.words import REMEMBERED, normal, plain, sentences
from sitegen.model import Block, Draft, Kind, Section

# A line longer than this is never judged by a phrase alone.
_SHORT = 90
_LONG_NOTICE = 400
# A short line that stands this often on one page is a button or a menu.
_REPEATED = 3
_REPEATED_LENGTH = 60

# Whole lines, as `normal` leaves them.
_LINES = frozenset(
    line.strip()
    for line in """
    close|menu|search|skip to content|skip to main content|jump to content|home|back to top|top|share
    share this|share this article|share this story|share on facebook|share on twitter|share on linkedin
    share on whatsapp|share on pinterest|share via email|tweet|pin|pin it|email|e mail|print|copy link
    facebook|twitter|linkedin|whatsapp|instagram|youtube|pinterest|reddit|tumblr|telegram|mastodon|x
    subscribe|subscribe now|sign in|sign up|log in|login|log out|logout|register|my account|donate
    support us|follow|follow us|follow us on twitter|newsletter|newsletters|advertisement|advertising
    ad|ads|sponsored|sponsored content|promoted|loading|loading content|read more|more|see more|load more
    show more|view all|see all|next|previous|next article|previous article|next post|previous post
    older posts|newer posts|reply|report|like|save|listen|listen to this article|play|pause|watch|toggle
    toggle navigation|navigation|main navigation|contact|contact us|about|about us|privacy|privacy policy
    terms|terms of use|terms of service|terms and conditions|cookie policy|cookie settings|accept
    accept all|accept cookies|reject|got it|ok|i agree|sitemap|site map|rss|rss feed|feed|faq|help|jobs
    careers|imprint|archive|archives|categories|tags|topics|trending|most popular|latest|latest news
    view comments|post a comment|leave a comment|add a comment|no comments|no comments yet|comment
    font size|text size|a a a|print this article|email this article|send to a friend|permalink
    share this post|share this page|share article|gift article|bookmark|bookmark this|download pdf
    schließen|menü|suche|startseite|teilen|drucken|merken|anmelden|abmelden|registrieren|abonnieren
    jetzt abonnieren|anzeige|werbung|mehr|mehr lesen|weiterlesen|weiterlesen nach der anzeige|kontakt
    impressum|datenschutz|datenschutzerklärung|agb|zum inhalt springen|nach oben|artikel teilen
    artikel drucken|auf facebook teilen|auf twitter teilen|per e mail teilen|zur startseite|merkliste
    kommentare anzeigen|kommentar schreiben|alle akzeptieren|akzeptieren|ablehnen|einstellungen
    fermer|recherche|rechercher|accueil|partager|imprimer|se connecter|connexion|s inscrire|s abonner
    abonnez vous|je m abonne|publicité|lire plus|lire la suite|en savoir plus|mentions légales
    aller au contenu|retour en haut|partager l article|partager sur facebook|partager sur twitter
    tout accepter|accepter|refuser|nous contacter|plan du site|envoyer par e mail
    cerrar|buscar|inicio|compartir|imprimir|iniciar sesión|suscríbete|suscribirse|publicidad|leer más
    ver más|aviso legal|política de privacidad|aceptar|ir al contenido|compartir en facebook
    chiudi|cerca|condividi|stampa|accedi|abbonati|pubblicità|leggi anche|leggi tutto
    fechar|buscar|compartilhar|entrar|assine|publicidade|leia mais
    sluiten|zoeken|delen|inloggen|abonneren|lees meer
    закрыть|меню|поиск|главная|поделиться|войти|подписаться|реклама|читать далее
    إغلاق|القائمة|بحث|الرئيسية|مشاركة|شارك|طباعة|تسجيل الدخول|اشترك|إعلان|اقرأ المزيد|المزيد
    اتصل بنا|من نحن|سياسة الخصوصية|انتقل إلى المحتوى|أعلى الصفحة
    """.replace("\n", "|").split("|")
    if line.strip()
)
_NORMAL_LINES = frozenset(normal(line) for line in _LINES)
# Beginnings of short lines, in lower case.
_START = re.compile(
    r"""(?:click\ (?:here|to\ )|sign\ up\ (?:for|to)|subscribe\ to|follow\ us|follow\ @|join\ our
    |get\ (?:our|the)\ (?:free\ )?newsletter|download\ (?:our|the)\ app|enter\ your\ e-?mail|share\ on\ |share\ this
    |posted\ in[ :]|filed\ under|tagged(?:\ with)?[ :]|tags\ ?:|categor(?:y|ies)\ ?:|skip\ to\ |jump\ to\ |back\ to[ ]
    |log\ in\ to|sign\ in\ to|view\ (?:all|more)|see\ (?:all|more)|read\ (?:more|also|next)\b|more\ from[ ]
    |©|\(c\)\ \d{4}|copyright\ |all\ rights\ reserved|powered\ by|advertisement|estimated\ reading|reading\ time
    |\d+\ min(?:ute)?s?\ read|\d+\ (?:shares|comments|views|likes|replies)\b|print\ this|e-?mail\ this
    |folgen\ sie|jetzt\ |newsletter|lesezeit|schlagwörter|themen\ ?:|mehr\ zum|lesen\ sie\ auch|alle\ rechte\ vorbehalten
    |abonnez-vous|inscrivez-vous|suivez-nous|partager\ sur|temps\ de\ lecture|lire\ aussi|tous\ droits\ réservés
    |suscríbete|síguenos|compartir\ en|lea\ también|todos\ los\ derechos
    |جميع\ الحقوق|تابعنا|شارك\ على|اقرأ\ أيضا)""",
    re.VERBOSE,
)
# Anywhere in a line of moderate length.
_NOTICE = re.compile(
    r"""(?:(?:uses?|using|use\ of|accept|verwende[nt]|nutz(?:en|t)|utilis(?:e|ons|ez)|utiliza(?:mos)?|placing)\ (?:\w+\ ){0,3}cookies
    |cookies\ (?:to|help|um|pour|para|zu|on)\ |our\ cookie\ policy|enable\ javascript|javascript\ (?:is|to\ be|seems\ to\ be)
    |your\ browser\ (?:does\ not|doesn)|all\ rights\ reserved|alle\ rechte\ vorbehalten|tous\ droits\ réservés
    |opens\ in\ (?:a\ )?new\ window|your\ e-?mail\ address\ will\ not\ be\ published|required\ fields\ are\ marked
    |sign\ up\ (?:for|to)\ (?:our|the|receive)|subscribe\ to\ our|unsubscribe\ at\ any\ time
    |notify\ me\ of|ملفات\ تعريف\ الارتباط|جميع\ الحقوق\ محفوظة)""",
    re.IGNORECASE | re.VERBOSE,
)
# One of these stands in each of them: to look for words on a page is quicker than for patterns.
_NOTICED = (
    "cookies", "cookie policy", "javascript", "your browser", "rights reserved",
    "rechte vorbehalten", "droits réservés", "new window", "will not be published",
    "fields are marked", "sign up", "subscribe to our", "unsubscribe at", "notify me of",
    "الارتباط", "محفوظة",
)  # fmt: skip
_SEPARATED = re.compile(r"\s(?:[|•·»/›>]\s|\s{2,})")
_MIN_SEPARATED = 3


def clean(draft: Draft) -> Draft:
    """Mark furniture."""
    counts = Counter(
        normal(block.text) for block in draft.blocks if len(block.text) <= _REPEATED_LENGTH
    )
    page = plain("\n".join([block.text for block in draft.blocks])).lower()
    noticed = [words for words in _NOTICED if words in page]
    return replace(draft, blocks=tuple(_marked(block, counts, noticed) for block in draft.blocks))


def _marked(block: Block, counts: Counter[str], noticed: list[str]) -> Block:
    rule = "" if block.section or block.kind is Kind.CODE else _rule(block, counts, noticed)
    return block.placed(Section.FURNITURE, rule) if rule else block


def _rule(block: Block, counts: Counter[str], noticed: list[str]) -> str:
    text = plain(block.text)
    if len(text) > _LONG_NOTICE:
        return ""
    if noticed and any(map(text.lower().__contains__, noticed)) and _NOTICE.search(text):
        return "a notice of the site (cookies, rights, newsletter)"
    if rule := _of_line(text):
        return rule
    times = counts[normal(text)] if len(text) <= _SHORT else 0
    if times >= _REPEATED and block.kind is not Kind.HEADING:
        return f"stands {times} times on the page"
    return ""


@lru_cache(maxsize=REMEMBERED)
def _of_line(text: str) -> str:
    """Return the rule by which a line is furniture on any page."""
    if len(text) > _SHORT:
        return ""
    simple = normal(text)
    if not simple:
        return "holds no letter or digit"
    if simple in _NORMAL_LINES:
        return "a button or menu word"
    if _START.match(text.lower()) and sentences(text) <= 1:
        return "begins like a button or a notice"
    parts = len(_SEPARATED.findall(text)) + 1
    return "a row of links" if parts >= _MIN_SEPARATED and sentences(text) == 0 else ""


def strength(block: Block) -> float:
    """Return how strong the rule is that marked a block as furniture; 0 for none."""
    if block.section is not Section.FURNITURE:
        return 0
    return next(
        (n for n, start in enumerate(_STRENGTHS, start=1) if block.rule.startswith(start)), 1
    )


def is_sure(block: Block) -> bool:
    """Whether the whole of a block is what stands on buttons, in menus and in notices."""
    return strength(block) >= _SURE


_STRENGTHS = ("stands", "a row", "begins", "a button", "a notice", "holds no")
_SURE = _STRENGTHS.index("a button") + 1
