package cfn

import "github.com/firehose-dsl/firehose-dsl/synth/emit"

// A sink takes a document in a stream: as [emit.Writer] does, with intrinsic
// functions besides.
type sink interface {
	Open(bracket byte)  // an object or array: '{' or '['
	Close(bracket byte) // '}' or ']'
	Key(name string)
	Item()
	String(s string)
	Raw(s string)   // a number or truth value
	Bytes(b []byte) // the same

	Ref(id string)
	GetAtt(id, attr string)
	Call(name string) // Fn::Sub and the like: the argument follows
	Done()            // after the argument
	Finish() error

	// For what is written again, see [emit.Writer].
	Depth() int
	Recorded(f func()) []byte
	Again(member []byte)
}

type jsonSink struct{ *emit.Writer }

func (s jsonSink) Bytes(b []byte) {
	s.Append(func(to []byte) []byte { return append(to, b...) })
}

func (s jsonSink) Ref(id string) {
	s.Call("Ref")
	s.String(id)
	s.Done()
}

func (s jsonSink) GetAtt(id, attr string) {
	s.Call("Fn::GetAtt")
	s.Open('[')
	s.Item()
	s.String(id)
	s.Item()
	s.String(attr)
	s.Close(']')
	s.Done()
}

func (s jsonSink) Call(name string) {
	s.Open('{')
	s.Key(name)
}

func (s jsonSink) Done() { s.Close('}') }
