// One reply: its quotes as cards, or why there are none, and the passages behind it. Everything
// that comes from notes is set as text, never as markup.

export default function ({ data, parentElement, setTriggerValue }) {
  const send = (kind, number) => setTriggerValue("action", { kind, number });
  const root = parentElement.querySelector(".reply");
  const open = root.querySelector("details")?.open ?? false;
  const isFirst = !root.childElementCount;
  root.replaceChildren(
    ...data.remarks.map((text) => make("p", "remark", text)),
    ...(data.declined ? [declined(data)] : []),
    ...data.quotes.map((quote) => card(quote, data, send)),
    receipt(data, send),
    ...passages(data, send, open),
  );
  if (isFirst && data.is_new) bringIntoSight(parentElement);
}

// Streamlit scrolls a chat to its end, where the last quote is; the best one comes first.
function bringIntoSight(parentElement) {
  const message = parentElement.host?.closest('[data-testid="stChatMessage"]');
  if (!message) return;
  message.style.scrollMarginTop = "9rem";
  const waits = [0, 150, 400, 800, 1500];
  const timers = waits.map((wait) => setTimeout(() => message.scrollIntoView(), wait));
  const stop = () => timers.forEach(clearTimeout);
  for (const act of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    window.addEventListener(act, stop, { once: true, passive: true });
  }
}

function make(tag, style, text) {
  const element = document.createElement(tag);
  if (style) element.className = style;
  if (text !== undefined && text !== null) element.textContent = text;
  return element;
}

function declined(data) {
  const box = make("section", "card declined");
  box.append(
    make("p", "badge", "Not in your notes"),
    make("p", "reason", data.declined),
    make("p", "why", data.confidence),
  );
  return box;
}

function card(quote, data, send) {
  const box = make("article", "card");
  box.setAttribute("aria-label", `Quote ${quote.number + 1} from ${quote.where}`);
  for (const line of quote.under) box.append(make("p", quote.is_code ? "under code" : "under", line));
  box.append(quoted(quote), cited(quote));
  for (const note of quote.notes) box.append(make("p", "note", note));
  if (quote.why) box.append(make("p", "why", quote.why));
  const bar = make("div", "bar");
  bar.append(button("Open in note", `Open ${quote.where} beside the chat`, () => send("open", quote.number)));
  bar.append(copying("Copy", "Copy the quote with its citation", quote.copy));
  if (quote.link) bar.append(link(quote.link, data.editor));
  bar.append(button("Right", "Save as a test: this is the right answer", () => send("right", quote.number)));
  bar.append(button("Wrong", "Say what the right answer is", () => send("wrong", quote.number)));
  box.append(bar);
  return box;
}

function quoted(quote) {
  const text = make("blockquote", quote.is_code ? "quote code" : "quote");
  for (const [piece, emphasis] of quote.pieces) {
    if (emphasis === "none") text.append(piece);
    else text.append(make(emphasis === "answer" ? "mark" : "span", emphasis, piece));
  }
  return text;
}

function cited(quote) {
  const line = make("p", "cited");
  if (quote.label) line.append(make("span", "label", quote.label));
  if (quote.headings) line.append(make("span", "path", quote.headings), make("span", "dot", " · "));
  line.append(make("span", "place", quote.where));
  return line;
}

function receipt(data, send) {
  const line = make("div", "receipt");
  if (!data.declined) {
    line.append(meter(data.sure, data.confidence), make("span", "sure", data.confidence));
  }
  line.append(make("span", "searched", data.receipt));
  line.append(copying("Copy all", "Copy the question and every quote", data.copy));
  if (data.declined) {
    line.append(button("Right to decline", "Save as a test: the notes do not answer this", () => send("right", -1)));
    line.append(button("It is in my notes", "Say where the answer stands", () => send("wrong", -1)));
  }
  return line;
}

function meter(sure, label) {
  const bar = make("span", "meter");
  bar.setAttribute("role", "img");
  bar.setAttribute("aria-label", label);
  const filled = make("span", "filled");
  filled.style.width = `${Math.round(100 * sure)}%`;
  bar.append(filled);
  return bar;
}

function passages(data, send, open) {
  if (!data.passages.length) return [];
  const box = make("details", "passages");
  box.open = open;
  box.append(make("summary", "", data.passages_title));
  for (const passage of data.passages) {
    const one = make("section", "passage");
    const head = make("p", "cited");
    head.append(make("span", "label", `${passage.number + 1}`));
    if (passage.headings) head.append(make("span", "path", passage.headings), make("span", "dot", " · "));
    head.append(make("span", "place", passage.where));
    const text = make("div", passage.is_code ? "quote code small" : "quote small", passage.text);
    text.tabIndex = 0;
    text.setAttribute("role", "region");
    text.setAttribute("aria-label", `Passage ${passage.number + 1}`);
    const bar = make("div", "bar");
    bar.append(button("Open in note", `Open ${passage.where} beside the chat`, () => send("passage", passage.number)));
    bar.append(make("span", "why", passage.scores));
    one.append(head, text, bar);
    box.append(one);
  }
  return [box];
}

function button(text, title, act) {
  const element = make("button", "", text);
  element.type = "button";
  element.title = title;
  element.setAttribute("aria-label", `${text}: ${title}`);
  element.onclick = act;
  return element;
}

function link(address, editor) {
  const element = make("a", "", `Open in ${editor}`);
  element.href = address;
  return element;
}

function copying(text, title, content) {
  const element = button(text, title, async () => {
    element.textContent = (await copied(content)) ? "Copied" : "Not copied";
    setTimeout(() => (element.textContent = text), 1500);
  });
  return element;
}

async function copied(content) {
  try {
    await navigator.clipboard.writeText(content);
    return true;
  } catch {
    // Without a secure address there is no clipboard, but a selection can still be copied.
    const field = make("textarea", "");
    field.value = content;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
