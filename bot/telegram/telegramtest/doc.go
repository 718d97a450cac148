// Package telegramtest is a Telegram for tests: an http.Handler that behaves
// like the real Bot API where a bot can tell, and people who write to the bot
// and see what it says.
//
//	srv := telegramtest.New("123456:TEST", telegramtest.User{ID: 123456, First: "Bot", Username: "a_bot"})
//	srv.AddPrivate(telegramtest.User{ID: 7, First: "Officer"})
//	… telegram.Options{Token: "123456:TEST", Endpoint: srv.Endpoint(), Client: srv.Client()} …
//	srv.Say(7, 7, "xin chào")
//	srv.Seen(7)
//
// Client reaches the server without a socket, so that a test may run in a
// testing/synctest bubble. Over a real socket it is httptest.NewServer(srv) and
// the endpoint URL+"/bot%s/%s".
//
// It knows getMe, getUpdates, sendMessage, sendPhoto, sendDocument,
// editMessageText, answerCallbackQuery, setMyCommands, sendChatAction,
// setWebhook, deleteWebhook and getWebhookInfo; parameters as JSON, form or
// multipart.
//
// Updates are kept until they are confirmed by a higher offset, for 24 hours,
// presses of buttons for 150 seconds. Only one may poll; the newer wins. An
// offset that is more than 10 ahead of the queue is answered from its head.
// With a webhook updates are sent there, those of one chat one after the other,
// each again until it is taken with a status 2xx; see DeliverTo and Close.
// Texts are measured in UTF-16 units after entities. What Telegram does not
// publish (exact limits) is as its documentation advises.
//
// By hand it is used through Control: a page, and JSON for scripts.
//
//	go run ./bot/telegram/telegramtest/cmd/telegramtest --listen 127.0.0.1:8081
package telegramtest
