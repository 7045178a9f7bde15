// The search page: a small script over Pagefind's JavaScript API. All of its state is in the URL.

const form = document.getElementById("search");
const results = document.getElementById("results");
const status = document.getElementById("status");
const more = document.getElementById("more");
const FILTERS = ["topic", "author", "year"];
const AT_ONCE = 10;

let pagefind;
let latest = 0;
let found = [];
let shown = 0;

form.hidden = false;
fromUrl();
form.q.focus();
start();

async function start() {
  try {
    pagefind = await import(new URL(`${form.dataset.bundle}pagefind.js`, document.baseURI).href);
    await pagefind.options({ excerptLength: 28 });
    await pagefind.init();
    fillFilters(await pagefind.filters());
  } catch (error) {
    status.textContent =
      location.protocol === "file:"
        ? "Searching needs a web server; opened from a disk, the archive can be browsed only."
        : "The search index could not be loaded.";
    console.error(error);
    return;
  }
  fromUrl();
  search();
}

function fillFilters(filters) {
  for (const name of FILTERS) {
    const values = Object.entries(filters[name] ?? {});
    values.sort(([a], [b]) => (name === "year" ? b.localeCompare(a) : a.localeCompare(b)));
    for (const [value, count] of values) {
      form[name].append(new Option(`${value} (${count})`, value));
    }
    form[name].disabled = values.length === 0;
  }
}

function fromUrl() {
  const state = new URLSearchParams(location.search);
  for (const name of ["q", "sort", ...FILTERS]) form[name].value = state.get(name) ?? "";
}

function toUrl() {
  const state = new URLSearchParams();
  for (const name of ["q", ...FILTERS, "sort"]) {
    if (form[name].value) state.set(name, form[name].value);
  }
  history.replaceState(null, "", state.size ? `?${state}` : location.pathname);
}

async function search() {
  const ticket = ++latest;
  const query = form.q.value.trim();
  const filters = {};
  for (const name of FILTERS) if (form[name].value) filters[name] = form[name].value;
  if (!query && Object.keys(filters).length === 0) {
    show([], "");
    return;
  }
  const options = { filters };
  const order = form.sort.value || (query ? "" : "newest");
  if (order) options.sort = { [order]: order === "newest" ? "desc" : "asc" };
  const answer = await pagefind.search(query || null, options);
  if (ticket !== latest) return;
  const count = answer.results.length;
  const what = query ? ` for “${query}”` : "";
  show(answer.results, count === 0 ? `Nothing was found${what}.` : `${count} ${count === 1 ? "article" : "articles"}${what}`);
}

function show(answers, message) {
  found = answers;
  shown = 0;
  results.replaceChildren();
  status.textContent = message;
  showMore();
}

async function showMore() {
  const ticket = latest;
  const next = found.slice(shown, shown + AT_ONCE);
  shown += next.length;
  more.hidden = true;
  const loaded = await Promise.all(next.map((result) => result.data()));
  if (ticket !== latest) return;
  results.append(...loaded.map(item));
  more.hidden = shown >= found.length;
}

function item(data) {
  const row = document.createElement("li");
  row.className = "item";
  const heading = document.createElement("h2");
  heading.className = "item-title";
  const link = document.createElement("a");
  link.href = data.url;
  link.textContent = data.meta.title;
  link.dir = "auto";
  heading.append(link);
  const facts = document.createElement("p");
  facts.className = "item-facts";
  const date = document.createElement("time");
  date.dateTime = data.meta.date ?? "";
  for (const [element, text] of [
    [document.createElement("span"), data.meta.author],
    [date, data.meta.when ?? "undated"],
    [document.createElement("span"), data.filters.topic?.join(", ")],
  ]) {
    if (!text) continue;
    element.textContent = text;
    facts.append(element);
  }
  const excerpt = document.createElement("p");
  excerpt.className = "item-summary";
  excerpt.dir = "auto";
  marked(excerpt, data.excerpt);
  row.append(heading, facts, excerpt);
  return row;
}

// Pagefind's excerpt is HTML: escaped text with <mark>. Only these marks are taken from it.
function marked(target, html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  for (const node of parsed.body.childNodes) {
    if (node.nodeName === "MARK") {
      const mark = document.createElement("mark");
      mark.textContent = node.textContent;
      target.append(mark);
    } else {
      target.append(node.textContent);
    }
  }
}

let pause;
form.addEventListener("input", () => {
  if (!pagefind) return;
  clearTimeout(pause);
  pause = setTimeout(() => {
    toUrl();
    search();
  }, 120);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!pagefind) return;
  clearTimeout(pause);
  toUrl();
  search();
});
more.addEventListener("click", showMore);
addEventListener("popstate", () => {
  fromUrl();
  if (pagefind) search();
});
