package cli

// fmt: templates in their one canonical layout.

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/firehose-dsl/firehose-dsl/cmd/internal/project"
	"github.com/firehose-dsl/firehose-dsl/dsl"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/diag/render"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// A formatting is one run of fmt.
type formatting struct {
	*env
	check, diff, write bool
	stdinName          string

	diags diag.List
}

func fmtCommand(e *env) *cobra.Command {
	f := &formatting{env: e}
	cmd := &cobra.Command{
		Use:   "fmt PATH…",
		Short: "Lay templates out in the canonical form",
		Long: `fmt puts templates, and the ruby fences of Markdown documents, into one layout.

The lines stay as they are broken, and so do comments and single empty lines;
indentation and the blanks between words become canonical. What a template means
does not change, and text outside fences is not touched. Templates are printed
to standard output, or changed in their files with -w.

With --check nothing is changed: the files that would be are named, and the exit
status is then 2. A file that cannot be parsed stays as it is, with status 1.`,
		Example: `  firehose-dsl fmt -w templates/ README.md
  firehose-dsl fmt --check --diff templates/
  firehose-dsl fmt - < lake.rb`,
		Args: between(1, -1, "a path"),
		RunE: func(_ *cobra.Command, paths []string) error { return f.run(paths) },
	}
	cmd.Flags().BoolVar(&f.check, "check", false, "name the files that would change, and exit with 2 when there are any")
	cmd.Flags().BoolVar(&f.diff, "diff", false, "print what would change")
	cmd.Flags().BoolVarP(&f.write, "write", "w", false, "change the files")
	cmd.Flags().StringVar(&f.stdinName, "stdin-name", "stdin.rb", "name of standard input in messages; .md makes it a Markdown document")
	return cmd
}

func (f *formatting) run(paths []string) error {
	switch {
	case f.write && (f.check || f.diff):
		return usagef("`-w` changes files, `--check` and `--diff` change nothing: choose one")
	case f.write && slices.Contains(paths, "-"):
		return usagef("`-w` changes files, and `-` is none")
	}
	p, err := project.Load(project.Request{Paths: paths, Stdin: f.stdin, StdinName: f.stdinName})
	if err != nil {
		return usagef("%v", err)
	}
	defer p.Close()
	var files []*fixedFile
	for _, whole := range p.Texts {
		files = append(files, f.format(whole, p.Files))
	}
	return f.finish(files)
}

// format is a file with an edit for each of its parts that has another layout.
func (f *formatting) format(whole *source.File, parts []*source.File) *fixedFile {
	out := &fixedFile{file: whole}
	for _, part := range parts {
		if part.Whole() != whole {
			continue
		}
		text, diags := canonical(part)
		f.diags.Add(diags...)
		if !bytes.Equal(text, part.Data[part.From:part.To]) {
			out.edits = append(out.edits, diag.Edit{Span: part.Span(part.From, part.To), Text: string(text)})
		}
	}
	f.confirm(out, parts)
	return out
}

// canonical is the layout of one part. A fence keeps the line breaks of its document.
func canonical(part *source.File) ([]byte, diag.List) {
	text, diags, err := dsl.Format(part)
	if err != nil {
		panic(fmt.Sprintf("%s: %v", part.Name, err))
	}
	if part != part.Whole() && bytes.Contains(part.Data[part.From:part.To], []byte("\r\n")) {
		text = bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n"))
	}
	return text, diags
}

// confirm makes sure that a changed document still has the same fences.
func (f *formatting) confirm(made *fixedFile, parts []*source.File) {
	if len(made.edits) == 0 {
		return
	}
	before := 0
	for _, part := range parts {
		if part.Whole() == made.file {
			before++
		}
	}
	again, _ := project.Sources(source.NewFile(made.file.Name, made.text()))
	if len(again) != before {
		panic(made.file.Name + ": the canonical layout would change the fences of the document")
	}
}

// finish does with the files what the flags ask for. Files with mistakes have
// no edits; the others are dealt with all the same.
func (f *formatting) finish(files []*fixedFile) error {
	changed := false
	for _, file := range files {
		changed = changed || len(file.edits) > 0
		if err := f.put(file); err != nil {
			return err
		}
	}
	diags := f.diags.Tidy()
	if err := render.Text(f.stderr, diags, f.color); err != nil {
		return err
	}
	switch {
	case diags.HasErrors():
		return errFailed
	case changed && f.check:
		return errDiffers
	}
	return nil
}

func (f *formatting) put(file *fixedFile) error {
	same := len(file.edits) == 0
	switch {
	case f.write && same:
		return nil
	case f.write:
		fmt.Fprintf(f.stderr, "formatted %s\n", oneLine(file.file.Name))
		return rewriteFile(file.file.Name, file.file.Data, file.text())
	case f.diff:
		return writeDiff(f.stdout, file.file.Name, file.file.Data, file.text())
	case f.check && !same:
		_, err := fmt.Fprintln(f.stdout, oneLine(file.file.Name))
		return err
	case f.check:
		return nil
	}
	_, err := f.stdout.Write(file.text())
	return err
}

// ---- a unified diff

// A diffLine is a line of both texts ( ), of the old one (-) or the new one (+).
type diffLine struct {
	mark byte
	text string
}

// diffContext is how many lines stand around what changed.
const diffContext = 3

// writeDiff writes what layout changed, as a unified diff; nothing when the
// texts are the same.
func writeDiff(w io.Writer, name string, old, new []byte) error {
	if bytes.Equal(old, new) {
		return nil
	}
	return writeHunks(w, name, diffLines(splitLines(old), splitLines(new)))
}

// writeHunks writes what changed among lines, with its context.
func writeHunks(w io.Writer, name string, lines []diffLine) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "--- %s\n+++ %s\n", oneLine(name), oneLine(name))
	oldAt, newAt := 1, 1
	for at := 0; at < len(lines); {
		from, to := hunk(lines, at)
		countLines(lines[at:from], &oldAt, &newAt)
		writeHunk(&b, lines[from:to], &oldAt, &newAt)
		at = to
	}
	_, err := w.Write(b.Bytes())
	return err
}

// splitLines are the lines of a text with their breaks.
func splitLines(text []byte) []string {
	var out []string
	for line := range bytes.Lines(text) {
		out = append(out, string(line))
	}
	return out
}

// diffLines pairs lines. Layout moves no word to another line: all that comes
// or goes is empty, so one walk through both finds the pairs.
func diffLines(old, new []string) []diffLine {
	var out []diffLine
	var minus, plus []diffLine
	flush := func() {
		out = append(append(out, minus...), plus...)
		minus, plus = nil, nil
	}
	for len(old) > 0 || len(new) > 0 {
		switch {
		case len(old) > 0 && len(new) > 0 && old[0] == new[0]:
			flush()
			out = append(out, diffLine{' ', old[0]})
			old, new = old[1:], new[1:]
			continue
		case len(old) > 0 && len(new) > 0 && isEmptyLine(old[0]) == isEmptyLine(new[0]):
			minus, plus = append(minus, diffLine{'-', old[0]}), append(plus, diffLine{'+', new[0]})
			old, new = old[1:], new[1:]
		case len(old) > 0 && (len(new) == 0 || isEmptyLine(old[0])):
			minus, old = append(minus, diffLine{'-', old[0]}), old[1:]
		default:
			plus, new = append(plus, diffLine{'+', new[0]}), new[1:]
		}
	}
	flush()
	return out
}

func isEmptyLine(line string) bool { return len(bytes.TrimSpace([]byte(line))) == 0 }

// hunk is the next range of lines with a change, and its context; empty at the
// end when nothing follows.
func hunk(lines []diffLine, at int) (from, to int) {
	isChange := func(l diffLine) bool { return l.mark != ' ' }
	first := slices.IndexFunc(lines[at:], isChange)
	if first < 0 {
		return len(lines), len(lines)
	}
	last := at + first
	for i := last; i < len(lines) && i <= last+2*diffContext; i++ {
		if isChange(lines[i]) {
			last = i
		}
	}
	return max(at, at+first-diffContext), min(len(lines), last+1+diffContext)
}

// countLines moves the numbers of both texts behind lines.
func countLines(lines []diffLine, old, new *int) {
	for _, l := range lines {
		if l.mark != '+' {
			*old++
		}
		if l.mark != '-' {
			*new++
		}
	}
}

func writeHunk(b *bytes.Buffer, lines []diffLine, oldAt, newAt *int) {
	if len(lines) == 0 {
		return
	}
	old, new := *oldAt, *newAt
	countLines(lines, oldAt, newAt)
	fmt.Fprintf(b, "@@ -%s +%s @@\n", hunkRange(old, *oldAt-old), hunkRange(new, *newAt-new))
	for _, l := range lines {
		fmt.Fprintf(b, "%c%s", l.mark, l.text)
		if l.text[len(l.text)-1] != '\n' {
			b.WriteString("\n\\ No newline at end of file\n")
		}
	}
}

// hunkRange is `start,count`; an empty range starts at the line before it.
func hunkRange(start, count int) string {
	if count == 0 {
		start--
	}
	return fmt.Sprintf("%d,%d", start, count)
}
