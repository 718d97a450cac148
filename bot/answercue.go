package bot

import (
	"slices"
	"strings"

	"chitieu/bot/understand"
	"chitieu/target"
)

// answerCue is how people answer a reminder without a command. The reader
// takes such words for small talk, which they are where nothing was reminded of.
type answerCue struct {
	intent understand.Intent
	lang   target.Lang
	// whole cues are all that the message says; others begin it.
	whole   bool
	phrases []string
}

// answerCues with marks and without: a message may be written either way.
var answerCues = []answerCue{
	{acknowledging, target.Vietnamese, true, phrases("đã rõ", "rõ rồi", "đã rõ rồi", "rõ", "đã nắm", "đã nắm rõ", "nhất trí", "xin tiếp thu", "tiếp thu", "đã tiếp thu", "da ro", "ro roi", "da ro roi", "ro", "da nam", "da nam ro", "nhat tri", "xin tiep thu", "tiep thu", "da tiep thu")},
	{acknowledging, target.Indonesian, true, phrases("sudah jelas", "jelas", "siap", "dimengerti", "sudah dimengerti", "dipahami")},
	{acknowledging, target.English, true, phrases("noted", "understood", "acknowledged", "got it")},
	{agreeing, target.Vietnamese, true, phrases("ok", "oke", "okay", "vâng", "vang", "vâng ạ", "vang a", "dạ", "dạ vâng", "da vang", "dạ vâng ạ", "ok ạ", "ok a", "ok nhé", "ok nhe", "dạ ok", "được", "duoc", "đồng ý", "dong y")},
	{agreeing, target.Indonesian, true, phrases("baik", "ya", "oke pak", "oke bu")},
	{agreeing, target.English, true, phrases("yes", "all right", "fine")},
	{snoozing, target.Vietnamese, false, phrases("xin hoãn", "hoãn thêm", "hoãn", "hoãn đến", "hoãn tới", "hoãn nhắc", "tạm hoãn", "cho hoãn", "xin hoan", "hoan them", "hoan", "hoan den", "hoan toi", "hoan nhac", "tam hoan", "cho hoan")},
	{snoozing, target.Indonesian, false, phrases("tunda", "tunda sampai", "tunda hingga", "tunda pengingat", "mohon ditunda")},
	{snoozing, target.English, false, phrases("postpone", "postpone until", "postpone to", "snooze", "please postpone")},
	{promising, target.Vietnamese, false, phrases("xin cam kết", "cam kết", "xin cam ket", "cam ket")},
	{promising, target.Indonesian, false, phrases("kami berjanji", "berjanji", "kami berkomitmen", "berkomitmen")},
	{promising, target.English, false, phrases("we promise", "promise", "we commit to", "commit to")},
	{asking, target.Vietnamese, false, phrases("vì sao nhắc", "tại sao nhắc", "sao lại nhắc", "vì sao lại nhắc", "vì sao bị nhắc", "vi sao nhac", "tai sao nhac", "sao lai nhac", "vi sao lai nhac", "vi sao bi nhac")},
	{asking, target.Indonesian, false, phrases("kenapa diingatkan", "mengapa diingatkan")},
	{asking, target.English, false, phrases("why this reminder", "why the reminder", "why are we reminded", "why was this sent")},
	{stopping, target.Vietnamese, false, phrases("dừng nhắc lãnh đạo", "dừng báo lãnh đạo", "dung nhac lanh dao", "dung bao lanh dao")},
}

// answerFillers are polite words around an acknowledgement.
var answerFillers = phrases("dạ", "da", "vâng", "vang", "ạ", "a", "nhé", "nhe", "đồng chí", "dong chi", "ok", "cảm ơn", "cam on", "terima kasih", "thanks", "thank you", "well")

// answering returns the cue by which the message answers a reminder, nil if it
// does not.
func (t *turn) answering() *answerCue {
	text := words(t.msg.Text)
	for i := range answerCues {
		cue := &answerCues[i]
		if slices.ContainsFunc(cue.phrases, func(phrase string) bool { return cue.fits(text, phrase) }) {
			return cue
		}
	}
	return nil
}

func (c *answerCue) fits(text, phrase string) bool {
	if c.whole {
		return text == phrase || trimmed(text) == phrase
	}
	return text == phrase || strings.HasPrefix(text, phrase+" ")
}

// trimmed is a text without polite words before and after.
func trimmed(text string) string {
	for again := true; again; {
		again = false
		for _, filler := range answerFillers {
			if rest, ok := strings.CutPrefix(text, filler+" "); ok {
				text, again = rest, true
			}
			if rest, ok := strings.CutSuffix(text, " "+filler); ok {
				text, again = rest, true
			}
		}
	}
	return text
}

// answered settles that the message answers a reminder, if it does.
func (t *turn) answered() bool {
	cue := t.answering()
	if cue == nil {
		return false
	}
	t.reading.Intent, t.reading.Lang = cue.intent, cue.lang
	t.reading.Ask, t.reading.Followup = understand.AskNothing, false
	if len(t.reading.Indicators) > 1 {
		t.reading.Indicators = nil
	}
	return true
}
