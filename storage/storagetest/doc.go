// Package storagetest is the contract of package storage as tests: TestKV for
// an engine, TestDurable for one that keeps what it is given, TestStore for the
// domain's store on top of it. An engine's test calls all that apply.
package storagetest
