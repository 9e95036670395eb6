package core

import "github.com/firehose-dsl/firehose-dsl/compiler/value"

// A Manual is the methods of one kind of receiver, for people.
type Manual struct {
	Receiver string
	Methods  []Method // in the order of the table
}

// Manuals are all tables: first what is called without a receiver, then the
// kinds of values with what is theirs alone, what several share, and last the
// classes and modules themselves.
func Manuals() []Manual {
	all := []Manual{
		{"Without a receiver", kernelTable()},
		{"Every object", objectTable()},
		{"String", stringTable()},
		{"Symbol", symbolTable()},
		{"Integer", intTable()},
		{"Float", floatTable()},
		{"Integer and Float", numberTable()},
		{"Strings, Symbols and numbers", comparableTable()},
		{"Array", arrayTable()},
		{"Hash", hashTable()},
		{"Range", rangeTable()},
		{"Set", setTable()},
		{"Struct", structTable()},
		{"Enumerator", enumeratorTable()},
		{"Enumerator::Lazy", lazyTable()},
		{"Enumerator::Yielder", yielderTable()},
		{"All of these from Array on", enumerableTable()},
		{"nil", nilTable()},
		{"true and false", boolTable()},
		{"Proc and Method", procTable()},
		{"Method", methodTable()},
		{"Regexp", regexpTable()},
		{"MatchData", matchTable()},
		{"Errors", exceptionTable()},
	}
	for _, c := range []*value.Class{ClassKeyError, ClassNameError, ClassFrozenError, ClassStopIteration, ClassNoPatternKey} {
		all = append(all, Manual{c.Name, factTable(c)})
	}
	all = append(all, Manual{"Classes and modules", classTable()})
	for _, c := range allClasses() {
		if table := classMethods(c); len(table) > 0 {
			all = append(all, Manual{kindOfModule(c) + " " + c.Name, table})
		}
	}
	return all
}

func kindOfModule(c *value.Class) string {
	if c.Module {
		return "The module"
	}
	return "The class"
}
