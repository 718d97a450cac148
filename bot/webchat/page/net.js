// Talks to the server: the state, the stream of changes, and an outbox that
// posts each message until it is acknowledged, in order per room.

import { lang } from "./words.js";

const longest = 15000; // ms between tries

export class Refusal extends Error {
  constructor(status, key, text, after) {
    super(text);
    Object.assign(this, { status, key, after });
  }
  // for good: trying again would not help.
  get final() {
    return this.status >= 400 && this.status < 500 && this.status !== 429;
  }
}

export async function call(method, path, body) {
  const answer = await fetch("/api/" + path, {
    method,
    headers: { "Accept-Language": lang, ...(body && { "Content-Type": "application/json" }) },
    body: body && JSON.stringify(body),
  });
  const data = await answer.json().catch(() => ({}));
  if (answer.status === 401) location.assign("/login");
  if (!answer.ok) {
    const { key = "", text = String(answer.status) } = data.error ?? {};
    throw new Refusal(answer.status, key, text, Number(answer.headers.get("Retry-After")) || 0);
  }
  return data;
}

export function randomID() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

// Stream follows the feed from a place and never gives up. The browser resends
// Last-Event-ID by itself as long as the server answers; when it refuses, a new
// connection starts from the last place seen.
export class Stream {
  constructor(place, handlers) {
    this.place = place;
    this.handlers = handlers;
    this.wait = 500;
    this.open();
  }
  open() {
    this.source = new EventSource("/api/stream?after=" + encodeURIComponent(this.place));
    this.source.onopen = () => {
      this.wait = 500;
      this.handlers.connected(true);
    };
    this.source.onerror = () => {
      this.handlers.connected(false);
      if (this.source.readyState !== EventSource.CLOSED) return;
      setTimeout(() => this.reopen(), this.wait);
      this.wait = Math.min(this.wait * 2, longest);
    };
    for (const name of ["message", "typing", "clock"]) {
      this.source.addEventListener(name, (e) => {
        this.place = e.lastEventId;
        this.handlers[name](JSON.parse(e.data));
      });
    }
    this.source.addEventListener("reset", () => {
      this.source.close();
      this.handlers.reset();
    });
  }
  // reopen asks for the state first: unlike a stream, an answer to it says
  // whether one has to log in again.
  async reopen() {
    await call("GET", "state").catch(() => {});
    this.open();
  }
}

// Outbox keeps what is not acknowledged yet, over a reload too.
export class Outbox {
  constructor(changed) {
    this.changed = changed;
    this.items = JSON.parse(sessionStorage.getItem("outbox") ?? "[]");
    this.busy = new Set();
    for (const item of this.items) item.trouble = "";
  }
  room(id) {
    return this.items.filter((item) => item.room === id);
  }
  push(room, kind, body) {
    const item = { room, kind, body: { id: randomID(), ...body }, tries: 0, trouble: "", failed: false };
    this.items.push(item);
    this.save();
    this.work(room);
    return item;
  }
  again(item) {
    Object.assign(item, { failed: false, tries: 0, trouble: "" });
    this.save();
    this.work(item.room);
  }
  discard(item) {
    this.items = this.items.filter((other) => other !== item);
    this.save();
  }
  save() {
    sessionStorage.setItem("outbox", JSON.stringify(this.items));
    this.changed();
  }
  resume() {
    for (const room of new Set(this.items.map((item) => item.room))) this.work(room);
  }
  async work(room) {
    if (this.busy.has(room)) return;
    this.busy.add(room);
    for (;;) {
      const item = this.items.find((i) => i.room === room && !i.failed);
      if (!item) break;
      await this.attempt(item);
    }
    this.busy.delete(room);
  }
  async attempt(item) {
    try {
      await call("POST", `rooms/${encodeURIComponent(item.room)}/${item.kind}`, item.body);
      this.discard(item);
    } catch (error) {
      item.tries++;
      item.trouble = error instanceof Refusal ? error.message : "";
      // What breaks the bot again and again must not hold up the room.
      item.failed = error.final || (error.status === 500 && item.tries >= 4);
      this.save();
      if (item.failed) return;
      const wait = Math.max((error.after ?? 0) * 1000, Math.min(300 * 2 ** item.tries, longest));
      await new Promise((resume) => setTimeout(resume, wait));
    }
  }
}
