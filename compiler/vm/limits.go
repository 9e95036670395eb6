package vm

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// The budgets of a run: counts, never clocks. A spent budget ends the run; no
// rescue and no ensure sees it.

// Limits are the budgets. A member that is zero has its default.
type Limits struct {
	Steps     int64 // instructions of the VM
	Depth     int   // calls inside calls
	Bytes     int64 // made by the template in all
	Output    int   // bytes of puts
	Resources int
}

// DefaultLimits are the budgets of a run that is given none.
func DefaultLimits() Limits {
	return Limits{Steps: 150_000_000, Depth: 10_000, Bytes: 128 << 20, Output: 64 << 10, Resources: 100_000}
}

// limits counts what is left. As a context it is asked once for each
// instruction of the VM whether the run is done.
type limits struct {
	m      *machine
	set    Limits
	steps  int64
	bytes  int64
	closed chan struct{}
	hit    *fatal // the step budget is spent
}

var _ context.Context = (*limits)(nil)

func newLimits(m *machine, set Limits) limits {
	otherwise := DefaultLimits()
	set.Steps = cmp.Or(set.Steps, otherwise.Steps)
	set.Depth = cmp.Or(set.Depth, otherwise.Depth)
	set.Bytes = cmp.Or(set.Bytes, otherwise.Bytes)
	set.Output = cmp.Or(set.Output, otherwise.Output)
	set.Resources = cmp.Or(set.Resources, otherwise.Resources)
	closed := make(chan struct{})
	close(closed)
	return limits{m: m, set: set, steps: set.Steps, bytes: set.Bytes, closed: closed}
}

// What a call into Go costs besides its instructions, which take less time
// than it does.
const (
	opSteps    = 3   // an operator
	callSteps  = 16  // a method, a word or a free name
	blockSteps = 8   // a function of the VM that Go calls
	raiseSteps = 200 // an exception on its way
)

// Done counts one instruction.
func (l *limits) Done() <-chan struct{} {
	if l.steps--; l.steps < 0 {
		return l.closed
	}
	return nil
}

// Err is called when Done has ended the run: it notes the place.
func (l *limits) Err() error {
	if l.hit == nil {
		l.hit = l.m.spent(l.m.luaPlace(), "steps", "the template takes more than the limit of "+thousands(l.set.Steps)+" steps")
	}
	return errors.New("limit")
}

func (l *limits) Deadline() (time.Time, bool) { return time.Time{}, false }
func (l *limits) Value(any) any               { return nil }

// charge counts n elements, or n times 16 bytes.
func (m *machine) charge(n int) {
	if n < 0 || int64(n) > m.lim.bytes/16 {
		m.lim.bytes = 0
		m.throw(m.spent(m.at, "bytes", "the template makes more than the limit of "+thousands(m.lim.set.Bytes>>20)+" MiB of values"))
	}
	m.lim.bytes -= int64(n) * 16
}

// step counts n turns of a loop in Go.
func (m *machine) step(n int) {
	if n < 0 || int64(n) > m.lim.steps {
		m.lim.steps = 0
		m.throw(m.spent(m.at, "steps", "the template takes more than the limit of "+thousands(m.lim.set.Steps)+" steps"))
	}
	m.lim.steps -= int64(n)
}

// deeper counts a call inside a call.
func (m *machine) deeper() {
	if m.depth++; m.depth > m.lim.set.Depth {
		m.throw(m.spent(m.at, "depth", "stack level too deep: the limit is "+thousands(int64(m.lim.set.Depth))+" calls inside each other"))
	}
}

// print takes the text of puts.
func (m *machine) print(text string) {
	if len(m.output)+len(text) > m.lim.set.Output {
		m.throw(m.spent(m.at, "output", "the template prints more than the limit of "+thousands(int64(m.lim.set.Output))+" bytes"))
	}
	m.output = append(m.output, text...)
}

// spent ends a run that has spent a budget, which a flag --max-… raises.
func (m *machine) spent(at source.Span, flag, message string) *fatal {
	end := m.limit(at, message)
	end.diag.Advise("raise the limit with `--max-%s` if the template does need more", flag)
	return end
}

// limit ends a run at a limit that nothing raises.
func (m *machine) limit(at source.Span, message string) *fatal {
	return &fatal{m.chain(diag.LimitReached.At(at, "%s", message))}
}

// thousands writes a number with commas.
func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	var b strings.Builder
	for i, c := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	return b.String()
}
