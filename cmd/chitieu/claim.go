package main

import (
	"context"
	"fmt"
	"slices"

	"chitieu/bot"
	"chitieu/target"
)

// claimOperator makes the one-time code of the first start and tells it, if
// nobody is an operator and tell is not nil. The code is kept nowhere: a restart
// makes another one, and the one before is worth nothing.
func claimOperator(ctx context.Context, people *directory, tell func(code string)) (target.Invite, error) {
	if tell == nil {
		return target.Invite{}, nil
	}
	members, err := people.Members(ctx)
	if err != nil {
		return target.Invite{}, fmt.Errorf("read members: %w", err)
	}
	if slices.ContainsFunc(members, func(m target.Member) bool { return m.Role == target.Operator }) {
		return target.Invite{}, nil
	}
	code, claim := bot.NewInvite(target.Invite{Kind: target.ClaimOperator})
	tell(code)
	return claim, nil
}
