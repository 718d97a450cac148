package zalo

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"chitieu/target"
)

const (
	// prefix is before every id of this transport.
	prefix     = prefixName + ":"
	prefixName = "zalo"
	// groupPrefix is before the id of every group, in Zalo's own ids.
	groupPrefix = "zgr-"
)

// chatID is a chat's id as the rest of the program knows it.
func chatID(id string) target.ChatID { return target.ChatID(prefix + id) }

func memberID(id string) target.MemberID { return target.MemberID(prefix + id) }

// parseChat returns Zalo's own id of a chat.
func parseChat(id target.ChatID) (string, error) {
	rest, ok := strings.CutPrefix(string(id), prefix)
	if !ok {
		return "", fmt.Errorf("chat %q is not one of Zalo's", id)
	}
	if rest == "" {
		return "", fmt.Errorf("chat %q has no id", id)
	}
	return rest, nil
}

func isGroup(chat string) bool { return strings.HasPrefix(chat, groupPrefix) }

// updateID names an update by its message, and one whose message has no id by
// what it says.
func updateID(messageID string, raw []byte) string {
	if messageID != "" {
		return prefix + messageID
	}
	sum := sha256.Sum256(raw)
	return prefix + "sha256-" + hex.EncodeToString(sum[:16])
}
