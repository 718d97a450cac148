// Package telegram carries messages between Telegram and a bot.Handler, by long
// polling or by a webhook. It rests on the prescribed library for requests and types, and has
// its own loop, decoding, pacing and error classes where the library has traps.
//
// The rules it keeps:
//
//   - An update is confirmed to Telegram only when Handle returned, so a crash
//     brings it again, with the same Message.ID. Confirmed is always a prefix of
//     Telegram's queue. Ids are never compared with <: after a quiet week
//     Telegram goes on at a random number.
//   - By the webhook an update is answered with 200 when Handle returned, or had
//     before; everything else lets Telegram bring it again.
//   - Edited messages are not asked for: an edited command must not run twice.
//   - A press carries data that the bot itself put under that message: Telegram
//     lets nobody choose it. Who pressed is the person, also where she writes
//     anonymously; a message written anonymously is from nobody.
//   - Messages of one chat are handled and answered in order; a slow chat holds
//     up no other.
//   - Requests stay under 30 messages a second, one a second for a chat and 20 a
//     minute for a group, and a "retry after" is obeyed for the chat it names.
//     Answers to people go before what is not urgent.
//   - The token, the webhook's secret and a proxy's password are in no log, error
//     or panic: Telegram has the token in every URL, so whatever the network says
//     is cleaned before it leaves this package.
//
// A chat is "telegram:<chat>"; a topic of a forum group is a chat of its own,
// "telegram:<chat>/<topic>", so that an answer or a reminder lands in the topic
// where it was asked for; the general topic is the group itself, and so is a topic
// that was deleted, of which the operator is told. A person is "telegram:<user>".
package telegram
