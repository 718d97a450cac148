// Puts the parts together: what the server tells, what the person does.

import { Outbox, Stream, call } from "./net.js";
import { clockTime, label, lang, longTime, setLang, word } from "./words.js";
import { load, markRead, model, now, put, setClock, unread, writeAs, writer } from "./model.js";
import { element, face, render } from "./list.js";
import { fill, icon, update, waiting } from "./chat.js";

const at = (id) => document.getElementById(id);
const wide = matchMedia("(min-width: 720px)");
const outbox = new Outbox(() => model.open && drawOutbox());
const pending = element("div", "log pending");
const drafts = new Map();

// ---- the chat on screen ----

function open(room) {
  if (model.open) drafts.set(model.open.id, at("text").value);
  model.open = room;
  model.replyTo = null;
  at("app").classList.toggle("open", Boolean(room));
  if (!room) return drawList();
  at("title").textContent = room.title;
  face(at("face"), room);
  at("text").value = drafts.get(room.id) ?? "";
  drawRoom();
  if (wide.matches) at("text").focus();
}

function drawRoom() {
  const room = model.open;
  at("about").textContent = room.group
    ? word("members", { n: room.members.length }) + ": " + room.members.map((id) => model.personas.get(id).name).join(", ")
    : room.about;
  at("chips").replaceChildren(...room.examples.map((text) => {
    const chip = element("button", "chip", text);
    chip.type = "button";
    chip.dataset.say = text;
    return chip;
  }));
  at("as").hidden = !room.group;
  at("persona").replaceChildren(...room.members.map((id) => {
    const { name, role } = model.personas.get(id);
    return new Option(role ? `${name} · ${role}` : name, id, false, id === writer(room));
  }));
  at("mention").checked = model.mention;
  at("typing").hidden = !room.typing;
  at("text").placeholder = word("write");
  fill(at("log"), room);
  drawOutbox();
  drawQuote();
  grow();
  bottom();
  seen();
}

// drawOutbox shows what is not acknowledged: below the log while the server
// does not have it, and by the mark on its bubble afterwards.
function drawOutbox() {
  const room = model.open;
  const items = outbox.room(room.id);
  const arrived = new Set(room.messages.map((m) => m.sent));
  const open = new Set(items.map((i) => i.body.id));
  const missing = items.filter((i) => i.kind === "messages" && !arrived.has(i.body.id));
  pending.replaceChildren(...missing.map((i) => waiting(room, i, undefined)));
  for (const article of at("chat").querySelectorAll(".msg.out")) {
    const state = article.querySelector(".state");
    const sending = article.classList.contains("waiting") || open.has(article.dataset.sent);
    state.replaceChildren(icon(sending ? "clock" : "tick"), element("span", "hidden", word(sending ? "sending" : "sent")));
  }
  const troubled = items.find((i) => i.kind === "presses" && i.failed);
  if (troubled) {
    trouble(troubled.trouble || word("failed"));
    outbox.discard(troubled);
  }
}

function drawQuote() {
  const m = model.open.messages.find((m) => m.id === model.replyTo);
  at("quote").hidden = !m;
  at("quoted").textContent = m ? m.head || m.text.split("\n")[0] : "";
}

function drawList() {
  render(at("rooms"));
  let total = 0;
  let elsewhere = 0;
  for (const room of model.rooms.values()) {
    total += unread(room);
    if (room !== model.open) elsewhere += unread(room);
  }
  document.title = (total ? `(${total}) ` : "") + word("title");
  at("elsewhere").hidden = !elsewhere;
  at("elsewhere").textContent = elsewhere;
}

function seen() {
  if (model.open && document.visibilityState === "visible") markRead(model.open);
  drawList();
}

// ---- scrolling ----

const scroll = at("scroll");
let following = true; // the newest message is in sight and shall stay so
function bottom() {
  following = true;
  scroll.scrollTop = scroll.scrollHeight;
}
// Only who scrolls up lets go of it: growth makes distance, too.
let height = 0;
scroll.addEventListener("scroll", () => {
  const near = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
  if (near || scroll.scrollTop < height) following = near;
  height = scroll.scrollTop;
  at("down").hidden = following;
}, { passive: true });
at("down").addEventListener("click", bottom);

// Whatever grows, be it a message, a picture that has arrived or the keyboard.
const sizes = new ResizeObserver(() => {
  if (following) bottom();
  else at("down").hidden = false;
});
for (const part of [scroll, at("log"), pending, at("typing")]) sizes.observe(part);

// ---- what the server tells ----

function onMessage(m) {
  const room = model.rooms.get(m.room);
  if (!room) return;
  const place = put(m);
  if (room === model.open) {
    update(at("log"), room, m, place);
    drawOutbox();
  }
  seen();
}

function onTyping({ room: id, on }) {
  const room = model.rooms.get(id);
  if (!room) return;
  room.typing = on;
  if (room === model.open) at("typing").hidden = !on;
  drawList();
}

function onClock({ now: stamp }) {
  setClock(stamp);
  drawClock();
}

function onConnected(yes) {
  if (yes !== model.connected) trouble(yes ? "" : word("offline"), true);
  model.connected = yes;
  if (yes) outbox.resume();
}

let hush;
function trouble(text, stays = false) {
  clearTimeout(hush);
  at("trouble").hidden = !text;
  at("trouble").textContent = text;
  if (text && !stays) hush = setTimeout(() => trouble(""), 7000);
}

// ---- what the person does ----

function say(text) {
  const room = model.open;
  text = text.trim();
  if (!text) return;
  const named = text.toLowerCase().includes("@" + model.user);
  if (room.group && model.mention && !named && !text.startsWith("/") && !model.replyTo) text = `@${model.user} ${text}`;
  const body = { from: writer(room), text };
  if (model.replyTo) body.replyTo = model.replyTo;
  model.replyTo = null;
  outbox.push(room.id, "messages", body);
  drawQuote();
  bottom();
}

at("composer").addEventListener("submit", (e) => {
  e.preventDefault();
  say(at("text").value);
  at("text").value = "";
  grow();
  at("text").focus();
});

// Enter sends, Shift+Enter breaks the line. The key itself is not asked: phones
// report it only as an edit, and an input method may need it for its own ends.
let shift = false;
at("text").addEventListener("keydown", (e) => (shift = e.shiftKey));
at("text").addEventListener("beforeinput", (e) => {
  if (e.inputType !== "insertLineBreak" || shift || e.isComposing) return;
  e.preventDefault();
  at("composer").requestSubmit();
});

function grow() {
  const text = at("text");
  text.style.height = "auto";
  text.style.height = Math.min(text.scrollHeight, 140) + "px";
  at("send").disabled = !text.value.trim();
}
at("text").addEventListener("input", grow);

at("chat").addEventListener("click", (e) => {
  const button = e.target.closest("button");
  const { say: text, choice, message, reply, does, item } = button?.dataset ?? {};
  if (text) say(text);
  else if (choice) {
    outbox.push(model.open.id, "presses", { from: writer(model.open), message, choice: Number(choice) });
    button.classList.add("busy");
  } else if (reply) {
    model.replyTo = reply;
    drawQuote();
    at("text").focus();
  } else if (does) outbox[does](outbox.items.find((i) => i.body.id === item));
});

at("unquote").addEventListener("click", () => {
  model.replyTo = null;
  drawQuote();
});
at("mention").addEventListener("change", (e) => (model.mention = e.target.checked));
at("persona").addEventListener("change", (e) => {
  writeAs(model.open, e.target.value);
  drawRoom();
});
at("lang").addEventListener("change", (e) => {
  setLang(e.target.value);
  drawClock();
  if (model.open) drawRoom();
  drawList();
});

at("advance").addEventListener("click", async () => {
  at("advance").disabled = true;
  try {
    onClock(await call("POST", "clock/advance", {}));
  } catch (error) {
    trouble(error.message);
  }
  at("advance").disabled = false;
});

// ---- where we are: the address names the room, so that "back" works ----

at("rooms").addEventListener("click", (e) => {
  const id = e.target.closest("button")?.dataset.room;
  if (id) location.hash = encodeURIComponent(id);
});
at("back").addEventListener("click", () => (location.hash = ""));
document.addEventListener("keydown", (e) => {
  if (e.key === "Escape" && !wide.matches && model.open) location.hash = "";
});

function route() {
  const named = model.rooms.get(decodeURIComponent(location.hash.slice(1)));
  const first = [...model.rooms.values()].sort((a, b) => b.group - a.group)[0];
  const room = named ?? (wide.matches ? first : null);
  const from = model.open;
  if (room !== from) open(room);
  if (!room && from) at("rooms").querySelector(`[data-room="${CSS.escape(from.id)}"]`)?.focus();
}
addEventListener("hashchange", route);
wide.addEventListener("change", () => {
  route();
  drawClock();
});
document.addEventListener("visibilitychange", seen);

// ---- the beginning ----

function drawClock() {
  const time = now();
  at("time").textContent = clockTime(time.toISOString());
  at("date").textContent = longTime(time, wide.matches);
  at("clock").title = word("now");
}

async function start() {
  try {
    const state = await call("GET", "state");
    load(state);
    new Stream(state.place, { message: onMessage, typing: onTyping, clock: onClock, connected: onConnected, reset: start });
  } catch (error) {
    trouble(word("offline"), true);
    setTimeout(start, 2000);
    return;
  }
  at("banner").textContent = model.banner;
  at("banner").hidden = !model.banner;
  at("clock").hidden = at("advance").hidden = !model.movable;
  at("demo").hidden = !model.banner && !model.movable;
  model.open = null;
  route();
  drawClock();
  drawList();
  document.body.dataset.ready = "yes";
}

at("lang").value = lang;
at("typing").before(pending);
label();
setInterval(drawClock, 1000);
start();
