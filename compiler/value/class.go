package value

// A Class is a class or module as a value.
type Class struct {
	Name    string // A::B for a nested one
	Super   *Class // nil for a module and for the root
	Module  bool
	Mixed   []*Class // the modules mixed in (Comparable, Enumerable), for is_a?
	Members []string // of a class made by Struct.new; nil for others
	Keyword bool     // Struct.new(…, keyword_init: true)
	Extra   any      // what package vm keeps with a class or module of the template
}

// Kind is KindModule for a module, else KindClass.
func (c *Class) Kind() Kind {
	if c.Module {
		return KindModule
	}
	return KindClass
}

// Under reports whether c is other or below it, mixed in modules counted.
func (c *Class) Under(other *Class) bool {
	for ; c != nil; c = c.Super {
		if c == other {
			return true
		}
		for _, m := range c.Mixed {
			if m == other {
				return true
			}
		}
	}
	return false
}

// An Exception is a raised or raisable error of the template. As a Go error it
// is one that the VM raises in the template, where `rescue` may take it.
type Exception struct {
	Class   *Class
	Message Value            // usually a *String; Nil means the class's name
	Cause   *Exception       // what was being rescued when it was raised; nil without
	Facts   map[string]Value // what else it tells: name, receiver, key, result, matchee; nil for most
	Extra   any              // what package vm keeps with it: its place, its fields
}

func (*Exception) Kind() Kind { return KindException }

// Error is the message as text, as the template would print it.
func (e *Exception) Error() string {
	switch m := e.Message.(type) {
	case nil, NilType:
		return e.Class.Name
	case *String:
		return m.Text
	}
	return Show(e.Message)
}

// A Method is a method made a value: method(:name), or 5.method(:+).
type Method struct {
	Name string
	Recv Value // Nil for one of the template itself
	Proc *Proc // calls it
}

func (*Method) Kind() Kind { return KindMethod }
