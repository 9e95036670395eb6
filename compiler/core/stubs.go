package core

import "github.com/firehose-dsl/firehose-dsl/compiler/value"

const (ignoreCase=1; extended=2; multiline=4)
type Match struct{}
type Struct struct{ Class *value.Class }
func (*Struct) Kind() value.Kind { return value.KindStruct }
func (s *Struct) member(name string) *Method { return nil }
func ClassMethod(class *value.Class, name string) *Method { return nil }
func newEnumerator(self value.Value, name string, a value.Args) value.Value { return nil }
func nilTable() []Method { return nil }
func boolTable() []Method { return nil }
func intTable() []Method { return nil }
func comparableTable() []Method { return nil }
func floatTable() []Method { return nil }
func stringTable() []Method { return nil }
func symbolTable() []Method { return nil }
func arrayTable() []Method { return nil }
func enumerableTable() []Method { return nil }
func hashTable() []Method { return nil }
func rangeTable() []Method { return nil }
func enumeratorTable() []Method { return nil }
func setTable() []Method { return nil }
func structTable() []Method { return nil }
func procTable() []Method { return nil }
func methodTable() []Method { return nil }
func refTable() []Method { return nil }
func resourceTable() []Method { return nil }
func exceptionTable() []Method { return nil }
func regexpTable() []Method { return nil }
func matchTable() []Method { return nil }
func yielderTable() []Method { return nil }
func objectTable() []Method { return nil }
func kernelTable() []Method { return nil }
