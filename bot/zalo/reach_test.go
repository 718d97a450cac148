package zalo

import (
	"errors"
	"strings"
	"testing"

	"chitieu/bot/zalo/zalotest"
)

func TestReach(t *testing.T) {
	for name, c := range map[string]struct {
		fault     zalotest.Fault
		ok, token bool
	}{
		"there":        {zalotest.Fault{}, true, false},
		"not there":    {zalotest.Refuse, false, false},
		"other token":  {zalotest.Fault{Code: 401, Description: "Unauthorized"}, false, true},
		"a front's no": {zalotest.Fault{Status: 401}, false, true},
		"a bad day":    {zalotest.BadGateway, false, false},
	} {
		w := newWorld(t)
		w.Fail("getMe", 1, c.fault)
		err := w.transport(t).Reach(t.Context())
		if (err == nil) != c.ok || errors.Is(err, ErrToken) != c.token {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), secretHalf()) {
			t.Errorf("%s: the error holds the token", name)
		}
	}
}
