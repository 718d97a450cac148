package zalotest

import "testing"

// rows are what a faithful server must reproduce, numbered as where it was
// written down. Each runs with both forms of a refusal's HTTP status.
var rows = []struct {
	name  string
	check func(*world)
}{
	{"1 getMe", rowSelf},
	{"2 a bad token", rowBadToken},
	{"3 methods that do not exist", rowNoMethod},
	{"4 an empty poll", rowEmptyPoll},
	{"5 a poll brings one update", rowOneUpdate},
	{"6 nobody polls", rowLost},
	{"7 replay", rowReplay},
	{"8 two pollers", rowTwoPollers},
	{"9 a poll beside a webhook", rowPollAndWebhook},
	{"10 getWebhookInfo", rowWebhookInfo},
	{"11 webhooks that are refused", rowBadWebhook},
	{"12 the probe of setWebhook", rowProbe},
	{"13 deleteWebhook", rowDeleteWebhook},
	{"14 sendMessage", rowSend},
	{"15 sendMessage without a chat", rowNoChat},
	{"16 the length of a text", rowLength},
	{"17 unknown fields", rowUnknownFields},
	{"18 parse_mode and text_styles", rowStyles},
	{"19 sendPhoto fetches twice", rowPhoto},
	{"20 pictures that are no address", rowPhotoData},
	{"21 sendVoice to a group", rowVoice},
	{"22 sendChatAction", rowTyping},
	{"23 the quota", rowQuota},
	{"24 too many requests", rowRate},
	{"25 faults", rowFaults},
	{"26 deliveries to the webhook", rowDeliveries},
	{"27 a wrong secret", rowWrongSecret},
	{"28 the gate of a group", rowGate},
	{"29 the 51st user and the 4th group", rowPlan},
}

func TestRows(t *testing.T) {
	if len(rows) != 29 {
		t.Fatalf("%d rows", len(rows))
	}
	for _, status := range []Quirk{"http_status=always200", MirrorStatus} {
		for _, row := range rows {
			t.Run(string(status)+"/"+row.name, func(t *testing.T) {
				inBubble(t, Options{Quirks: []Quirk{status}}, row.check)
			})
		}
	}
}
