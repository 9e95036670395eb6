package dsl

import (
	"bytes"

	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// Comments are the places of the comments of a file that begin with `#`, each
// from that character to the end of its line, in order. What stands between
// =begin and =end, or behind __END__, is none of them.
func Comments(f *source.File) []source.Span {
	var out []source.Span
	for _, t := range Lex(f) {
		r := triviaReader{f: f, at: int(t.Lead), to: int(t.Start)}
		for r.at < r.to {
			out = r.line(out)
		}
	}
	return out
}

// A triviaReader reads the trivia before one token by lines.
type triviaReader struct {
	f      *source.File
	at, to int
}

// line takes the comment of one line, if it has one, and steps over it.
func (r *triviaReader) line(out []source.Span) []source.Span {
	text := r.f.Data[r.at:r.to]
	if r.startsLine() {
		switch rest := r.unindented(text); {
		case bytes.HasPrefix(rest, []byte("=begin")):
			r.at += len(text) - len(rest) + blockCommentSize(rest, r.f.Indent)
			return out
		case isEndMark(rest):
			r.at = r.to
			return out
		}
	}
	end := bytes.IndexByte(text, '\n')
	if end < 0 {
		end = len(text)
	}
	if i := bytes.IndexByte(text[:end], '#'); i >= 0 {
		comment := bytes.TrimRight(text[i:end], " \t\r\f\v")
		out = append(out, r.f.Span(r.at+i, r.at+i+len(comment)))
	}
	r.at += end + 1
	return out
}

func (r *triviaReader) startsLine() bool { return r.at == r.f.From || r.f.Data[r.at-1] == '\n' }

// unindented is a line without the blanks that belong to the fence around it.
func (r *triviaReader) unindented(line []byte) []byte {
	for n := 0; n < r.f.Indent && len(line) > 0 && (line[0] == ' ' || line[0] == '\t'); n++ {
		line = line[1:]
	}
	return line
}
