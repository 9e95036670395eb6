package cli

import (
	"runtime"
	"runtime/debug"
)

// firstCollection is the memory in bytes below which nothing is collected. A
// document needs less, and a third of its time went into collecting.
const firstCollection = 66 << 20

// mostMemory is the memory in bytes near which the collector works harder, so
// that a template that spends its whole budget stays below 512 MiB.
const mostMemory = 320 << 20

// Up to smallHeap bytes in use a process grows by smallGrowth percent between
// two collections, so that ten thousand resources fit into a small machine;
// from there on time is dearer, and the collector goes its own ways.
const (
	smallHeap   = 80 << 20
	smallGrowth = 30
)

// collectLate turns the collector off until the process is as large as
// firstCollection.
func collectLate() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(firstCollection)
	afterCollection(func() {
		debug.SetMemoryLimit(mostMemory)
		collectAgain()
	})
}

// collectAgain says when to collect next, after each collection while the heap
// is small: not before firstCollection.
func collectAgain() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	used := int(m.HeapAlloc)
	if used > smallHeap {
		debug.SetGCPercent(100)
		return
	}
	debug.SetGCPercent(max(smallGrowth, (firstCollection-used)*100/used))
	afterCollection(collectAgain)
}

// afterCollection calls fn once, after the next collection.
func afterCollection(fn func()) {
	canary := new([16]byte) // gone with that collection
	runtime.SetFinalizer(canary, func(*[16]byte) { fn() })
}
