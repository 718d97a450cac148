package zalotest

import (
	"encoding/json"
	"slices"
	"unicode/utf16"
)

// Style marks a stretch of a text, in UTF-16 units.
type Style struct {
	Start int      `json:"start"`
	Len   int      `json:"len"`
	Codes []string `json:"st"`
}

// styleCodes are weights, sizes, colours, lists and indents.
var styleCodes = []string{"b", "i", "u", "s", "f_13", "f_15", "f_18", "f_20",
	"c_050a19", "c_15a85f", "c_f7b503", "c_f27806", "c_db342e", "lst_1", "lst_2",
	"ind_1", "ind_2", "ind_3", "ind_4", "ind_5"}

// readStyles checks text_styles for a text of so many units.
func readStyles(field any, length int) ([]Style, *answer) {
	if field == nil {
		return nil, nil
	}
	raw, err := json.Marshal(field)
	if err != nil {
		return nil, new(bad("Bad request: The text_styles is invalid"))
	}
	var styles []Style
	if json.Unmarshal(raw, &styles) != nil || slices.ContainsFunc(styles, func(st Style) bool { return !st.fits(length) }) {
		return nil, new(bad("Bad request: The text_styles is invalid"))
	}
	return styles, nil
}

func (st Style) fits(length int) bool {
	if st.Start < 0 || st.Len < 1 || st.Start > length || st.Len > length-st.Start || len(st.Codes) == 0 {
		return false
	}
	return !slices.ContainsFunc(st.Codes, func(code string) bool { return !slices.Contains(styleCodes, code) })
}

// Marked are the parts of the text that carry the style code ("b" is bold).
func (m Message) Marked(code string) []string {
	var parts []string
	all := utf16.Encode([]rune(m.Text))
	for _, st := range m.Styles {
		if slices.Contains(st.Codes, code) {
			parts = append(parts, string(utf16.Decode(all[st.Start:st.Start+st.Len])))
		}
	}
	return parts
}
