// The words of the page itself. What the bot says comes from the server.

const words = {
  vi: {
    title: "Trợ lý chỉ tiêu", language: "Ngôn ngữ", rooms: "Các cuộc trò chuyện",
    groups: "Nhóm", privates: "Nhắn riêng với trợ lý", back: "Về danh sách",
    messages: "Tin nhắn", examples: "Câu hỏi gợi ý", write: "Nhập tin nhắn", send: "Gửi",
    as: "Viết với vai", mention: "Gọi trợ lý", bot: "Trợ lý chỉ tiêu", typing: "Trợ lý đang trả lời…",
    down: "Xuống tin mới nhất", advance: "Đến nhắc việc kế tiếp", now: "Giờ trên hệ thống",
    today: "Hôm nay", yesterday: "Hôm qua", empty: "Hãy hỏi về một chỉ tiêu, hoặc chọn một gợi ý bên dưới.",
    members: "{n} thành viên và trợ lý",
    edited: "đã cập nhật", reply: "Trả lời tin này", unquote: "Bỏ trả lời", you: "Bạn",
    sending: "Đang gửi", sent: "Đã nhận", failed: "Chưa gửi được", again: "Gửi lại", discard: "Bỏ",
    offline: "Mất kết nối. Đang nối lại…", unread: "{n} tin chưa đọc", chosen: "đã chọn", picture: "Hình {name}",
    code: "Mã đăng nhập một lần",
    hint: "Mã được in ra khi dịch vụ khởi động và chỉ dùng được một lần.", enter: "Vào trò chuyện",
  },
  id: {
    title: "Asisten Target", language: "Bahasa", rooms: "Percakapan",
    groups: "Grup", privates: "Pribadi dengan asisten", back: "Kembali ke daftar",
    messages: "Pesan", examples: "Contoh pertanyaan", write: "Tulis pesan", send: "Kirim",
    as: "Menulis sebagai", mention: "Panggil asisten", bot: "Asisten Target", typing: "Asisten sedang menjawab…",
    down: "Ke pesan terbaru", advance: "Ke pengingat berikutnya", now: "Waktu sistem",
    today: "Hari ini", yesterday: "Kemarin", empty: "Tanyakan sebuah target, atau pilih contoh di bawah.",
    members: "{n} anggota dan asisten",
    edited: "diperbarui", reply: "Balas pesan ini", unquote: "Batalkan balasan", you: "Anda",
    sending: "Mengirim", sent: "Diterima", failed: "Belum terkirim", again: "Kirim lagi", discard: "Buang",
    offline: "Sambungan terputus. Menyambung lagi…", unread: "{n} belum dibaca", chosen: "dipilih", picture: "Gambar {name}",
    code: "Kode masuk sekali pakai",
    hint: "Kode dicetak saat layanan dimulai dan hanya berlaku sekali.", enter: "Buka percakapan",
  },
  en: {
    title: "Target Assistant", language: "Language", rooms: "Chats",
    groups: "Groups", privates: "Private with the assistant", back: "Back to the list",
    messages: "Messages", examples: "Example questions", write: "Write a message", send: "Send",
    as: "Writing as", mention: "Call the assistant", bot: "Target Assistant", typing: "The assistant is answering…",
    down: "To the newest message", advance: "To the next reminder", now: "System time",
    today: "Today", yesterday: "Yesterday", empty: "Ask about a target, or pick an example below.",
    members: "{n} members and the assistant",
    edited: "updated", reply: "Reply to this", unquote: "Cancel the reply", you: "You",
    sending: "Sending", sent: "Received", failed: "Not sent yet", again: "Send again", discard: "Discard",
    offline: "Connection lost. Reconnecting…", unread: "{n} unread", chosen: "chosen", picture: "Picture {name}",
    code: "One-time login code",
    hint: "The code is printed when the service starts and works once.", enter: "Open the chat",
  },
};

const kept = localStorage.getItem("lang");
export let lang = words[kept] ? kept : "vi";

export function setLang(next) {
  lang = words[next] ? next : "vi";
  localStorage.setItem("lang", lang);
  label();
}

export function word(key, values = {}) {
  return words[lang][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// label writes the words into the page's fixed parts.
export function label() {
  document.documentElement.lang = lang;
  for (const e of document.querySelectorAll("[data-word]")) e.textContent = word(e.dataset.word);
  for (const e of document.querySelectorAll("[data-label]")) {
    e.setAttribute("aria-label", word(e.dataset.label));
    if (e.tagName === "BUTTON") e.title = word(e.dataset.label);
  }
}

// dates says how dates are written: the day comes first in all three.
const dates = { vi: "vi-VN", id: "id-ID", en: "en-GB" };

// Times come as the wall clock of the district with its offset; they are shown
// as they are there, wherever the reader's own clock stands.
export function wall(stamp) {
  return new Date(stamp.slice(0, 19) + "Z");
}

export function clockTime(stamp) {
  return stamp.slice(11, 16);
}

export function longTime(date, weekday) {
  return date.toLocaleDateString(dates[lang], {
    timeZone: "UTC", day: "2-digit", month: "2-digit", year: "numeric", ...(weekday && { weekday: "short" }),
  });
}

// day says "today" and "yesterday" as seen from now, else the date.
export function day(stamp, now) {
  const date = stamp.slice(0, 10);
  if (date === now.toISOString().slice(0, 10)) return word("today");
  if (date === new Date(now.getTime() - 864e5).toISOString().slice(0, 10)) return word("yesterday");
  return wall(stamp).toLocaleDateString(dates[lang], {
    timeZone: "UTC", weekday: "long", day: "numeric", month: "long", year: "numeric",
  });
}
