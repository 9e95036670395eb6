package core

import (
	"math"
	"sync"

	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// The classes and modules that a template can name, or that `class` gives.
var (
	ClassObject     = &value.Class{Name: "Object", Mixed: []*value.Class{ModuleKernel}}
	ModuleKernel    = module("Kernel")
	ModuleCompare   = module("Comparable")
	ModuleEnumerate = module("Enumerable")
	ModuleMath      = module("Math")
	ModuleJSON      = module("JSON")

	ClassClass      = class("Class", classModule)
	classModule     = class("Module", ClassObject)
	ClassNil        = class("NilClass", ClassObject)
	ClassTrue       = class("TrueClass", ClassObject)
	ClassFalse      = class("FalseClass", ClassObject)
	ClassNumeric    = class("Numeric", ClassObject, ModuleCompare)
	ClassInteger    = class("Integer", ClassNumeric)
	ClassFloat      = class("Float", ClassNumeric)
	ClassString     = class("String", ClassObject, ModuleCompare)
	ClassSymbol     = class("Symbol", ClassObject, ModuleCompare)
	ClassArray      = class("Array", ClassObject, ModuleEnumerate)
	ClassHash       = class("Hash", ClassObject, ModuleEnumerate)
	ClassRange      = class("Range", ClassObject, ModuleEnumerate)
	ClassProc       = class("Proc", ClassObject)
	ClassMethodOf   = class("Method", ClassObject)
	ClassRegexp     = class("Regexp", ClassObject)
	ClassMatch      = class("MatchData", ClassObject)
	ClassEnumerator = class("Enumerator", ClassObject, ModuleEnumerate)
	ClassLazy       = class("Enumerator::Lazy", ClassEnumerator)
	classArithmetic = class("Enumerator::ArithmeticSequence", ClassEnumerator)
	classYielder    = class("Enumerator::Yielder", ClassObject)
	ClassSet        = class("Set", ClassObject, ModuleEnumerate)
	ClassStruct     = class("Struct", ClassObject, ModuleEnumerate)
	ClassReference  = class("Reference", ClassObject)
	classEncoding   = class("Encoding", ClassObject)
)

// The error classes.
var (
	ClassException     = class("Exception", ClassObject)
	classScriptError   = class("ScriptError", ClassException)
	ClassNotImpl       = class("NotImplementedError", classScriptError)
	ClassStandardError = class("StandardError", ClassException)
	ClassArgumentError = class("ArgumentError", ClassStandardError)
	classUncaught      = class("UncaughtThrowError", ClassArgumentError)
	ClassIndexError    = class("IndexError", ClassStandardError)
	ClassKeyError      = class("KeyError", ClassIndexError)
	ClassStopIteration = class("StopIteration", ClassIndexError)
	ClassNameError     = class("NameError", ClassStandardError)
	ClassNoMethod      = class("NoMethodError", ClassNameError)
	ClassRangeError    = class("RangeError", ClassStandardError)
	ClassFloatDomain   = class("FloatDomainError", ClassRangeError)
	ClassRegexpError   = class("RegexpError", ClassStandardError)
	ClassRuntimeError  = class("RuntimeError", ClassStandardError)
	ClassFrozenError   = class("FrozenError", ClassRuntimeError)
	ClassTypeError     = class("TypeError", ClassStandardError)
	ClassZeroDivision  = class("ZeroDivisionError", ClassStandardError)
	ClassIOError       = class("IOError", ClassStandardError)
	ClassLocalJump     = class("LocalJumpError", ClassStandardError)
	ClassNoPattern     = class("NoMatchingPatternError", ClassStandardError)
	ClassNoPatternKey  = class("NoMatchingPatternKeyError", ClassNoPattern)
	ClassDomainError   = class("Math::DomainError", ClassArgumentError)
	classJSONError     = class("JSON::JSONError", ClassStandardError)
	ClassParserError   = class("JSON::ParserError", classJSONError)
	ClassNestingError  = class("JSON::NestingError", ClassParserError)
	ClassGenerateError = class("JSON::GeneratorError", classJSONError)
)

func class(name string, super *value.Class, mixed ...*value.Class) *value.Class {
	return &value.Class{Name: name, Super: super, Mixed: mixed}
}

func module(name string) *value.Class { return &value.Class{Name: name, Module: true} }

// allClasses are those that a template can name.
func allClasses() []*value.Class {
	return []*value.Class{
		ClassObject, ModuleKernel, ModuleCompare, ModuleEnumerate, ModuleMath, ModuleJSON,
		ClassClass, classModule, ClassNil, ClassTrue, ClassFalse, ClassNumeric, ClassInteger,
		ClassFloat, ClassString, ClassSymbol, ClassArray, ClassHash, ClassRange, ClassProc,
		ClassMethodOf, ClassRegexp, ClassMatch, ClassEnumerator, ClassLazy, classArithmetic, ClassSet, ClassStruct,
		ClassException, classScriptError, ClassNotImpl, ClassStandardError, ClassArgumentError,
		classUncaught, ClassIndexError, ClassKeyError, ClassStopIteration, ClassNameError,
		ClassNoMethod, ClassRangeError, ClassFloatDomain, ClassRegexpError, ClassRuntimeError,
		ClassFrozenError, ClassTypeError, ClassZeroDivision, ClassIOError, ClassLocalJump,
		ClassNoPattern, ClassNoPatternKey, ClassDomainError, classJSONError, ClassParserError,
		ClassNestingError, ClassGenerateError,
	}
}

var classIndex = sync.OnceValue(func() map[string]*value.Class {
	byName := map[string]*value.Class{}
	for _, c := range allClasses() {
		byName[c.Name] = c
	}
	return byName
})

// Const is a constant that every template knows: String, JSON, KeyError.
func Const(name string) (value.Value, bool) {
	c, ok := classIndex()[name]
	if !ok {
		return nil, false
	}
	return c, true
}

// ConstNames are the names that Const knows at the top, for suggestions.
func ConstNames() []string {
	var names []string
	for _, c := range allClasses() {
		names = append(names, c.Name)
	}
	return names
}

// ClassConst is a constant of a core class or module: Float::INFINITY,
// JSON::ParserError.
func ClassConst(c *value.Class, name string) (value.Value, bool) {
	switch full := c.Name + "::" + name; full {
	case "Float::INFINITY":
		return value.Float(math.Inf(1)), true
	case "Float::NAN":
		return value.Float(math.NaN()), true
	case "Float::EPSILON":
		return value.Float(0x1p-52), true
	case "Float::MAX":
		return value.Float(math.MaxFloat64), true
	case "Float::MIN":
		return value.Float(0x1p-1022), true
	case "Float::DIG":
		return value.Int(15), true
	case "Math::PI":
		return value.Float(math.Pi), true
	case "Math::E":
		return value.Float(math.E), true
	case "Regexp::IGNORECASE":
		return value.Int(ignoreCase), true
	case "Regexp::EXTENDED":
		return value.Int(extended), true
	case "Regexp::MULTILINE":
		return value.Int(multiline), true
	default:
		return Const(full)
	}
}

// ClassOf is the class of a value.
func ClassOf(v value.Value) *value.Class {
	switch v := v.(type) {
	case value.Bool:
		if v {
			return ClassTrue
		}
		return ClassFalse
	case *value.Exception:
		return v.Class
	case *Struct:
		return v.Class
	case *Enumerator:
		if v.isArithmetic() {
			return classArithmetic
		}
	}
	return classOfKind(v.Kind())
}

func classOfKind(k value.Kind) *value.Class {
	switch k {
	case value.KindNil:
		return ClassNil
	case value.KindInt:
		return ClassInteger
	case value.KindFloat:
		return ClassFloat
	case value.KindString:
		return ClassString
	case value.KindSymbol:
		return ClassSymbol
	case value.KindArray:
		return ClassArray
	case value.KindHash:
		return ClassHash
	case value.KindRange:
		return ClassRange
	case value.KindProc:
		return ClassProc
	case value.KindMethod:
		return ClassMethodOf
	}
	return classOfOther(k)
}

func classOfOther(k value.Kind) *value.Class {
	switch k {
	case value.KindClass:
		return ClassClass
	case value.KindModule:
		return classModule
	case value.KindRegexp:
		return ClassRegexp
	case value.KindMatch:
		return ClassMatch
	case value.KindEnumerator:
		return ClassEnumerator
	case value.KindLazy:
		return ClassLazy
	case value.KindYielder:
		return classYielder
	case value.KindSet:
		return ClassSet
	case value.KindRef, value.KindRaw, value.KindResource:
		return ClassReference
	}
	return ClassObject
}

// IsA is v.is_a?(class).
func IsA(v value.Value, class *value.Class) bool { return ClassOf(v).Under(class) }

// CaseEqual is pattern === v, as `when` and `in` ask it.
func (c *Context) CaseEqual(pattern, v value.Value) (bool, error) {
	switch p := pattern.(type) {
	case *value.Class:
		return IsA(v, p), nil
	case value.Symbol:
		return value.Value(p) == v, c.mustKnow(v, "===")
	}
	r, err := c.send(pattern, "===", v)
	return err == nil && value.Truthy(r), err
}

// send calls a method of any value, those of the template included.
func (c *Context) send(recv value.Value, name string, args ...value.Value) (value.Value, error) {
	a := value.Args{Pos: args}
	if c.Send != nil {
		return c.Send(recv, name, a)
	}
	return c.Call(recv, name, a)
}

// moduleTable is what every module answers.
func moduleTable() []Method { return classTable() }

// classTable is what every class and module answers.
func classTable() []Method {
	return []Method{
		{Name: "name", Doc: "the full name", Fn: className},
		{Name: "to_s", Doc: "the full name", Fn: className},
		{Name: "inspect", Doc: "the full name", Fn: className},
		{Name: "===", Min: 1, Max: 1, Doc: "whether a value is of the class", Fn: classCase},
		{Name: "<", Min: 1, Max: 1, Doc: "whether it is a subclass", Fn: classBelow},
		{Name: "<=", Min: 1, Max: 1, Doc: "whether it is the class or a subclass", Fn: classBelowEqual},
		{Name: "superclass", Doc: "the class it is derived from", Fn: classSuper},
		{Name: "ancestors", Doc: "the class and all it is derived from", Fn: classAncestors},
		{Name: "members", Doc: "the members of a Struct class", Fn: classMembers},
	}
}

func className(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.NewString(self.(*value.Class).Name), nil
}

func classCase(c *Context, self value.Value, a value.Args) (value.Value, error) {
	return value.Bool(IsA(a.Pos[0], self.(*value.Class))), nil
}

func classBelow(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if self == a.Pos[0] {
		return value.Bool(false), nil
	}
	return classBelowEqual(c, self, a)
}

// classBelowEqual is nil for two classes of which neither is below the other.
func classBelowEqual(c *Context, self value.Value, a value.Args) (value.Value, error) {
	class := self.(*value.Class)
	other, ok := a.Pos[0].(*value.Class)
	switch {
	case !ok:
		return nil, TypeError("compared with non class/module")
	case class.Under(other):
		return value.Bool(true), nil
	case other.Under(class):
		return value.Bool(false), nil
	}
	return value.Nil, nil
}

func classSuper(c *Context, self value.Value, a value.Args) (value.Value, error) {
	if super := self.(*value.Class).Super; super != nil {
		return super, nil
	}
	return value.Nil, nil
}

func classAncestors(c *Context, self value.Value, a value.Args) (value.Value, error) {
	var all []value.Value
	for k := self.(*value.Class); k != nil; k = k.Super {
		all = append(all, k)
		for _, m := range k.Mixed {
			all = append(all, m)
		}
	}
	return value.NewArray(all), nil
}

func classMembers(c *Context, self value.Value, a value.Args) (value.Value, error) {
	class := self.(*value.Class)
	if class.Members == nil {
		return nil, missing(self, "members")
	}
	return symbols(class.Members), nil
}

func symbols(names []string) *value.Array {
	out := make([]value.Value, len(names))
	for i, n := range names {
		out[i] = value.Symbol(n)
	}
	return value.NewArray(out)
}
