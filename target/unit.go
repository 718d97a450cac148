package target

// UnitID is a unit's slug, for example "xa-ky-thu". "" is the whole locality.
type UnitID string

// Locality is the ID of the whole locality where a unit is expected.
const Locality UnitID = ""

// UnitKind is agency or commune.
type UnitKind string

const (
	Agency  UnitKind = "agency"
	Commune UnitKind = "commune"
)

// Unit is an agency (phòng, ban) or a commune (xã).
type Unit struct {
	ID   UnitID
	Kind UnitKind
	Code string // the statistics office's code of a commune
	// Names' Vietnamese Full is the name without "xã" for a commune ("Kỳ Thư")
	// and the whole name for an agency ("Phòng Giáo dục và Đào tạo").
	Names Names
	// OldNames are names that the unit or its parts bore before.
	OldNames []string
	// From and Until bound the dates on which the unit exists; zero is open.
	From, Until Date
}

// Exists reports whether the unit exists on the date.
func (u *Unit) Exists(on Date) bool {
	return (u.From.IsZero() || !on.Before(u.From)) && (u.Until.IsZero() || !on.After(u.Until))
}
