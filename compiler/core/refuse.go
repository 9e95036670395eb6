package core

import (
	"github.com/firehose-dsl/firehose-dsl/compiler/value"
)

// A Refused is something of Ruby that is out of the language on purpose.
type Refused struct {
	Name string
	Why  string // what is said about it
	Help string // what to write instead; may be empty
}

// Error is the refusal as the error of a call.
func (r *Refused) Error() error { return &RefusedError{Message: r.Message(), Help: r.Help} }

// Message is the message of the diagnostic.
func (r *Refused) Message() string {
	return "`" + r.Name + "` is not available in a template: " + r.Why
}

// Refusal is why a method of a kind is out on purpose, nil when it is not.
func Refusal(kind value.Kind, name string) *Refused {
	for _, row := range refusedOf(kind) {
		if r := row.find(name); r != nil {
			return r
		}
	}
	return row(refusedAnywhere()).find(name)
}

// RefusalOn is Refusal for one value: what Kernel and the classes of classes
// themselves have is out as well.
func RefusalOn(recv value.Value, name string) *Refused {
	switch {
	case recv == value.Value(ModuleKernel):
		if r := RefusedKernel(name); r != nil {
			return r
		}
		return &Refused{Name: "Kernel." + name, Why: noProgram, Help: "call `" + name + "` without a receiver, if it is part of the language"}
	case name == "new" && (recv == value.Value(ClassClass) || recv == value.Value(classModule) || recv == value.Value(ClassObject)):
		return &Refused{Name: recv.(*value.Class).Name + ".new", Why: "classes are not part of templates",
			Help: "use a Hash, a Struct, a module with `def self.f`, or a method; for an error `class X < StandardError; end`"}
	}
	return Refusal(recv.Kind(), name)
}

// RefusedKernel is why a bare word, or a method that is called without a
// receiver, is out on purpose; nil when it is not.
func RefusedKernel(name string) *Refused { return row(refusedKernel()).find(name) }

// RefusedConst is why a constant is out on purpose, nil when it is not.
func RefusedConst(name string) *Refused { return row(refusedConsts()).find(name) }

// row is a list of refusals.
type row []refusal

// A refusal is one reason with the names it is for.
type refusal struct {
	names []string
	why   string
	help  string
}

func (list row) find(name string) *Refused {
	for _, r := range list {
		for _, n := range r.names {
			if n == name {
				return &Refused{Name: name, Why: r.why, Help: r.help}
			}
		}
	}
	return nil
}

func refusedOf(kind value.Kind) []row {
	switch kind {
	case value.KindString:
		return []row{{{
			[]string{"crypt", "unpack", "unpack1", "sum", "to_c", "to_r", "encode", "encode!", "force_encoding", "b",
				"setbyte", "unicode_normalize!", "each_grapheme_cluster", "undump", "dump"},
			"strings are UTF-8 text", "for base64 use the target's own function through `raw`"}}}
	case value.KindInt, value.KindFloat:
		return []row{{{[]string{"to_r", "to_c", "rationalize", "coerce"},
			"there are no Rational or Complex numbers", "use a Float: `to_f`"}}}
	case value.KindArray:
		return []row{{
			{[]string{"shuffle", "shuffle!", "sample"}, notSame, passInput},
			{[]string{"pack"}, "there is no binary packing", ""}}}
	case value.KindHash:
		return []row{{{[]string{"compare_by_identity", "rehash", "default_proc=", "default_proc"},
			"the identity of objects cannot be seen", "use `Hash.new { |h, k| … }`"}}}
	case value.KindProc, value.KindMethod:
		return []row{{{[]string{"binding", "source_location"}, "there is no binding to look into", "pass values as arguments"}}}
	}
	return nil
}

const (
	notSame   = "it differs from run to run"
	passInput = "pass the value as an input"
	noProgram = "a template describes resources and runs no programs"
	noConsole = "a template has no console and no process of its own"
	noMeta    = "metaprogramming is not part of the language"
	noFiles   = "a template reads no files and no network"
	noThreads = "a template runs one step after the other"
)

// refusedAnywhere are methods that no receiver has.
func refusedAnywhere() []refusal {
	return []refusal{
		{[]string{"instance_eval", "class_eval", "module_eval", "instance_exec", "class_exec", "module_exec"},
			"it evaluates text or changes self", "use a method with arguments, or a lambda"},
		{[]string{"send", "__send__", "public_send", "method_missing", "define_method", "define_singleton_method",
			"instance_variable_get", "instance_variable_set", "instance_variable_defined?", "remove_method", "undef_method",
			"const_get", "const_set", "extend", "singleton_class", "instance_variables", "methods", "public_method",
			"singleton_methods", "instance_method", "instance_methods"},
			noMeta, "for a method chosen by name use a Hash of lambdas"},
		{[]string{"hash", "object_id", "__id__"}, notSame, "compare with `==` or `equal?`"},
		{[]string{"include", "prepend_features", "refine", "using", "attr_reader", "attr_writer", "attr_accessor"},
			"core types and modules cannot be changed", "use a module with `def self.f`"},
	}
}

// refusedKernel are words that stand without a receiver.
func refusedKernel() []refusal {
	return append([]refusal{
		{[]string{"`", "system", "exec", "spawn", "fork", "%x", "popen", "open", "syscall"}, noProgram, "pass what the program would give as an input"},
		{[]string{"eval", "binding"}, "it evaluates text or changes self", "use a method with arguments, or a lambda"},
		{[]string{"set_trace_func", "local_variables", "global_variables", "caller", "caller_locations"}, noMeta, ""},
		{[]string{"rand", "srand", "sleep"}, "it is not deterministic", passInput},
		{[]string{"gets", "readline", "readlines", "test", "trap", "exit", "exit!", "at_exit", "abort", "select", "putc"},
			noConsole, "to end with an error write `raise \"why\"`"},
		{[]string{"require"}, "only json and set are known", "join files with `require_relative`"},
		{[]string{"load", "autoload", "gem"}, "only json and set are known", "join files with `require_relative`"},
		{[]string{"include", "extend", "prepend"}, "resource functions are already in scope",
			"leave the line out; call helpers as `X.f(…)`"},
		{[]string{"private", "public", "protected", "private_constant", "attr_reader", "attr_writer", "attr_accessor", "using", "refine"},
			"classes are not part of templates", "use a Hash, a Struct, a module with `def self.f`, or a method"},
		{[]string{"alias_method"}, "a method has one name", "define a method of the other name that calls this one"},
		{[]string{"__FILE__", "__dir__"}, "a template does not know where it stands", "write the path out"},
	}, refusedAnywhere()...)
}

// refusedConsts are constants of Ruby that a template does not see.
func refusedConsts() []refusal {
	return []refusal{
		{[]string{"ObjectSpace", "TracePoint", "Binding", "BasicObject", "Method", "UnboundMethod", "RubyVM"}, noMeta,
			"for a method chosen by name use a Hash of lambdas"},
		{[]string{"Random", "SecureRandom"}, "it is not deterministic", passInput},
		{[]string{"Time", "Date", "DateTime", "Process"}, "it is not deterministic", passInput},
		{[]string{"ARGF", "STDIN", "STDOUT", "STDERR", "Signal", "ARGV", "DATA", "Readline"}, noConsole, passInput},
		{[]string{"ENV"}, "the environment is not visible", "use an input; the project file may bind it to a variable"},
		{[]string{"File", "IO", "Dir", "FileUtils", "Pathname", "Tempfile", "Socket", "TCPSocket", "Net", "URI", "OpenURI", "StringIO", "Open3", "Logger", "FileTest"},
			noFiles, "put the text in a heredoc, or read it before and pass it as an input"},
		{[]string{"Thread", "Fiber", "Ractor", "Mutex", "Monitor", "Queue", "SizedQueue", "ConditionVariable", "Timeout"}, noThreads, ""},
		{[]string{"YAML", "Psych", "Marshal", "ERB", "OpenStruct", "Digest", "OpenSSL", "Base64", "Zlib", "CSV", "BigDecimal", "Rational", "Complex",
			"Singleton", "Forwardable", "Delegate", "WeakRef"},
			"this library is not part of the language", "JSON is: `JSON.generate(x)`"},
		{[]string{"Encoding"}, "strings are UTF-8 text", "leave it out"},
		{[]string{"GC", "RUBY_VERSION", "RUBY_PLATFORM", "RUBY_ENGINE", "Gem", "Bundler", "Etc", "Benchmark", "RbConfig", "TOPLEVEL_BINDING", "Data"},
			"this part of Ruby is not part of the language", ""},
	}
}
