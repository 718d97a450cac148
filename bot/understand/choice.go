package understand

import (
	"slices"
	"strconv"
	"strings"
)

// answerWords are how a question or a list of choices is answered without its
// buttons. They hold only where something was asked or listed.
type answerWords struct {
	Yes      []string       `yaml:"yes"`      // agrees with what was asked
	Store    []string       `yaml:"store"`    // wants to have stored what was asked about
	Deny     []string       `yaml:"deny"`     // begins a label that denies the rest of it
	And      []string       `yaml:"and"`      // joins the numbers of several choices
	No       []string       `yaml:"no"`       // drops it
	Withdraw []string       `yaml:"withdraw"` // drops it too, and takes back where nothing was asked
	Around   []string       `yaml:"around"`   // polite words before and behind
	Asks     []string       `yaml:"asks"`     // at the end: it is a question
	Number   []string       `yaml:"number"`   // before the number of a choice
	Ordinals map[string]int `yaml:"ordinals"` // the place of a choice, from the end if negative
	Wrong    []string       `yaml:"wrong"`    // what was said before is put right
	Struck   []string       `yaml:"struck"`   // behind a figure: it is the wrong one
	Blame    []string       `yaml:"blame"`    // before a name: it is the wrong one
	Day      []string       `yaml:"day"`      // around a day that is said afterwards
	Belongs  []string       `yaml:"belongs"`  // around what is said afterwards of a figure
	Rather   []string       `yaml:"rather"`   // around what a figure is to be instead
	Becomes  []string       `yaml:"becomes"`  // between what a figure was and what it is to be
	Not      []string       `yaml:"not"`      // denies the name, figure or day behind it
	Stress   []string       `yaml:"stress"`   // behind what is denied
	Estimate []string       `yaml:"estimate"` // the figure told before is one
	Official []string       `yaml:"official"` // it is none
	Nth      map[string]int `yaml:"nth"`      // its place among those told, from the end if negative
	Total    []string       `yaml:"total"`    // it is the running total
	Added    []string       `yaml:"added"`    // it is to be added
	Alone    []string       `yaml:"alone"`    // it is of its period alone
	Whole    []string       `yaml:"whole"`    // it is the whole locality's
	Keep     []string       `yaml:"keep"`     // stores what was questioned as it is
}

// answers are the compiled answerWords of all languages.
type answers struct {
	yes, store, no, withdraw, around, number, wrong, day []phraseWords
	belongs, not, estimate, total, added, alone, whole   []phraseWords
	keep, rather, becomes, deny, and, official, struck   []phraseWords
	stress, asks, blame                                  []phraseWords
	ordinals, nth                                        []placePhrase
	digits                                               map[string]int // by key
}

type phraseWords []word

type placePhrase struct {
	phrase phraseWords
	place  int
}

func newAnswers(lists []wordList) *answers {
	a := &answers{digits: make(map[string]int)}
	for i := range lists {
		w := &lists[i].Answer
		for _, f := range []struct {
			to   *[]phraseWords
			from []string
		}{
			{&a.yes, w.Yes}, {&a.no, w.No}, {&a.withdraw, w.Withdraw}, {&a.around, w.Around}, {&a.asks, w.Asks}, {&a.blame, w.Blame},
			{&a.number, w.Number}, {&a.wrong, w.Wrong}, {&a.day, w.Day},
			{&a.belongs, w.Belongs}, {&a.not, w.Not}, {&a.estimate, w.Estimate}, {&a.official, w.Official}, {&a.struck, w.Struck}, {&a.stress, w.Stress}, {&a.total, w.Total},
			{&a.added, w.Added}, {&a.alone, w.Alone}, {&a.whole, w.Whole}, {&a.keep, w.Keep},
			{&a.rather, w.Rather}, {&a.becomes, w.Becomes},
			{&a.store, w.Store}, {&a.deny, w.Deny}, {&a.and, w.And},
		} {
			for _, s := range f.from {
				*f.to = append(*f.to, wordsOf(s))
			}
		}
		for s, place := range w.Ordinals {
			a.ordinals = append(a.ordinals, placePhrase{wordsOf(s), place})
		}
		for s, place := range w.Nth {
			a.nth = append(a.nth, placePhrase{wordsOf(s), place})
		}
		for s, n := range lists[i].Digits {
			a.digits[newWord(s).key] = n
		}
	}
	for _, list := range [][]phraseWords{a.around, a.number} { // the longest first
		slices.SortStableFunc(list, func(p, q phraseWords) int { return len(q) - len(p) })
	}
	return a
}

// ReadChoice reads the answer to a list of choices: a number ("2", "chọn 2",
// "phương án 2", "hai"), a place ("cái đầu", "the last one"), or a label or a part of
// one that no other label has. It returns the choice from 1; a number may be
// one that the list does not have. ok is false if the text picks none.
func (r *Reader) ReadChoice(text string, labels []string) (n int, ok bool) {
	if n, ok := r.ReadPlace(text, len(labels)); ok {
		return n, true
	}
	said, ok := r.answers.answer(text)
	if !ok {
		return 0, false
	}
	for _, words := range r.answers.bare(said) {
		if n := r.answers.digits[words[0].key]; n > 0 && len(words) == 1 {
			return n, true
		}
		if n, ok := r.answers.pickLabel(words, labels); ok {
			return n, true
		}
	}
	return 0, false
}

// ReadPlace is ReadChoice of a list whose labels are not to be said in part: a
// number, a place among so many choices.
func (r *Reader) ReadPlace(text string, of int) (n int, ok bool) {
	said, ok := r.answers.answer(unmarked(text))
	if !ok {
		return 0, false
	}
	for _, words := range r.answers.bare(said) {
		if n, ok := r.answers.place(words, of); ok {
			return n, true
		}
	}
	return 0, false
}

// unmarked is the number of a choice without the signs that people put around
// one: "(3)", "3/", "1)", "2-". What stands before "-2" makes a figure of it.
func unmarked(text string) string {
	bare := strings.TrimRight(strings.TrimLeft(strings.TrimSpace(text), "([#"), ")]/-– ")
	if _, err := strconv.Atoi(bare); err != nil || strings.ContainsAny(bare, "+-") {
		return text
	}
	return bare
}

// ReadPlaces reports whether the text names several choices by their numbers:
// "2 và 3".
func (r *Reader) ReadPlaces(text string) bool {
	said, ok := r.answers.answer(text)
	if !ok {
		return false
	}
	return slices.ContainsFunc(r.answers.bare(said), r.answers.places)
}

func (a *answers) places(words phraseWords) bool {
	numbers, joined := 0, false
	for len(words) > 0 {
		and := slices.IndexFunc(a.and, func(p phraseWords) bool { return p.begins(words) })
		if _, ok := wholeNumber(words[:1]); ok {
			numbers++
			words = words[1:]
		} else if and >= 0 && numbers > 0 {
			joined = true
			words = words[len(a.and[and]):]
		} else {
			return false
		}
	}
	return numbers > 1 && joined
}

// ReadStore reports whether the text wants to have stored what was asked about,
// and says nothing else.
func (r *Reader) ReadStore(text string) bool { return r.answers.says(text, r.answers.store) }

// ReadYes reports whether the text agrees, and says nothing else.
func (r *Reader) ReadYes(text string) bool { return r.answers.says(text, r.answers.yes) }

// ReadNo reports whether the text drops what was asked, and says nothing else.
func (r *Reader) ReadNo(text string) bool {
	return r.answers.says(text, r.answers.no) || r.ReadWithdraw(text)
}

// ReadWithdraw reports whether the text takes back, and says nothing else.
func (r *Reader) ReadWithdraw(text string) bool { return r.answers.says(text, r.answers.withdraw) }

// ReadKeep reports whether the text stores what was questioned, and says nothing
// else.
func (r *Reader) ReadKeep(text string) bool { return r.answers.says(text, r.answers.keep) }

// Corrects reports whether the text says that something was wrong before.
func (r *Reader) Corrects(text string) bool {
	words := wordsOf(text)
	for at := range words {
		for _, p := range r.answers.wrong {
			if p.begins(words[at:]) {
				return true
			}
		}
	}
	return false
}

// maxSaid is how many words an answer has at most, a label and what is polite.
const maxSaid = 24

// saidWords are the words of an answer; ok is false where it asks, where a sign
// makes a figure of its number, and where it says more than answers do.
func saidWords(text string) (words phraseWords, ok bool) {
	for _, t := range tokenize(compose(text)) {
		if t.kind != signToken {
			words = append(words, t.word)
		} else if !strings.Contains(".,;:!", t.text) {
			return nil, false
		}
	}
	return words, len(words) > 0 && len(words) <= maxSaid
}

// SameLabel reports whether the text is the label, in any spelling.
func SameLabel(text, label string) bool {
	said, ok := saidWords(text)
	words := phraseWords(wordsOf(label))
	return ok && len(said) == len(words) && words.begins(said)
}

// says reports whether the text is one of the phrases, polite words apart.
func (a *answers) says(text string, phrases []phraseWords) bool {
	said, ok := a.answer(text)
	if !ok {
		return false
	}
	return slices.ContainsFunc(a.bare(said), func(words phraseWords) bool {
		return slices.ContainsFunc(phrases, func(p phraseWords) bool { return len(p) == len(words) && p.begins(words) })
	})
}

// bare returns the words as they are, then without polite words before and
// behind them, as far as something is left.
func (a *answers) bare(words phraseWords) []phraseWords {
	out := []phraseWords{words}
	for from := 0; from < len(words); {
		for to := len(words); to > from; {
			if from > 0 || to < len(words) {
				out = append(out, words[from:to])
			}
			n := a.aroundAt(func(p phraseWords) bool { return to-len(p) >= from && p.begins(words[to-len(p):to]) })
			if n == 0 {
				break
			}
			to -= n
		}
		n := a.aroundAt(func(p phraseWords) bool { return p.begins(words[from:]) })
		if n == 0 {
			break
		}
		from += n
	}
	return out
}

func (a *answers) aroundAt(fits func(phraseWords) bool) int {
	if i := slices.IndexFunc(a.around, fits); i >= 0 {
		return len(a.around[i])
	}
	return 0
}

// place reads a number or an ordinal; of is how many choices there are.
func (a *answers) place(words phraseWords, of int) (int, bool) {
	if n, ok := wholeNumber(words); ok {
		return n, true
	}
	for _, o := range a.ordinals {
		if len(o.phrase) != len(words) || !o.phrase.begins(words) {
			continue
		}
		if o.place > 0 {
			return o.place, true
		}
		return of + 1 + o.place, of > 0
	}
	for _, p := range a.number {
		rest, led := p.cut(words)
		if !led {
			continue
		}
		if n, ok := wholeNumber(rest); ok {
			return n, true
		}
		if len(rest) == 1 {
			if n, ok := a.digits[rest[0].key]; ok && n > 0 {
				return n, true
			}
		}
		if n, ok := a.place(rest, of); ok && len(rest) > 0 {
			return n, true
		}
	}
	return 0, false
}

// maxPlace is the longest number, in digits, that may be a choice's.
const maxPlace = 3

func wholeNumber(words phraseWords) (int, bool) {
	if len(words) != 1 || len(words[0].text) > maxPlace {
		return 0, false
	}
	n, err := strconv.Atoi(words[0].text)
	return n, err == nil && n >= 0
}

// cut returns the words behind the phrase that they begin with.
func (p phraseWords) cut(words phraseWords) (phraseWords, bool) {
	if !p.begins(words) {
		return nil, false
	}
	return words[len(p):], true
}

// begins reports whether the words begin with the phrase.
func (p phraseWords) begins(words phraseWords) bool { return p.beginsBy(words, (*word).meant) }

func (p phraseWords) beginsBy(words phraseWords, same func(w, written *word) bool) bool {
	if len(p) == 0 || len(p) > len(words) {
		return false
	}
	for i := range p {
		if !same(&p[i], &words[i]) {
			return false
		}
	}
	return true
}

// minSlip is the length from which a typing error in an answer is forgiven.
const minSlip = 5

// meant reports whether a word was written for w, maybe with one error in a
// longer word.
func (w *word) meant(written *word) bool {
	if w.spelt(written) {
		return true
	}
	if written.marked() || min(len(written.key), len(w.key)) < minSlip || isDigit(rune(w.key[0])) {
		return false
	}
	return sameStart(written.key, w.key) && distance(written.key, w.key) == 1
}

// spelt reports whether a word is w with its marks, without any, or in Telex. A
// writer who uses marks is held to them.
func (w *word) spelt(written *word) bool {
	if written.marked() {
		return w.same(written)
	}
	if w.key == written.key {
		return true
	}
	raw, ok := unTelex(written.text)
	return ok && w.marked() && w.same(&raw)
}
