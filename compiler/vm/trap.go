package vm

import (
	"errors"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"github.com/firehose-dsl/firehose-dsl/compiler/core"
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// How a run fails. A raise and the end of a run unwind the VM as an error
// whose object tells what it is: a raised, or a fatal. Anything else that
// arrives is a bug of this program and is never taken for the template's.
//
// The one way to raise that keeps identity and closes upvalues: set L.Panic to
// a function that panics with an ApiError of its own, whose stack trace is not
// empty, and call L.Error with a userdata.

// A raised is an exception on its way to a rescue.
type raised struct{ exc *value.Exception }

// A fatal ends the run, or the template block that it happens in; no rescue
// and no ensure sees it.
type fatal struct{ diag *diag.Diagnostic }

// A trace is where an exception was raised: Extra of a value.Exception.
type trace struct {
	at     source.Span
	labels []diag.Label // the calls that led there
	advice []func(*diag.Diagnostic)
	code   *diag.Code
}

// A jump travels through Go as the error of a block's Call.
type jump struct {
	value  lua.LValue
	token  lua.LValue // the home, of a return from a block
	owner  *block     // of a break
	thrown *thrown    // of a throw
}

func (*jump) Error() string { return "jump" }

// A home is one run of a method that blocks in it may return from.
type home struct{ at source.Span }

// A thrown is `throw` on its way to its `catch`.
type thrown struct {
	tag value.Value
	at  source.Span
}

// throw unwinds the VM.
func (m *machine) throw(what any) {
	m.L.Panic = quietPanic
	m.L.Error(&object{Value: what}, 0)
}

func quietPanic(L *lua.LState) {
	panic(&lua.ApiError{Type: lua.ApiErrorRun, Object: L.Get(-1), StackTrace: "-"})
}

// raise raises an exception at the current call.
func (m *machine) raise(e *value.Exception) {
	m.lim.steps -= raiseSteps
	t, ok := e.Extra.(*trace)
	if !ok {
		t = &trace{}
		e.Extra = t
	}
	if t.code == nil {
		t.at, t.code, t.labels = m.at, codeOf(e), m.callers()
	}
	if e.Cause == nil && m.rescued != e {
		e.Cause = m.rescued
	}
	m.throw(&raised{e})
}

func codeOf(e *value.Exception) *diag.Code {
	switch e.Class {
	case core.ClassNoMethod:
		return diag.NoSuchMethod
	case core.ClassNameError:
		return diag.UndefinedName
	}
	return diag.RunError
}

// fail ends a call with an error. A jump is given back as results; everything
// else unwinds.
func (m *machine) fail(err error) {
	var (
		exc     *value.Exception
		refused *core.RefusedError
		unknown *core.UnknownError
		limit   *core.LimitError
	)
	switch {
	case errors.As(err, &exc):
		m.raise(exc)
	case errors.As(err, &refused):
		m.throw(m.fatalAt(diag.NotAvailable.At(m.at, "%s", lowerFirst(refused.Message)).Advise("%s", refused.Help)))
	case errors.As(err, &unknown):
		m.throw(m.fatalAt(diag.KnownLater.At(m.at, "%s", unknown.Error()).Labelled("looks at a value that is known only after deployment").
			Also(whereOf(unknown.Value), "the value comes from here")))
	case errors.As(err, &limit):
		m.throw(m.limit(m.at, lowerFirst(limit.Message)))
	case isFatal(err):
		m.throw(err)
	}
	panic("vm: an error of an unknown kind: " + err.Error())
}

func isFatal(err error) bool {
	var f *fatal
	return errors.As(err, &f)
}

func (f *fatal) Error() string {
	if f.diag == nil {
		return "told"
	}
	return f.diag.Message
}

// fatalAt adds the calls that led to a diagnostic.
func (m *machine) fatalAt(d *diag.Diagnostic) *fatal { return &fatal{m.chain(d)} }

func (m *machine) chain(d *diag.Diagnostic) *diag.Diagnostic {
	d.Labels = append(d.Labels, m.callers()...)
	return d
}

// callers are the calls that led to the current place, innermost first, at
// most ten.
func (m *machine) callers() []diag.Label {
	var labels []diag.Label
	for i := len(m.calls) - 1; i > 0 && len(labels) < 10; i-- {
		if f := m.calls[i]; !f.site.IsZero() {
			labels = append(labels, diag.Label{Span: f.site, Message: "`" + f.name + "` is called from here"})
		}
	}
	return labels
}

func whereOf(v value.Value) source.Span {
	switch v := v.(type) {
	case *value.Ref:
		return v.Where
	case *value.Raw:
		return v.Where
	case *value.Resource:
		return v.Where
	case *value.String:
		if !v.Known() {
			return whereOf((*v.Splices)[0].Value)
		}
	}
	return source.Span{}
}

func lowerFirst(s string) string {
	if len(s) > 1 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'a' && s[1] <= 'z' {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

// A state is what a failure must put back.
type state struct {
	calls, depth int
	at           source.Span
	rescued      *value.Exception
	owner        *value.Class
	module       *module
	tmpl         *builder
	catches      int
}

func (m *machine) save() state {
	return state{len(m.calls), m.depth, m.at, m.rescued, m.owner, m.module, m.tmpl, len(m.catches)}
}

func (m *machine) restore(s state) {
	m.calls, m.depth, m.at, m.rescued = m.calls[:s.calls], s.depth, s.at, s.rescued
	m.owner, m.module, m.tmpl, m.catches = s.owner, s.module, s.tmpl, m.catches[:s.catches]
}

// protect calls a function of the VM. failure is a raised or a fatal, nil when
// all went well.
func (m *machine) protect(f *lua.LFunction) (v, j lua.LValue, failure any) {
	before := m.save()
	m.L.Push(f)
	err := m.L.PCall(0, 2, nil)
	if err == nil {
		v, j = m.L.Get(-2), m.L.Get(-1)
		m.L.Pop(2)
		return v, j, nil
	}
	m.restore(before)
	return lua.LNil, lua.LNil, m.classify(err)
}

// guard runs Go code that may unwind the VM.
func (m *machine) guard(f func()) any {
	_, _, failure := m.protect(m.L.NewFunction(func(*lua.LState) int { f(); return 0 }))
	return failure
}

// protectGo runs Go code of package core and gives a raise in it as an
// exception.
func (m *machine) protectGo(run func() (value.Value, error)) (value.Value, *value.Exception, error) {
	var v value.Value
	var err error
	failure := m.guard(func() { v, err = run() })
	if failure == nil {
		return v, nil, err
	}
	if r, ok := failure.(*raised); ok {
		return nil, r.exc, nil
	}
	m.throw(failure)
	return nil, nil, nil
}

// classify tells what a failed call of the VM was. A bug goes on as a panic.
func (m *machine) classify(err error) any {
	var api *lua.ApiError
	if !errors.As(err, &api) {
		panic(err)
	}
	if o, ok := api.Object.(*object); ok && api.Type == lua.ApiErrorRun {
		switch x := o.Value.(type) {
		case *raised, *fatal:
			return x
		}
	}
	if m.lim.hit != nil {
		return m.lim.hit
	}
	text := err.Error()
	if api.Type == lua.ApiErrorRun && (strings.Contains(text, "stack overflow") || strings.Contains(text, "registry overflow")) {
		return m.limit(m.at, "stack level too deep: the limit of the stack is reached")
	}
	panic("vm: " + text + "\n" + api.StackTrace)
}

// tell reports a failure that nothing rescued.
func (m *machine) tell(failure any) {
	switch f := failure.(type) {
	case *fatal:
		if f.diag != nil {
			m.diags.Add(f.diag)
		}
	case *raised:
		m.diags.Add(m.uncaught(f.exc))
	}
}

// uncaught is an exception as a diagnostic: in Ruby's words, with its class
// where the words alone do not tell.
func (m *machine) uncaught(e *value.Exception) *diag.Diagnostic {
	t, _ := e.Extra.(*trace)
	if t == nil {
		t = &trace{code: diag.RunError}
	}
	message := clean(e.Error())
	if message == "" {
		message = "unhandled exception"
	}
	if t.code == diag.RunError && e.Class != core.ClassRuntimeError {
		message += " (" + e.Class.Name + ")"
	}
	d := t.code.At(t.at, "%s", message)
	d.Labels = append(d.Labels, t.labels...)
	for _, advise := range t.advice {
		advise(d)
	}
	return d
}

// clean makes the text of a template fit for a message: one kilobyte at most,
// control characters escaped.
func clean(s string) string {
	const most = 1 << 10
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	quoted := value.Quote(s)
	quoted = quoted[1 : len(quoted)-1]
	return strings.NewReplacer(`\"`, `"`, `\\`, `\`, `\#`, `#`).Replace(quoted)
}

// luaPlace is the place of the innermost line that is being run.
func (m *machine) luaPlace() source.Span {
	for level := 0; level < 10; level++ {
		dbg, ok := m.L.GetStack(level)
		if !ok {
			break
		}
		if _, err := m.L.GetInfo("Sl", dbg, lua.LNil); err != nil {
			break
		}
		if i, ok := chunkIndex(dbg.Source); ok && i < len(m.chunks) {
			if p := m.chunks[i].Place(dbg.CurrentLine); !p.IsZero() {
				return p
			}
		}
	}
	return m.at
}

// stray reports a jump that has nothing left to leave.
func (m *machine) stray(token lua.LValue) {
	at := m.at
	if o, ok := token.(*object); ok {
		switch x := o.Value.(type) {
		case *home:
			at = x.at
		case *jump:
			if x.owner != nil {
				at = x.owner.fn.Where
			}
		}
	}
	m.throw(m.fatalAt(diag.StrayJump.At(at, "the jump out of this place has nothing left that it could leave")))
}
