package cli

import (
	"math"
	"runtime"
	"runtime/debug"
)

// firstCollection is the memory in bytes below which nothing is collected. A
// document needs less, and a third of its time went into collecting.
const firstCollection = 56 << 20

// Up to smallHeap bytes in use a process grows little beyond them, so that ten
// thousand resources fit into a small machine; from there on time is dearer.
const (
	smallHeap   = 72 << 20
	smallGrowth = 20  // percent of what is in use, until the next collection
	largeGrowth = 100 // Go's own
)

// collectLate turns the collector off until the process is as large as
// firstCollection.
func collectLate() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(firstCollection)
	afterCollection(func() {
		debug.SetMemoryLimit(math.MaxInt64)
		grow()
	})
}

// grow sets how far the heap may grow, now and after each collection while it
// is small.
func grow() {
	var m runtime.MemStats
	if runtime.ReadMemStats(&m); m.HeapAlloc > smallHeap {
		debug.SetGCPercent(largeGrowth)
		return
	}
	debug.SetGCPercent(smallGrowth)
	afterCollection(grow)
}

// afterCollection calls fn once, after the next collection.
func afterCollection(fn func()) {
	canary := new([16]byte) // gone with that collection
	runtime.SetFinalizer(canary, func(*[16]byte) { fn() })
}
