// Package storage keeps the domain on a small ordered key-value contract, KV,
// that badger and memory implement and storagetest checks.
package storage
