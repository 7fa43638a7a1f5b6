// The vault as nested folders. A folder's rows are made when it is opened, and never more than
// a few hundred at once: a vault may hold tens of thousands of notes. All names are set as text.

const ROWS_AT_ONCE = 300;
const MARKS = { indexed: "✓", new: "+", changed: "~", deleted: "−", unreadable: "✕", warning: "!" };
// What someone unfolded and looks for, by vault: it outlives a move of the tree on the page.
const remembered = new Map();
const CAN_OPEN = new Set(["indexed", "new", "changed", "warning"]);

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".vault");
  root.send = (path) => setTriggerValue("open", { path });
  root.opened = data.opened;
  if (!remembered.has(data.vault)) remembered.set(data.vault, { unfolded: new Set(), words: "", state: "", scroll: 0 });
  root.kept = remembered.get(data.vault);
  if (root.dataset.stamp !== data.stamp) {
    root.dataset.stamp = data.stamp;
    draw(root, data.folders);
  }
  for (const row of root.querySelectorAll("button.row")) markOpened(root, row);
}

function draw(root, folders) {
  const { kept } = root;
  const field = make("input", "");
  field.type = "search";
  field.placeholder = "Part of a path or title";
  field.setAttribute("aria-label", "Show only notes whose path or title has these words");
  field.value = kept.words;
  const choice = stateChoice(folders, kept.state);
  const bar = make("div", "bar");
  bar.append(field, choice);
  const found = make("p", "found");
  found.setAttribute("role", "status");
  const box = make("div", "box");
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", "Notes");
  box.onscroll = () => (kept.scroll = box.scrollTop);
  const refill = () => {
    [kept.words, kept.state] = [field.value, choice.value];
    fill(root, folders, box, found);
  };
  let waiting;
  field.oninput = () => {
    clearTimeout(waiting);
    waiting = setTimeout(refill, 120);
  };
  choice.onchange = refill;
  const { scroll } = kept;
  root.replaceChildren(bar, found, box);
  refill();
  requestAnimationFrame(() => (box.scrollTop = scroll));
}

function stateChoice(folders, chosen) {
  const counts = {};
  for (const folder of folders) {
    for (const [, state] of folder.notes) counts[state] = (counts[state] ?? 0) + 1;
  }
  const choice = make("select", "");
  choice.setAttribute("aria-label", "Show only notes of one state");
  choice.append(option("", "All states"));
  for (const state of Object.keys(MARKS)) {
    if (counts[state]) choice.append(option(state, `${state} (${counts[state].toLocaleString("en")})`));
  }
  choice.value = counts[chosen] ? chosen : "";
  return choice;
}

function fill(root, folders, box, found) {
  const { words, state } = root.kept;
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  box.replaceChildren();
  box.scrollTop = 0;
  if (!wanted.length && !state) {
    found.textContent = "";
    box.append(inside(root, folders, folders[0]));
    return;
  }
  const matches = [];
  for (const folder of folders) {
    for (const note of folder.notes) {
      const [name, noteState, title = ""] = note;
      if (state && noteState !== state) continue;
      const text = `${folder.shown}${name} ${title}`.toLowerCase();
      if (wanted.every((word) => text.includes(word))) matches.push([folder, note]);
    }
  }
  const count = matches.length.toLocaleString("en");
  const more = matches.length - ROWS_AT_ONCE;
  found.textContent = matches.length === 1 ? "1 note" : `${count} notes`;
  if (!matches.length) found.textContent = "No note is like that.";
  if (more > 0) found.textContent += `, of which the first ${ROWS_AT_ONCE} are shown: ${more.toLocaleString("en")} more`;
  const list = make("ul", "");
  for (const [folder, note] of matches.slice(0, ROWS_AT_ONCE)) list.append(item(root, folder, note, folder.shown));
  box.append(list);
}

function inside(root, folders, folder) {
  const list = make("ul", "");
  for (const number of folder.folders) list.append(branch(root, folders, folders[number]));
  addNotes(root, folder, list, 0);
  return list;
}

function addNotes(root, folder, list, from) {
  const to = from + ROWS_AT_ONCE;
  const rows = folder.notes.slice(from, to).map((note) => item(root, folder, note, ""));
  list.append(...rows);
  // Who pressed the button with the keyboard goes on at the first of the new rows.
  if (from) rows[0]?.querySelector("button")?.focus();
  const left = folder.notes.length - to;
  if (left <= 0) return;
  const more = make("button", "more", `Show ${Math.min(left, ROWS_AT_ONCE)} of ${left.toLocaleString("en")} more`);
  more.type = "button";
  const last = make("li", "");
  last.append(more);
  more.onclick = () => {
    last.remove();
    addNotes(root, folder, list, to);
  };
  list.append(last);
}

function branch(root, folders, folder) {
  const line = make("li", "");
  const details = make("details", "");
  const summary = make("summary", "");
  summary.append(make("span", "name", folder.name), make("span", "counts", folder.counts));
  details.append(summary);
  const unfold = () => {
    if (details.open && details.children.length === 1) details.append(inside(root, folders, folder));
  };
  details.open = root.kept.unfolded.has(folder.path);
  unfold();
  details.ontoggle = () => {
    if (details.open) root.kept.unfolded.add(folder.path);
    else root.kept.unfolded.delete(folder.path);
    unfold();
  };
  line.append(details);
  return line;
}

function item(root, folder, [name, state, title = "", reason = "", exact = ""], before) {
  const line = make("li", "");
  const canOpen = CAN_OPEN.has(state);
  const row = make(canOpen ? "button" : "div", `row ${state}`);
  const mark = make("span", "mark", MARKS[state]);
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", state);
  const words = make("span", "words");
  words.append(make("span", "name", before + name));
  if (title) words.append(" ", make("span", "title", title));
  row.append(mark, words);
  if (state !== "indexed") {
    const word = make("span", "state", state);
    word.setAttribute("aria-hidden", "true");
    row.append(word);
  }
  if (canOpen) {
    const path = folder.path + (exact || name);
    row.type = "button";
    row.dataset.path = path;
    row.onclick = () => root.send(path);
    markOpened(root, row);
  }
  line.append(row);
  if (reason) line.append(make("p", "reason", reason));
  return line;
}

function markOpened(root, row) {
  if (row.dataset.path === root.opened) row.setAttribute("aria-current", "true");
  else row.removeAttribute("aria-current");
}

function option(value, text) {
  const element = make("option", "", text);
  element.value = value;
  return element;
}

function make(tag, style, text) {
  const element = document.createElement(tag);
  if (style) element.className = style;
  if (text !== undefined) element.textContent = text;
  return element;
}
