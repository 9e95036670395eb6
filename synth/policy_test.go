package synth

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
)

// streamWith is a template of one stream to S3, with lines of its block.
func streamWith(lines string) string {
	return "template :t do\n  aws_kinesis_firehose_delivery_stream(:s, {\n    name: \"s\",\n    destination: \"extended_s3\",\n" +
		"    extended_s3_configuration: {\n      role_arn: role.arn,\n      bucket_arn: bucket.arn,\n" + lines + "    }\n  })\nend\n"
}

func ran(text string, job Job) *Result {
	f := source.NewFile("t.rb", []byte(text))
	job.Files = []*source.File{f}
	return Run(job)
}

func TestWaiversLetWarningsAndSecretsPass(t *testing.T) {
	secret := func(comment string) string {
		return "aws_db_instance(:d, { instance_class: \"db.t3.micro\", password: \"x\" }) " + comment + "\n"
	}
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"on the line":           {streamWith("      prefix: \"raw\" # firehose-dsl:allow FH231 kept as it was\n"), nil},
		"on the line above":     {streamWith("      # firehose-dsl:allow FH231 kept as it was\n      prefix: \"raw\"\n"), nil},
		"above another comment": {streamWith("      # firehose-dsl:allow FH231 kept\n      # as it was\n      prefix: \"raw\"\n"), nil},
		"among other words":     {streamWith("      prefix: \"raw\" # old; firehose-dsl:allow FH231 kept\n"), nil},
		"two codes":             {streamWith("      prefix: \"raw\" # firehose-dsl:allow FH231,FH235 kept\n"), []string{"E0764 warning"}},
		"behind another line":   {streamWith("      prefix: \"raw\"\n      # firehose-dsl:allow FH231 kept\n"), []string{"FH231 warning", "E0764 warning"}},
		"in a text":             {streamWith("      prefix: \"raw # firehose-dsl:allow FH231 kept\"\n"), []string{"FH231 warning"}},
		"without a reason":      {streamWith("      prefix: \"raw\" # firehose-dsl:allow FH231\n"), []string{"FH231 warning", "E0763 warning"}},
		"without a code":        {"# firehose-dsl:allow\n" + streamWith(""), []string{"E0763 warning"}},
		"an unknown code":       {streamWith("      prefix: \"raw/\" # firehose-dsl:allow FH9999 why\n"), []string{"E0763 warning"}},
		"nothing to let pass":   {streamWith("      prefix: \"raw/\" # firehose-dsl:allow FH231 why\n"), []string{"E0764 warning"}},
		"another target's rule": {streamWith("      prefix: \"raw/\" # firehose-dsl:allow E0656 why\n"), nil},
		"an error":              {streamWith("      buffering_size: 500 # firehose-dsl:allow FH302 why\n"), []string{"FH302 error", "E0763 warning"}},
		"a repaired one": {streamWith("      # firehose-dsl:allow FH271 the repair is right\n      s3_backup_mode: \"Enabled\"\n"),
			nil},
		"a secret":                  {secret("# firehose-dsl:allow E0510 a test database"), nil},
		"a secret without a reason": {secret("# firehose-dsl:allow E0510"), []string{"E0510 error", "E0763 warning"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := ran(test.text, Job{})
			var got []string
			for _, d := range r.Diags {
				got = append(got, d.Code+" "+d.Severity.String())
			}
			assert.Equal(t, test.want, got)
		})
	}
}

// A waiver changes nothing of what is written.
func TestWaivedRepairsAreMade(t *testing.T) {
	line := "      s3_backup_mode: \"Enabled\"\n"
	plain := text(t, ran(streamWith(line), Job{}))
	assert.Equal(t, plain, text(t, ran(streamWith("      # firehose-dsl:allow FH271 right so\n"+line), Job{})))
	assert.Contains(t, plain, "s3_backup_configuration")
}

func TestLevels(t *testing.T) {
	file := source.NewFile("firehose.hcl", []byte("code"))
	level := func(code string, off bool, s diag.Severity) Level {
		return Level{Code: code, Off: off, Severity: s, Where: file.Span(0, 4), Value: file.Span(0, 4)}
	}
	plain := streamWith("      prefix: \"raw\"\n")
	backup := streamWith("      prefix: \"a/\",\n      s3_backup_mode: \"Enabled\"\n")
	for name, test := range map[string]struct {
		text  string
		level Level
		want  []string
	}{
		"off":                 {plain, level("FH231", true, 0), nil},
		"note":                {plain, level("FH231", false, diag.Note), []string{"FH231 note"}},
		"error":               {plain, level("FH231", false, diag.Error), []string{"FH231 error"}},
		"an error off":        {backup, level("FH271", true, 0), []string{"E0762 error", "FH271 warning assumed"}},
		"an error lower":      {backup, level("FH302", false, diag.Note), []string{"E0762 error", "FH271 warning assumed"}},
		"an error as it is":   {backup, level("FH271", false, diag.Error), []string{"FH271 warning assumed"}},
		"no such code":        {plain, level("FH23", true, 0), []string{"E0761 error", "FH231 warning"}},
		"the compiler's own":  {"aws_sns_topic(:a, { name: \"${var.x}\" })\n", level("E0602", true, 0), nil},
		"the compiler raised": {"aws_sns_topic(:a, { name: \"${var.x}\" })\n", level("E0602", false, diag.Error), []string{"E0602 error"}},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, test.want, told(ran(test.text, Job{Levels: []Level{test.level}})))
		})
	}
}
