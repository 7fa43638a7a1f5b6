// A whole note, line by line as it stands in its file, with its outline and the cited lines
// highlighted. Everything is set as text, never as markup.

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".pane");
  keepInSight(parentElement);
  const shown = JSON.stringify([data.note, data.digest, data.cited]);
  if (root.dataset.shown === shown) return;
  root.dataset.shown = shown;
  const lines = make("div", "lines");
  lines.tabIndex = 0;
  lines.setAttribute("role", "region");
  lines.setAttribute("aria-label", `The note ${data.note}`);
  const rows = data.lines.map((line) => row(line, data.cited));
  lines.append(...rows);
  const body = make("div", "body");
  if (data.outline.length > 1) body.append(outline(data.outline, rows));
  body.append(lines);
  root.replaceChildren(body);
  const first = rows[data.cited[0] - 1];
  if (first && data.cited[1] >= data.cited[0]) {
    settle(() => scrollTo(lines, first));
  }
  if (isNarrow()) settle(() => parentElement.host?.closest('[data-testid="stColumn"]')?.scrollIntoView());
}

// The note stays beside a long page; where it stands below the page, it is brought into sight.
function keepInSight(parentElement) {
  const column = parentElement.host?.closest('[data-testid="stColumn"]');
  if (!column) return;
  column.style.scrollMarginTop = "4rem";
  column.style.position = isNarrow() ? "static" : "sticky";
  column.style.top = "3.5rem";
  column.style.alignSelf = "flex-start";
}

// Where Streamlit puts columns below each other.
function isNarrow() {
  return window.innerWidth <= 640;
}

// Heights are guesses until lines are drawn, and the page itself still moves: more than once.
function settle(scroll) {
  for (const wait of [0, 60, 200, 500]) setTimeout(scroll, wait);
}

function make(tag, style, text) {
  const element = document.createElement(tag);
  if (style) element.className = style;
  if (text !== undefined) element.textContent = text;
  return element;
}

function row([number, text, kind, level], cited) {
  const isCited = number >= cited[0] && number <= cited[1];
  const line = make("div", `line ${kind}${level ? ` h${Math.min(level, 4)}` : ""}${isCited ? " cited" : ""}`);
  line.id = `line-${number}`;
  const count = make("span", "number", String(number));
  count.setAttribute("aria-hidden", "true");
  line.append(count, make("span", "text", text || "\u200b"));
  if (isCited) line.setAttribute("aria-label", `Cited, line ${number}: ${text}`), line.setAttribute("role", "note");
  return line;
}

function outline(entries, rows) {
  const box = make("nav", "outline");
  box.setAttribute("aria-label", "Outline of the note");
  for (const [number, text, level] of entries) {
    const entry = make("button", `level${Math.min(level, 4)}`, text);
    entry.type = "button";
    entry.onclick = () => scrollTo(rows[0].parentElement, rows[number - 1]);
    box.append(entry);
  }
  return box;
}

// Not scrollIntoView: that would scroll the page as well.
function scrollTo(lines, line) {
  lines.scrollTop = line.offsetTop - lines.clientHeight / 4;
}
