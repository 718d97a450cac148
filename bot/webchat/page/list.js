// The list of chats.

import { clockTime, word } from "./words.js";
import { model, unread } from "./model.js";

// initials are those of the last two words, where the given name stands.
export function initials(name) {
  return name.trim().split(/\s+/).slice(-2).map((word) => word[0]).join("").toUpperCase();
}

// paint gives everybody a colour that stays the same.
export function paint(e, id, text) {
  let sum = 7;
  for (const c of id) sum = (sum * 31 + c.codePointAt(0)) % 360;
  e.style.setProperty("--hue", sum);
  e.textContent = text;
  return e;
}

export function element(tag, className, text) {
  const e = document.createElement(tag);
  if (className) e.className = className;
  if (text) e.textContent = text;
  return e;
}

// face is the picture of a chat: initials, or several heads for a group.
export function face(e, room) {
  const [id, text] = room.group ? [room.id, ""] : [room.members[0], initials(room.title)];
  paint(e, id, text).classList.toggle("many", room.group);
  return e;
}

function snippet(room) {
  if (room.typing) return word("typing");
  const last = room.messages.at(-1);
  if (!last) return room.group ? word("members", { n: room.members.length }) : room.about;
  const text = (last.head || last.text).split("\n")[0];
  if (!last.from) return text;
  const who = room.group ? model.personas.get(last.from)?.name : word("you");
  return `${who}: ${text}`;
}

function row(room) {
  const item = element("button", "room");
  item.type = "button";
  item.dataset.room = room.id;
  const avatar = face(element("span", "avatar"), room);
  avatar.setAttribute("aria-hidden", "true");
  const body = element("span", "body");
  const top = element("span", "top");
  top.append(element("span", "name", room.title));
  const last = room.messages.at(-1);
  if (last) top.append(element("time", "", clockTime(last.at)));
  const bottom = element("span", "bottom");
  bottom.append(element("span", room.typing ? "snippet live" : "snippet", snippet(room)));
  const n = unread(room);
  if (n) {
    const badge = element("span", "badge", n > 99 ? "99+" : String(n));
    badge.setAttribute("aria-label", word("unread", { n }));
    bottom.append(badge);
  }
  body.append(top, bottom);
  item.append(avatar, body);
  if (room === model.open) item.setAttribute("aria-current", "true");
  return item;
}

// render draws the list anew and keeps the focus where it was.
export function render(list) {
  const focused = document.activeElement?.dataset?.room;
  const rooms = [...model.rooms.values()];
  list.replaceChildren();
  for (const [title, some] of [["groups", rooms.filter((r) => r.group)], ["privates", rooms.filter((r) => !r.group)]]) {
    if (!some.length) continue;
    const section = element("section");
    section.append(element("h3", "", word(title)), ...some.map(row));
    list.append(section);
  }
  if (focused) list.querySelector(`[data-room="${CSS.escape(focused)}"]`)?.focus();
}
