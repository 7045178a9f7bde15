// The search page: a small script over Pagefind's JavaScript API. No other page loads it; this one does
// so at once, since whoever opens it will search. All of the page's state is in its address.

const form = document.getElementById("search");
const results = document.getElementById("results");
const status = document.getElementById("status");
const hints = document.getElementById("hints");
const more = document.getElementById("more");
const clear = document.getElementById("clear");
const phrases = JSON.parse(form.dataset.phrases);
const plural = new Intl.PluralRules(form.dataset.lang);
const number = new Intl.NumberFormat(form.dataset.lang);
const FILTERS = ["topic", "author", "decade", "year", "language"];
const AT_ONCE = 10;
// An archive of so many articles has its filters loaded with the first search.
const SMALL = 3000;
// Suggestions are looked for among so many words of a query that found nothing.
const MOST_SUGGESTED = 4;
// Milliseconds to wait for the next key. What begins with a letter or two is spread over so much of
// the index that it is worth seeing whether the word goes on.
const SOON = 10;
const LATER = 250;
const SHORT = 2;

let loading;
let loadingFilters;
let all = {};
let latest = 0;
let running;
let found = merged([[]], "");
let left = 0;
// The place of a result that the reader walked to before it was there, and whether they opened it.
let walked = -1;
let opens = false;

form.hidden = false;
fromUrl();
if (location.search) {
  search();
} else {
  form.q.focus({ preventScroll: true });
  load().catch(failed);
}

// One index a language, each with its own stems; the site's own comes first.
function load() {
  loading ??= (async () => {
    return Promise.all(form.dataset.languages.split(" ").map(open));
  })();
  return loading;
}

// What can be filtered by is loaded when somebody goes near it; in a large archive it weighs a lot.
function loadFilters() {
  loadingFilters ??= (async () => {
    const indexes = await load();
    all = added(await Promise.all(indexes.map((index) => index.filters())));
    const before = JSON.stringify(chosen());
    fillFilters(all);
    // A choice in the address that the archive does not have was not to be filtered by.
    if (JSON.stringify(chosen()) !== before) search();
    else if (form.q.value.trim() || before !== "{}") recount();
  })().catch(failed);
  return loadingFilters;
}

// How many of the articles found each choice has. What was found stays as it is: somebody may be
// walking along it.
async function recount() {
  const ticket = latest;
  await running;
  if (ticket !== latest) return;
  running = (async () => {
    const answers = await ask(await load());
    if (ticket === latest) fillFilters(added(answers.map((answer) => answer.filters)));
  })().catch(failed);
}

// The part of the index that a word needs is on its way while the next word is typed.
async function preload(query) {
  const indexes = await load();
  for (const index of indexes) index.preload(query);
}

// What could not be loaded is tried again with the next search.
function failed(error) {
  loading = loadingFilters = undefined;
  stay();
  results.setAttribute("aria-busy", "false");
  status.textContent = location.protocol === "file:" ? phrases.from_disk : phrases.failed;
  console.error(error);
}

async function open(language, place) {
  // Instances of one module share its WebAssembly, which stems one language. A query in its address
  // makes another module of it.
  const name = place ? `pagefind.js?${language}` : "pagefind.js";
  const pagefind = await import(new URL(form.dataset.bundle + name, document.baseURI).href);
  // Pagefind takes the language of an instance from the page, and reads it there and then.
  const page = document.documentElement;
  const own = page.lang;
  page.lang = language;
  const index = pagefind.createInstance({ excerptLength: 28 });
  page.lang = own;
  return index;
}

// How many articles each choice of each filter has in all indexes.
function added(counts) {
  if (counts.length === 1) return counts[0] ?? {};
  const sums = {};
  for (const of of counts) {
    for (const [name, values] of Object.entries(of ?? {})) {
      sums[name] ??= {};
      for (const [value, count] of Object.entries(values)) {
        sums[name][value] = (sums[name][value] ?? 0) + count;
      }
    }
  }
  return sums;
}

function say(forms, count, values = {}) {
  let text = forms;
  if (typeof forms === "object") {
    text = (count === 0 && forms.zero) || forms[plural.select(count)] || forms.other;
  }
  return text.replace(/\{(\w+)\}/g, (_, name) => (name === "n" ? number.format(count) : values[name]));
}

// The options that are there, with how many of the articles found have each.
function fillFilters(counts) {
  const state = new URLSearchParams(location.search);
  for (const name of FILTERS) {
    const select = form[name];
    const chosen = select.value || state.get(name) || "";
    const values = Object.keys(all[name] ?? {});
    const latestFirst = name === "year" || name === "decade";
    values.sort((a, b) => (latestFirst ? b.localeCompare(a) : a.localeCompare(b, form.dataset.lang)));
    select.length = 1;
    for (const value of values) {
      const count = counts[name]?.[value] ?? 0;
      if (count || value === chosen) select.append(new Option(`${value} (${number.format(count)})`, value));
    }
    select.value = chosen;
    if (chosen && select.value !== chosen) select.value = "";
  }
}

function fromUrl() {
  const state = new URLSearchParams(location.search);
  for (const name of ["q", "sort", ...FILTERS]) {
    const value = state.get(name) ?? "";
    // Before the index is loaded, a choice has no option yet.
    if (value && form[name].options && ![...form[name].options].some((o) => o.value === value)) {
      form[name].append(new Option(value, value));
    }
    form[name].value = value;
  }
}

function toUrl() {
  const state = new URLSearchParams();
  for (const name of ["q", ...FILTERS, "sort"]) {
    if (form[name].value) state.set(name, form[name].value);
  }
  const address = state.size ? `?${state}` : location.pathname;
  if (`?${state}` !== location.search) history.replaceState(null, "", address);
}

// The length of a query's last word; a longer one's where the field is empty or a word is ended.
function lastLength(query) {
  return query.match(/\S+$/)?.[0].length ?? Infinity;
}

function chosen() {
  const filters = {};
  for (const name of FILTERS) if (form[name].value) filters[name] = form[name].value;
  return filters;
}

// One search after the other: a newer one does not wait for those in between.
async function search() {
  const ticket = ++latest;
  results.setAttribute("aria-busy", "true");
  await running;
  if (ticket !== latest) return;
  running = answer(ticket).catch(failed);
}

// The order asked for; "" is the best match, which needs words to match.
function sorting() {
  return form.sort.value || (form.q.value.trim() ? "" : "newest");
}

// What each index finds for the form as it stands.
function ask(indexes) {
  const options = { filters: chosen() };
  const order = sorting();
  if (order) options.sort = { [order]: order === "newest" ? "desc" : "asc" };
  return Promise.all(indexes.map((index) => index.search(form.q.value.trim() || null, options)));
}

async function answer(ticket) {
  let indexes;
  try {
    status.textContent ||= phrases.loading;
    indexes = await load();
  } catch (error) {
    failed(error);
    return;
  }
  const query = form.q.value.trim();
  clear.hidden = Object.keys(chosen()).length === 0;
  if (!query && clear.hidden) {
    if (loadingFilters) fillFilters(all);
    show(merged([[]], ""), "", 0);
    return;
  }
  const order = sorting();
  const answers = await ask(indexes);
  if (ticket !== latest) return;
  if (loadingFilters) fillFilters(added(answers.map((answer) => answer.filters)));
  const count = answers.reduce((sum, answer) => sum + answer.results.length, 0);
  const lists = answers.map((answer) => answer.results);
  show(merged(lists, order), count || !query ? say(phrases.found, count) : say(phrases.nothing, 0, { query }), count);
  if (count === 0) suggest(indexes, query, ticket);
  if (!loadingFilters && (Number(form.dataset.articles) <= SMALL || !clear.hidden)) loadFilters();
}

// Yield the results of several indexes in one order: by score, or by date, for which the next result
// of each index is looked at.
async function* merged(lists, order) {
  if (lists.length === 1 || !order) {
    const results = lists.flat();
    if (lists.length > 1) results.sort((a, b) => b.score - a.score);
    for (let i = 0; i < results.length; i += AT_ONCE) {
      // A page of them is asked for at once.
      const some = results.slice(i, i + AT_ONCE).map((result) => result.data());
      for (const data of some) yield data;
    }
    return;
  }
  const heads = await Promise.all(lists.map((list) => list[0]?.data()));
  const places = lists.map(() => 0);
  const undated = order === "newest" ? "0" : "99999999";
  const day = (data) => data.meta.day || undated;
  for (;;) {
    let best = -1;
    for (const [i, data] of heads.entries()) {
      if (!data) continue;
      const sooner = best >= 0 && day(data).localeCompare(day(heads[best]));
      if (best < 0 || (order === "newest" ? sooner > 0 : sooner < 0)) best = i;
    }
    if (best < 0) return;
    yield heads[best];
    heads[best] = await lists[best][++places[best]]?.data();
  }
}

// Where nothing was found: what to do, and which of the words would find something alone.
async function suggest(indexes, query, ticket) {
  const words = [...new Set(query.replaceAll('"', "").split(/\s+/))].slice(0, MOST_SUGGESTED);
  const advice = document.createElement("p");
  advice.textContent = phrases.try;
  const list = document.createElement("ul");
  for (const word of words.length > 1 || !clear.hidden ? words.filter(Boolean) : []) {
    const answers = await Promise.all(indexes.map((index) => index.search(word)));
    if (ticket !== latest) return;
    const count = answers.reduce((sum, answer) => sum + answer.results.length, 0);
    if (count === 0) continue;
    const link = document.createElement("a");
    link.href = `?q=${encodeURIComponent(word)}`;
    link.textContent = word;
    const row = document.createElement("li");
    row.append(link, ` (${number.format(count)})`);
    list.append(row);
  }
  hints.replaceChildren(advice, ...(list.children.length ? [list] : []));
  hints.hidden = false;
}

function show(answers, message, count) {
  found = answers;
  left = count;
  hints.hidden = true;
  // Whoever is among the results already stays there when later ones take their place.
  const place = [...results.querySelectorAll("h2 a")].indexOf(document.activeElement);
  if (place >= 0) walked = place;
  results.replaceChildren();
  status.textContent = message;
  showMore();
}

async function showMore(event) {
  const ticket = latest;
  const from = found;
  more.hidden = true;
  const rows = [];
  while (rows.length < AT_ONCE && left > 0) {
    const step = await from.next();
    if (ticket !== latest) return;
    if (step.done) break;
    left -= 1;
    rows.push(item(step.value));
    results.append(rows.at(-1));
  }
  more.hidden = left <= 0;
  results.setAttribute("aria-busy", "false");
  const links = results.querySelectorAll("h2 a");
  const there = walked >= 0 && links[Math.min(walked, links.length - 1)];
  if (walked >= 0) (there || form.q).focus();
  if (there && opens) there.click();
  stay();
  // The button went away under the reader's finger: go on where it led.
  if (event && rows.length) rows[0].querySelector("a").focus();
}

// Nobody waits any more for a result that is on its way.
function stay() {
  walked = -1;
  opens = false;
}

function item(data) {
  const row = document.createElement("li");
  row.className = "item";
  const heading = document.createElement("h2");
  heading.className = "item-title";
  const link = document.createElement("a");
  link.href = form.dataset.portable ? data.url.replace(/\/$/, "/index.html") : data.url;
  link.append(...titleParts(data));
  link.dir = "auto";
  heading.append(link);
  const facts = document.createElement("p");
  facts.className = "item-facts";
  const date = document.createElement(data.meta.date ? "time" : "span");
  if (data.meta.date) date.dateTime = data.meta.date;
  for (const [element, text] of [
    [document.createElement("span"), data.meta.author],
    [date, data.meta.when ?? phrases.undated],
    [document.createElement("span"), data.filters.topic?.join(", ")],
  ]) {
    if (!text) continue;
    element.textContent = text;
    facts.append(element);
  }
  const excerpt = document.createElement("p");
  excerpt.className = "item-summary";
  excerpt.dir = "auto";
  marked(excerpt, excerptNodes(data), headLength(data));
  row.append(heading, facts, excerpt);
  return row;
}

// How much of an excerpt is title and byline, which stand above it already and first in the index.
function headLength(data) {
  const { content } = data;
  const { title, author = "" } = data.meta;
  if (!content.startsWith(title)) return 0;
  const byline = content.indexOf(author, title.length);
  let end = byline >= 0 && byline <= title.length + 2 ? byline + author.length : title.length;
  end += content.slice(end).match(/^[.\s]*/)[0].length;
  const start = content.indexOf(data.plain_excerpt);
  const length = start < 0 ? 0 : Math.max(0, end - start);
  return length < data.plain_excerpt.length ? length : 0;
}

// Pagefind's excerpt is HTML: escaped text with <mark>.
function excerptNodes(data) {
  return [...new DOMParser().parseFromString(data.excerpt, "text/html").body.childNodes];
}

// Only the marks are taken from it.
function marked(target, nodes, skipped) {
  for (const node of nodes) {
    const text = node.textContent.slice(skipped);
    skipped = Math.max(0, skipped - node.textContent.length);
    target.append(text && node.nodeName === "MARK" ? mark(text) : text);
  }
}

// The title, with those words marked that are marked in the excerpt, of which it may be the beginning.
function titleParts(data) {
  const bare = (word) => word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  const marks = excerptNodes(data).filter((node) => node.nodeName === "MARK");
  const words = new Set(marks.map((node) => bare(node.textContent)));
  words.delete("");
  return data.meta.title.split(/(\s+)/).map((word) => (words.has(bare(word)) ? mark(word) : word));
}

function mark(text) {
  const element = document.createElement("mark");
  element.textContent = text;
  return element;
}

let pause;
form.addEventListener("input", () => {
  clearTimeout(pause);
  results.setAttribute("aria-busy", "true");
  stay();
  const short = lastLength(form.q.value) <= SHORT;
  if (/\S\s+$/.test(form.q.value)) preload(form.q.value).catch(failed);
  pause = setTimeout(
    () => {
      toUrl();
      search();
    },
    short ? LATER : SOON,
  );
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  toUrl();
  search();
});
// Whoever goes near the filters will want to see what there is.
for (const near of ["pointerover", "touchstart", "focusin"]) {
  form.querySelector(".filters").addEventListener(near, loadFilters, { once: true, passive: true });
}
more.addEventListener("click", showMore);
clear.addEventListener("click", () => {
  for (const name of FILTERS) form[name].value = "";
  form.q.focus();
  toUrl();
  search();
});
hints.addEventListener("click", (event) => {
  if (!event.target.closest("a") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, "", event.target.closest("a").href);
  fromUrl();
  search();
});
addEventListener("popstate", () => {
  fromUrl();
  search();
});
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest?.("input, select, textarea");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    form.q.focus();
    form.q.select();
    return;
  }
  if (event.key === "Enter" && walked >= 0 && !event.target.closest?.("a")) {
    event.preventDefault();
    opens = true;
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const links = [...results.querySelectorAll("h2 a")];
  if (walked >= 0) {
    // The results that the reader walks along are on their way: the walk goes on.
    event.preventDefault();
    walked += event.key === "ArrowDown" ? 1 : -1;
    (links[walked] ?? form.q).focus();
    if (walked < 0) stay();
    return;
  }
  const here = links.indexOf(document.activeElement);
  if (here < 0 && document.activeElement !== form.q) return;
  const next = event.key === "ArrowDown" ? here + 1 : here - 1;
  if (next >= links.length && results.getAttribute("aria-busy") === "true") {
    // The result that it leads to is on its way.
    event.preventDefault();
    walked = next;
    return;
  }
  if (next < -1 || next >= links.length) return;
  event.preventDefault();
  (next < 0 ? form.q : links[next]).focus();
});
