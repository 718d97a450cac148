package plans

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"chitieu/target"
)

// unitIndex finds units by what people write in a table: the ID or a name, with
// or without marks and the word for a commune.
type unitIndex struct {
	exact  map[string][]target.UnitID
	folded map[string][]target.UnitID
}

// communeWords come before a commune's name and are no part of it.
var communeWords = []string{"ubnd ", "xã ", "xa ", "thị trấn ", "thi tran "}

func newUnitIndex(plan *target.Plan) *unitIndex {
	x := &unitIndex{exact: make(map[string][]target.UnitID), folded: make(map[string][]target.UnitID)}
	for i := range plan.Units {
		u := &plan.Units[i]
		names := append([]string{string(u.ID)}, u.OldNames...)
		for _, n := range u.Names {
			names = append(append(names, n.Full, n.Short), n.Aliases...)
		}
		for _, name := range names {
			x.put(name, u.ID)
		}
	}
	return x
}

func (x *unitIndex) put(name string, id target.UnitID) {
	if name == "" {
		return
	}
	plain := cased(name)
	x.exact[plain] = adjoin(x.exact[plain], id)
	x.folded[unmarked(plain)] = adjoin(x.folded[unmarked(plain)], id)
}

// adjoin adds the id unless it came in last: a unit's names are put together.
func adjoin(ids []target.UnitID, id target.UnitID) []target.UnitID {
	if n := len(ids); n > 0 && ids[n-1] == id {
		return ids
	}
	return append(ids, id)
}

// find returns the units that the name may mean. A name with its marks is taken
// at its word, before any that only look like it without them.
func (x *unitIndex) find(name string) []target.UnitID {
	whole := cased(name)
	bare := whole
	for _, word := range communeWords {
		bare = strings.TrimPrefix(bare, word)
	}
	for _, candidate := range []string{whole, bare} {
		if ids := x.exact[candidate]; len(ids) > 0 {
			return ids
		}
	}
	for _, candidate := range []string{whole, bare} {
		if ids := x.folded[unmarked(candidate)]; len(ids) > 0 {
			return ids
		}
	}
	return nil
}

// cased returns the name in composed small letters with single spaces.
func cased(name string) string {
	return strings.Join(strings.Fields(strings.ToLower(norm.NFC.String(name))), " ")
}

// unmarked drops the marks from small letters: "kỳ đồng" is "ky dong".
func unmarked(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == 'đ':
			return 'd'
		case unicode.Is(unicode.Mn, r):
			return -1
		default:
			return r
		}
	}, norm.NFD.String(name))
}
