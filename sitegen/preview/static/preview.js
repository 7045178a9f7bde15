// Keeps an open page of the preview up to date, and shows what is wrong. It is no part of the site.

const page = decodeURIComponent(location.pathname).slice(1).replace(/(^|\/)$/, "$1index.html");
const place = `scroll:${location.pathname}`;
// When the reader set out for another page; loading this one again would hold them back.
let leaving = 0;

const kept = sessionStorage.getItem(place);
if (kept !== null) {
  sessionStorage.removeItem(place);
  const back = () => scrollTo({ top: Number(kept), behavior: "instant" });
  back();
  // What came late (pictures, fonts) may have moved it.
  addEventListener("load", back, { once: true });
  addEventListener("pageshow", () => (history.scrollRestoration = "auto"), { once: true });
}

const leave = () => (leaving = performance.now());
addEventListener("beforeunload", leave);

// What this page shows is in the script's own address: what came after it is told first.
const events = new EventSource(`/_preview/events${new URL(import.meta.url).search}`);
events.addEventListener("page", (event) => {
  const { files } = JSON.parse(event.data);
  if (files === null || files.includes(page) || document.title === "sitegen") reload();
});
events.addEventListener("style", () => {
  for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
    const url = new URL(link.href);
    url.searchParams.set("preview", Date.now());
    const next = link.cloneNode();
    next.href = url.href;
    // The old one stays until the new one is there, so that the page never stands bare.
    next.addEventListener("load", () => link.remove(), { once: true });
    link.after(next);
  }
});
events.addEventListener("status", (event) => show(JSON.parse(event.data)));

function reload() {
  const rest = leaving && leaving + 2000 - performance.now();
  if (rest > 0) return setTimeout(reload, rest);
  removeEventListener("beforeunload", leave); // to be asked takes a browser some milliseconds
  sessionStorage.setItem(place, scrollY);
  history.scrollRestoration = "manual";
  location.reload();
}

const host = document.createElement("sitegen-preview");
const root = host.attachShadow({ mode: "open" });
const style = new CSSStyleSheet();
style.replaceSync(`
  :host { all: initial; position: fixed; inset: auto 0 0; z-index: 2147483647; }
  div { font: 15px/1.5 system-ui, sans-serif; color: #1c1917; background: #fff8f6; max-height: 60vh;
    overflow: auto; border-top: 3px solid #b42318; padding: 12px 20px; }
  div.quiet { border-color: #57534e; background: #fff; padding: 6px 20px; }
  h2 { font-size: 16px; margin: 0 0 8px; } p { margin: 0 0 4px; } section { margin: 0 0 12px; }
  code, pre { font: 13px/1.5 ui-monospace, monospace; } pre { margin: 4px 0; white-space: pre-wrap; }
  b { font-weight: 600; } .at { background: #fde3df; display: block; } .fix { color: #44403c; }
  a { color: #8a1c12; }
  @media (prefers-color-scheme: dark) {
    div { color: #f0ece4; background: #2b1b19; }
    div.quiet { border-color: #8b857c; background: #1f1d1b; }
    .at { background: #5a2620; } .fix { color: #cfc8bd; } a { color: #f2a08f; }
  }
`);
root.adoptedStyleSheets = [style];

function show({ faults, search }) {
  root.replaceChildren();
  const errors = faults.filter((fault) => fault.severity === "error");
  if (errors.length) {
    const panel = add(root, "div");
    panel.setAttribute("role", "alert");
    const count = errors.length === 1 ? "1 thing is wrong" : `${errors.length} things are wrong`;
    add(panel, "h2", `${count}; the page shows the last good state`);
    for (const fault of errors.slice(0, 20)) tell(panel, fault);
  } else if (search === "behind" && document.getElementById("search")) {
    const panel = add(root, "div");
    panel.className = "quiet";
    panel.setAttribute("role", "status");
    add(panel, "p", "The search index is being brought up to date.");
  }
  if (root.childElementCount) document.body.append(host);
  else host.remove();
}

function tell(panel, fault) {
  const part = add(panel, "section");
  const line = add(part, "p");
  add(line, "b", fault.where ? `${fault.where}: ` : "");
  line.append(fault.message);
  if (fault.lines.length) {
    const excerpt = add(part, "pre");
    for (const [number, text] of fault.lines) {
      const row = add(excerpt, "span", `${String(number).padStart(5)}  ${text}\n`);
      if (number === fault.line) row.className = "at";
    }
  }
  if (fault.fix) add(part, "p", fault.fix).className = "fix";
}

function add(parent, name, text = "") {
  const element = document.createElement(name);
  element.textContent = text;
  parent.append(element);
  return element;
}
