package cli

import (
	"math"
	"runtime"
	"runtime/debug"
)

// firstCollection is the memory in bytes below which nothing is collected. A
// document needs less, and a third of its time went into collecting.
const firstCollection = 40 << 20

// collectLate turns the collector off until the process is as large as
// firstCollection, and then leaves it to its own ways, so that large runs are
// no larger for it.
func collectLate() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(firstCollection)
	canary := new([16]byte) // gone with the first collection
	runtime.SetFinalizer(canary, func(*[16]byte) {
		debug.SetGCPercent(100)
		debug.SetMemoryLimit(math.MaxInt64)
	})
}
