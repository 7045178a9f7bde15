// The desk: every action is saved at once, the page is then asked for anew, and focus stays where it was.

const token = document.querySelector('meta[name="sitegen-token"]').content;
const status = document.getElementById("status");
let desk = document.querySelector(".desk");

if (desk) begin();

function begin() {
  document.addEventListener("keydown", key);
  document.addEventListener("click", click);
  document.addEventListener("change", changed);
}

async function post(url, value) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Sitegen-Token": token },
    body: JSON.stringify(value),
  });
  return { ok: answer.ok, status: answer.status, said: await answer.json() };
}

function address(action) {
  return `/_desk/article/${encodeURIComponent(desk.dataset.slug)}/${action}`;
}

async function save(change, done) {
  const { ok, said } = await post(address("save"), { digest: desk.dataset.digest, ...change });
  if (ok) await refresh(done);
  else refuse(said);
}

function refuse(said) {
  status.textContent = "Not saved.";
  const place = document.getElementById("conflict");
  place.replaceChildren();
  add(place, "p", [said.message, said.fix].filter(Boolean).join(" "));
  if (said.theirs === undefined) return;
  add(place, "h2", "What stands there now");
  add(place, "pre", said.theirs);
  add(place, "h2", "What you would have saved");
  add(place, "pre", said.yours);
  const again = add(place, "button", "Go on from what stands there");
  again.type = "button";
  again.addEventListener("click", () => refresh("The page shows what stands there now."));
  again.focus();
}

// The page as it is after a correction, with focus on what had it.
async function refresh(done) {
  const focused = document.activeElement?.id;
  const scrolled = document.getElementById("lines")?.scrollTop ?? 0;
  const marked = [...document.querySelectorAll(".marked")].map((line) => line.id);
  const answer = await fetch(location.href);
  if (!answer.ok) return refuse(await answer.json());
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const shown = document.querySelector(".shown");
  document.querySelector("main").replaceChildren(...page.querySelector("main").childNodes);
  desk = document.querySelector(".desk");
  // The page beside it stays: the preview brings it up to date by itself.
  if (shown) desk.querySelector(".shown").replaceWith(shown);
  const lines = document.getElementById("lines");
  if (lines) lines.scrollTop = scrolled;
  for (const id of marked) document.getElementById(id)?.classList.add("marked");
  const target = focused && document.getElementById(focused);
  if (target?.classList.contains("line")) move(target);
  else (target ?? nearest(focused) ?? document.querySelector("h1")).focus?.();
  status.textContent = done;
}

// A suggestion that was taken is gone: what follows it, or its field, gets the focus.
function nearest(id) {
  const field = /^take-(\w+)-/.exec(id ?? "")?.[1];
  return field && document.getElementById(field);
}

function value(field) {
  const element = document.getElementById(field);
  if (field === "checked") return element.checked;
  return field === "author" ? element.value.split("\n") : element.value;
}

function changed({ target }) {
  if (target.closest("#fields")) save({ fields: { [target.name]: value(target.name) } }, "Saved.");
}

function click({ target }) {
  const button = target.closest("button");
  if (!button) return;
  if (button.classList.contains("take")) take(button);
  else if (button.classList.contains("line")) toggle(button);
  else if (button.classList.contains("evidence")) show(Number(button.dataset.line));
  else if (button.id === "undo") undo();
  else if (button.id === "next") next();
}

function take({ dataset: { field, value: suggested } }) {
  const known = field === "author" ? value("author").filter((name) => name.trim()) : [];
  save({ fields: { [field]: field === "author" ? [...known, suggested] : suggested } }, `${suggested}: taken.`);
}

function toggle(line) {
  const kept = line.getAttribute("aria-pressed") === "true";
  save({ toggle: [Number(line.dataset.number)] }, kept ? "Dropped." : "Restored.");
}

// The block of the seed that an answer rests on.
function show(number) {
  const lines = [...document.querySelectorAll(".line")];
  const line = lines.findLast((one) => Number(one.dataset.first) <= number) ?? lines[0];
  document.querySelectorAll(".marked").forEach((one) => one.classList.remove("marked"));
  if (!line) return;
  line.classList.add("marked");
  move(line);
}

function move(line) {
  document.querySelectorAll('.line[tabindex="0"]').forEach((one) => (one.tabIndex = -1));
  line.tabIndex = 0;
  line.focus();
}

async function undo() {
  const { ok, said } = await post("/_desk/undo", {});
  if (ok) await refresh(`Undone: ${said.paths.join(", ")}`);
  else refuse(said);
}

async function next() {
  const answer = await fetch(`/_desk/next?after=${encodeURIComponent(desk.dataset.slug)}`);
  const { slug } = await answer.json();
  location.href = slug ? `/_desk/article/${encodeURIComponent(slug)}` : "/_desk/";
}

function key(event) {
  const { target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (target.classList.contains("line") && walk(event, target)) return event.preventDefault();
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
  if (event.key === "n") next();
  else if (event.key === "u") undo();
}

// Keys on a line; whether the key was one of them.
function walk(event, line) {
  const lines = [...document.querySelectorAll(".line")];
  const at = lines.indexOf(line);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 };
  if (event.key in steps) {
    const other = lines[steps[event.key]];
    if (other) move(other);
    return true;
  }
  if (event.key === "d") {
    everywhere(Number(line.dataset.number));
    return true;
  }
  return false;
}

async function everywhere(number) {
  const { ok, said } = await post(address("same"), { line: number });
  if (!ok) return refuse(said);
  if (!said.articles.length) {
    status.textContent = "No article has this line.";
    return;
  }
  const dialog = document.getElementById("everywhere");
  const count = said.articles.length === 1 ? "1 article has" : `${said.articles.length} articles have`;
  document.getElementById("everywhere-head").textContent = `${count} this line`;
  const list = document.getElementById("everywhere-list");
  list.replaceChildren();
  for (const [path, title] of said.articles) add(list, "li", `${title} (${path})`);
  document.getElementById("everywhere-leave").onclick = () => dialog.close();
  document.getElementById("everywhere-drop").onclick = async () => {
    dialog.close();
    const paths = said.articles.map(([path]) => path);
    const dropped = await post(address("drop"), { line: number, paths });
    if (dropped.ok) await refresh(`Dropped from ${dropped.said.count}.`);
    else refuse(dropped.said);
  };
  dialog.showModal();
}

function add(parent, name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  parent.append(element);
  return element;
}
