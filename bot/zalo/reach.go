package zalo

import (
	"context"
	"errors"
	"fmt"
)

// Reach asks Zalo once who the bot is: nil if it answers and knows the token,
// ErrToken if it does not know it. It needs no Run.
func (t *Transport) Reach(ctx context.Context) error {
	_, err := t.post(ctx, t.timeout, "getMe", struct{}{})
	if f, ok := errors.AsType[*failure](err); ok && f.isFatal() {
		return fmt.Errorf("%w: %w", ErrToken, err)
	}
	return err
}
