package main

import (
	"bytes"
	"encoding/hex"
	"errors"
)

// readKey reads an AES key of 16, 24 or 32 bytes, raw or hexadecimal.
func readKey(path string) ([]byte, error) {
	data, err := readBounded(path)
	if err != nil {
		return nil, err
	}
	text := bytes.TrimSpace(data)
	if key, err := hex.DecodeString(string(text)); err == nil && validKey(key) {
		return key, nil
	}
	if validKey(data) {
		return data, nil
	}
	if validKey(text) {
		return text, nil
	}
	return nil, errors.New("want 16, 24 or 32 bytes, raw or as hexadecimal digits (for example from: openssl rand -hex 32)")
}

func validKey(key []byte) bool { return len(key) == 16 || len(key) == 24 || len(key) == 32 }
