// What the page knows: everything the server told, and what has been read.

export const model = {
  user: "", banner: "", movable: false,
  personas: new Map(),
  rooms: new Map(), // id -> room with messages
  open: null, // the room on screen
  as: new Map(JSON.parse(sessionStorage.getItem("as") ?? "[]")), // group id -> who writes there
  mention: true,
  replyTo: null,
  connected: true,
  zero: 0, since: 0, // the system's clock was zero when performance.now() was since
};

let read = JSON.parse(localStorage.getItem("read") ?? "{}");

export function load(state) {
  const { user, banner = "", movable } = state;
  Object.assign(model, { user, banner, movable });
  model.personas = new Map(state.personas.map((p) => [p.id, p]));
  model.rooms = new Map(state.rooms.map((r) => [r.id, { ...r, examples: r.examples ?? [], typing: false }]));
  setClock(state.now);
  const epoch = state.place.split("-")[0];
  if (read.epoch !== epoch) read = { epoch };
}

export function setClock(stamp) {
  model.zero = new Date(stamp.slice(0, 19) + "Z").getTime();
  model.since = performance.now();
}

// now is the system's wall clock, in a Date whose UTC fields show it.
export function now() {
  return new Date(model.zero + performance.now() - model.since);
}

// put stores a message and returns its place in the room, or -1 if it is new.
export function put(message) {
  const { messages } = model.rooms.get(message.room);
  const at = messages.findIndex((m) => m.id === message.id);
  if (at < 0) messages.push(message);
  else messages[at] = message;
  if (messages.length > 200) messages.shift();
  return at;
}

export function unread(room) {
  return room.messages.filter((m) => !m.from && m.number > (read[room.id] ?? 0)).length;
}

export function markRead(room) {
  const last = room.messages.at(-1)?.number ?? 0;
  if ((read[room.id] ?? 0) >= last) return;
  read[room.id] = last;
  localStorage.setItem("read", JSON.stringify(read));
}

// writer is who the person at the page is in this room.
export function writer(room) {
  const chosen = model.as.get(room.id);
  return room.members.includes(chosen) ? chosen : room.members[0];
}

export function writeAs(room, id) {
  model.as.set(room.id, id);
  sessionStorage.setItem("as", JSON.stringify([...model.as]));
}
