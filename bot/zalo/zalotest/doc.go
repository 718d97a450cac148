// Package zalotest is a Zalo Bot Platform for tests: an http.Handler that
// behaves like the real one where a bot can tell, and people who write to the
// bot and see what it says.
//
//	srv := zalotest.New(zalotest.Options{})
//	officer := srv.AddUser("Cán bộ")
//	group := srv.AddGroup("Tổ công tác")
//	… zalo.Options{Token: zalotest.Token, Endpoint: srv.Endpoint(), Client: srv.Client()} …
//	srv.Say(officer, officer, "xin chào")
//	srv.Say(officer, group, srv.Mention("thu ngân sách"))
//	srv.Shown(group)
//
// Client reaches the server without a socket, so that a test may run in a
// testing/synctest bubble; Connect lets the server reach the bot's webhook and
// pictures in the same way. Over real sockets it is httptest.NewServer(srv) and
// Options.Loopback. Close it when the test ends.
//
// For a person or a script Control adds a page and a JSON interface:
//
//	go run ./bot/zalo/zalotest/cmd/zalotest --listen 127.0.0.1:8082
//
// # What is real
//
// Requests, answers and error texts are those measured on the live platform by
// several of its users, as far as they published them. A poll brings one update,
// which is forgotten when it is given. What people write while nobody has polled
// for Options.Grace is lost. A group's message reaches the bot only if it holds
// "@" and the bot's display name, or answers the bot.
//
// # Switches
//
// Sources disagree, so a [Quirk] chooses a side. The first side is the default:
//
//	http_status     always200, mirror   HTTP status of a refusal: 200, or the error's code
//	webhook_body    flat, wrapped       the update alone, or in {"ok":true,"result":…}
//	image_field     photo_url, photo    where the address of a picture stands
//	replay          off, on             a poll with nothing new gets the last update again, at once
//	result          object, array       what getUpdates brings
//	error_code      number, string
//	bad_token       json, html          the answer to an unknown token
//	success_code    zero, absent        error_code beside a result
//	empty_poll      timeout, empty      a poll without messages: error 408, or an empty result
//	no_webhook      404, empty          getWebhookInfo when none is set: error 404, or an empty url
//	verification    present, absent     whether setWebhook probes and says what it found
//	probe_secret    none, sent          the probe's secret header
//	probe_body      empty, json
//	webhook_retry   off, on             whether a failed delivery is tried again
//	webhook_twice   off, on             every delivery comes twice
//	extra_fields    off, on             updates hold fields that nobody has documented
//	idle            lost, kept          what is written while nobody polls
//	groups          gated, open         whether a group's other messages reach the bot
//
// kept and open are not the real platform: they are for tests of a transport's
// own behaviour.
//
// # What is assumed
//
// Nobody has published: the texts of 400 for a bad webhook, text, style, sticker,
// voice or chat, and of 401; that only POST is answered; that fields of another
// type than string count as missing; that the platform is silent about unknown
// fields and refuses text_styles out of range; how long after a poll a message
// still waits (Grace); whether, when and in which order deliveries are repeated;
// how often testWebhook may be called; the exact rate of requests; that the
// quota's month is Vietnam's; that the users and groups beyond the plan are not
// heard, and that a bot put out of a chat gets 400; when a picture is fetched
// again (Refetch) and that its type must be an image's. A sticker's address is
// made up.
package zalotest
