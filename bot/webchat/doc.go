// Package webchat is a messenger of its own: one page, served here, on which a
// person plays several roles in private chats and groups with the bot. It is
// the demonstration, the local default, and what the browser test drives.
//
// Nothing is built and nothing is loaded from elsewhere: page/ is embedded as
// it is. History lives in memory, the last 200 messages of each room.
//
// # API
//
// All under /api/, JSON in and out. The language of sentences follows
// Accept-Language (vi, id, en; else vi).
//
//	GET  state                   everything at once: personas, rooms with their
//	                             messages, the clock, and the place in the feed
//	GET  stream?after=PLACE      server-sent events from that place on, or from
//	                             Last-Event-ID: "message" (new, or changed if its
//	                             id is known), "typing" {room,on}, "clock" {now},
//	                             "reset" (too long away: read the state again)
//	POST rooms/ROOM/messages     {id, from, text, replyTo?}
//	POST rooms/ROOM/presses      {id, from, message, choice}
//	POST clock/advance           {} -> {now}; only with Options.Clock
//	GET  pictures/ID             PNG
//	POST login                   {code}; only with Options.LoginCode
//
// The page draws a random id for each message and press and posts it until it
// is acknowledged. The acknowledgement means that the bot has handled it; a
// repeat is acknowledged without a second effect, here and, since Message.ID is
// "web:" and that id, in the bot's own record of what it has seen.
//
// Errors are {"error":{"key","text"}} with a sentence for the person. 429 and
// 503 carry Retry-After; of 5xx and 429 the page tries again by itself.
//
// # In groups
//
// Every member persona may write. The bot is addressed by @trolychitieu, by a
// command (/tiendo, /tiendo@trolychitieu), by a reply to one of its messages and
// by a pressed choice.
//
// # Who may come in
//
// Without a login code whoever reaches the listener; it is for loopback, and
// requests under any other host name are refused. With a code nothing but the
// login page answers until the code is entered; it opens one session, which
// ends with the process. In both cases requests from other sites are refused,
// bodies are at most 16 KiB, messages 4096 characters, and a session may do
// five things a second. Read timeouts are the HTTP server's.
package webchat
