package bot

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"chitieu/target"
)

// One-time codes are typed on phones, so they have no letters that look alike
// (no 0 O, 1 I L, 2 Z, 5 S, 8 B) and no difference of case. Ten of the 25 are 46
// bits: with the wrong ones limited, nobody guesses one that lives for days. They
// also fit Telegram's start parameter.
const (
	codeLetters = "ACDEFGHJKMNPQRTUVWXY34679"
	codeLength  = 10
)

// How long codes are good for.
const (
	inviteLife = 7 * 24 * time.Hour
	linkLife   = 15 * time.Minute // for somebody who has both phones at hand
)

// NewInvite makes a one-time code for what the invite says, and returns it with
// the invite to store, which holds only the code's hash.
func NewInvite(invite target.Invite) (code string, _ target.Invite) {
	code = newCode()
	invite.Hash = hashCode(code)
	return code, invite
}

func newCode() string {
	const even = 256 / len(codeLetters) * len(codeLetters) // above it letters would differ in chance
	var code strings.Builder
	for b := make([]byte, 1); code.Len() < codeLength; {
		rand.Read(b) // never fails
		if int(b[0]) < even {
			code.WriteByte(codeLetters[int(b[0])%len(codeLetters)])
		}
	}
	return code.String()
}

// hashCode is what a code is looked up by, however it was typed. The look-up of
// a hash takes the same time for every wrong code.
func hashCode(code string) string {
	typed := strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' {
			return -1
		}
		return r
	}, strings.ToUpper(code))
	sum := sha256.Sum256([]byte(typed))
	return hex.EncodeToString(sum[:])
}

// errWrongCode is returned for a code that is unknown, too old or used up.
var errWrongCode = errors.New("wrong code")

// redeemable returns the invite of a code that is still good, the claim of the
// first start included.
func (b *Bot) redeemable(ctx context.Context, t *turn, code string) (target.Invite, error) {
	hash := hashCode(code)
	invite, err := b.store.Invite(ctx, hash)
	if errors.Is(err, target.ErrNotFound) && b.claim.Hash == hash {
		invite, err = b.claim, nil
	}
	switch {
	case errors.Is(err, target.ErrNotFound):
		return invite, errWrongCode
	case err != nil:
		return invite, fmt.Errorf("look up code: %w", err)
	case !invite.Used.IsZero(), !invite.Expires.IsZero() && t.now.After(invite.Expires):
		return invite, errWrongCode
	default:
		return invite, nil
	}
}

// used is the invite after the speaker brought its code.
func (t *turn) used(invite target.Invite) target.Invite {
	invite.Used, invite.UsedBy = t.now, t.msg.From
	return invite
}

// howTo says how a code is brought to the bot: by link on Telegram, by typing
// anywhere else.
func (b *Bot) howTo(t *turn, code string) string {
	text := t.say("invite.type", "Code", code)
	if name := b.telegramName(); name != "" {
		text = lines(t.say("invite.link", "Link", "https://t.me/"+name+"?start="+code), text)
	}
	return text
}
