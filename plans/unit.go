package plans

import (
	"regexp"

	"chitieu/target"
)

// codePattern is a unit code of the General Statistics Office.
var codePattern = regexp.MustCompile(`^[0-9]{1,10}$`)

func (r *reader) unit(at field, f *unitFile) target.Unit {
	u := target.Unit{
		ID:       target.UnitID(r.slug(at.key("id"), f.ID)),
		Kind:     choice(r, at.key("kind"), f.Kind, "", target.Agency, target.Commune),
		Code:     string(f.Code),
		Names:    r.names(at.key("names"), f.Names),
		OldNames: r.list(at.key("old-names"), f.OldNames),
		From:     r.date(at.key("from"), f.From),
		Until:    r.date(at.key("until"), f.Until),
	}
	if f.Code != "" && !codePattern.MatchString(u.Code) {
		r.wrong(at.key("code"), "%q is not a code of the statistics office; for example 18805", u.Code)
	}
	if !u.From.IsZero() && !u.Until.IsZero() && u.From.After(u.Until) {
		r.wrong(at.key("until"), "%s is before from, %s", u.Until, u.From)
	}
	return u
}
