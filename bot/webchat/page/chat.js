// The bubbles of one chat.

import { clockTime, day, wall, word } from "./words.js";
import { model, now, writer } from "./model.js";
import { element, initials, paint } from "./list.js";

const pause = 5 * 60e3; // ms after which a name is shown again

const shapes = {
  tick: "M4 13l5 5L20 6",
  clock: "M12 7v5l3 2M12 3a9 9 0 1 0 .01 0",
  reply: "M10 6L4 12l6 6M4 12h9a7 7 0 0 1 7 7",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", shapes[name]);
  svg.append(path);
  return svg;
}

function nameOf(id) {
  return id ? (model.personas.get(id)?.name ?? id) : word("bot");
}

// words writes a text; commands in what the bot says can be tapped.
function words(text, tappable) {
  const body = element("div", "text");
  if (!tappable) {
    body.textContent = text;
    return body;
  }
  for (const part of text.split(/((?<=^|\s)\/[a-z]{2,20}(?=$|[\s.,;:)]))/)) {
    if (!/^\/[a-z]{2,20}$/.test(part)) {
      body.append(part);
      continue;
    }
    const link = element("button", "command", part);
    link.type = "button";
    link.dataset.say = part;
    body.append(link);
  }
  return body;
}

function reference(room, id) {
  const target = room.messages.find((m) => m.id === id);
  if (!target) return "";
  const quote = element("div", "ref");
  quote.append(element("b", "", nameOf(target.from)), element("span", "", target.head || target.text.split("\n")[0]));
  return quote;
}

function choices(room, m) {
  const box = element("div", "choices");
  box.setAttribute("role", "group");
  m.choices.forEach((label, i) => {
    const button = element("button", "choice", label);
    button.type = "button";
    Object.assign(button.dataset, { message: m.id, choice: i });
    button.classList.toggle("wide", label.length > 24);
    if (m.chosen === i + 1) {
      button.classList.add("chosen");
      button.prepend(icon("tick"));
      button.title = `${nameOf(m.chosenBy)}: ${word("chosen")}`;
      button.setAttribute("aria-label", `${label}, ${word("chosen")}`);
    }
    box.append(button);
  });
  return box;
}

function meta(room, m, mine) {
  const line = element("span", "meta");
  if (room.group && !m.from) {
    const reply = element("button", "replyto");
    reply.type = "button";
    reply.dataset.reply = m.id;
    reply.title = word("reply");
    reply.setAttribute("aria-label", word("reply"));
    reply.append(icon("reply"));
    line.append(reply);
  }
  if (m.edited) line.append(element("span", "", word("edited")));
  const time = element("time", "", clockTime(m.at));
  time.dateTime = m.at;
  line.append(time);
  if (mine) line.append(element("span", "state"));
  return line;
}

// bubble draws one message; before is the one above it, or undefined.
export function bubble(room, m, before) {
  const mine = m.from && m.from === writer(room);
  const first = !before || before.from !== m.from || wall(m.at) - wall(before.at) >= pause;
  const item = element("article", `msg ${mine ? "out" : "in"}`);
  item.classList.toggle("bot", !m.from);
  item.classList.toggle("first", first);
  item.dataset.id = m.id;
  if (m.sent) item.dataset.sent = m.sent;
  const body = element("div", "bubble");
  if (room.group && !mine) {
    if (first) {
      const face = paint(element("span", "avatar small"), m.from || "bot", m.from ? initials(nameOf(m.from)) : "");
      face.setAttribute("aria-hidden", "true");
      face.classList.toggle("robot", !m.from);
      item.append(face);
      body.append(paint(element("span", "who"), m.from || "bot", nameOf(m.from)));
    }
  } else {
    body.append(element("span", "hidden", mine ? word("you") : nameOf(m.from)));
  }
  if (m.replyTo) body.append(reference(room, m.replyTo));
  if (m.head) body.append(element("strong", "head", m.head));
  if (m.picture) body.append(image(m.picture));
  if (m.text) body.append(words(m.text, !m.from));
  body.append(meta(room, m, mine));
  const stack = element("div", "stack");
  stack.append(body);
  if (m.choices?.length) stack.append(choices(room, m));
  item.append(stack);
  return item;
}

function image(picture) {
  const link = element("a", "picture");
  Object.assign(link, { href: picture.url, target: "_blank", rel: "noopener" });
  const img = element("img");
  Object.assign(img, { src: picture.url, alt: picture.alt || word("picture", { name: picture.name }), loading: "lazy" });
  link.append(img);
  return link;
}

function separator(stamp) {
  const line = element("div", "day");
  line.append(element("span", "", day(stamp, now())));
  return line;
}

// append draws a message at the end, below a new day's line if it is one.
function append(log, room, m, before) {
  if (!before || before.at.slice(0, 10) !== m.at.slice(0, 10)) log.append(separator(m.at));
  log.append(bubble(room, m, before));
}

// fill draws a room anew. Screen readers are not to read it all out.
export function fill(log, room) {
  log.setAttribute("aria-busy", "true");
  log.replaceChildren();
  log.toggleAttribute("data-group", room.group);
  if (!room.messages.length) log.append(element("p", "empty", word("empty")));
  room.messages.forEach((m, i) => append(log, room, m, room.messages[i - 1]));
  log.setAttribute("aria-busy", "false");
}

// update draws a message that was just put at place (-1: at the end).
export function update(log, room, m, place) {
  log.querySelector(".empty")?.remove();
  if (place < 0) return append(log, room, m, room.messages.at(-2));
  const focused = document.activeElement?.dataset?.choice;
  const old = log.querySelector(`[data-id="${CSS.escape(m.id)}"]`);
  const fresh = bubble(room, m, room.messages[place - 1]);
  if (old?.contains(document.activeElement)) {
    old.replaceWith(fresh);
    fresh.querySelector(`[data-choice="${focused}"]`)?.focus();
  } else old?.replaceWith(fresh);
}

// waiting draws what the server does not have yet, with what went wrong.
export function waiting(room, item, before) {
  const m = { ...item.body, id: item.body.id, number: 0, at: now().toISOString() };
  const article = bubble(room, m, before);
  article.classList.add("waiting");
  if (!item.trouble && !item.failed) return article;
  const note = element("div", "failure");
  note.setAttribute("role", "alert");
  note.append(element("span", "", item.trouble || word("failed")));
  for (const [key, does] of item.failed ? [["again", "again"], ["discard", "discard"]] : [["discard", "discard"]]) {
    const button = element("button", "", word(key));
    button.type = "button";
    Object.assign(button.dataset, { does, item: item.body.id });
    note.append(button);
  }
  article.querySelector(".stack").append(note);
  return article;
}
