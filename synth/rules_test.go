package synth_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/firehose-dsl/firehose-dsl/dsl/diag"
	"github.com/firehose-dsl/firehose-dsl/dsl/source"
	"github.com/firehose-dsl/firehose-dsl/stdlib"
	"github.com/firehose-dsl/firehose-dsl/synth"
	"github.com/firehose-dsl/firehose-dsl/synth/check"
)

// A checked is one of several templates that are checked in one run.
type checked struct {
	text       string // without the brackets
	start, end int    // what they stood around; -1 without
	told       []*diag.Diagnostic
}

// checkAll checks templates without repairs, all in one run.
func checkAll(target string, texts []text) []*checked {
	out := make([]*checked, len(texts))
	byName := map[string]*checked{}
	job := synth.Job{Target: target, Repairs: synth.NoRepairs, NoQuotas: true}
	for i, t := range texts {
		c := bracketed(strings.ReplaceAll(string(t), "template :", fmt.Sprintf("template :c%d_", i)))
		name := fmt.Sprintf("c%d.rb", i)
		out[i], byName[name] = c, c
		job.Files = append(job.Files, source.NewFile(name, []byte(c.text)))
	}
	for _, d := range synth.Run(job).Diags {
		if d.Span.File != nil {
			c := byName[d.Span.File.Name]
			c.told = append(c.told, d)
		}
	}
	return out
}

// bracketed takes the brackets out of a text.
func bracketed(text string) *checked {
	start := strings.Index(text, "⟦")
	text = strings.Replace(text, "⟦", "", 1)
	end := strings.Index(text, "⟧")
	return &checked{text: strings.Replace(text, "⟧", "", 1), start: start, end: end}
}

// tells tells whether a code is told, between the brackets if there are any.
func (c *checked) tells(code string) bool {
	for _, d := range c.told {
		if d.Code == code && (c.start < 0 || int(d.Span.Start) == c.start && int(d.Span.End) == c.end) {
			return true
		}
	}
	return false
}

// all is what is told, a line each, with the places.
func (c *checked) all() string {
	var b strings.Builder
	for _, d := range c.told {
		fmt.Fprintf(&b, "%s %s: %s, at %s\n", d.Code, d.Severity, d.Message, d.Span.Text())
	}
	return b.String() + c.text
}

func TestEachBreachIsToldInItsPlace(t *testing.T) {
	all := breaches()
	texts := make([]text, len(all))
	for i, b := range all {
		texts[i] = b.text
	}
	for _, target := range []string{"terraform", "cloudformation"} {
		for i, c := range checkAll(target, texts) {
			rule := all[i].rule
			assert.True(t, c.tells(rule), "%s is not told for %s, but\n%s", rule, target, c.all())
		}
	}
}

// known are the rules of a Firehose stream that have a number, by how grave a
// breach is.
var known = map[string]string{
	"error": `
		101 102 103 104 105 110 112 113 115 120 121 122 123 124 125 126 127 129 130 131 132 140 141 142 143 201 202
		203 204 205 206 207 210 220 221 222 223 224 225 226 227 228 229 230 250 251 253 260 261 270 271 275 276 277
		301 302 303 304 305 311 401 402 403 404 405 406 407 408 411 412 413 414 415 416 417 418 419 421 422 423 425
		501 502 503 504 506 507 509 511 512 513 514 516 517 518 519 520 521 601 602 603 604 605 606 607 608 609 610
		611 612 613 614 701 702 703 704 707 708 709 710 721 722 723 724 725 726 727 729 730 741 742 751 752 753 754
		755 756 758 761 763 765 766 767 769 770 772 773 774 775 776 777 778 779 780 781 782 784 785 786 787 788 790
		791 801 802 803 804 805 806 811 812 813 814 821 822 823 826 831 841`,
	"warning": `
		111 114 133 144 231 233 235 236 237 238 239 252 272 274 410 505 508 616 619 620 621 705 712 736 762 764 789
		808 815 817 824 832 833 861 862 863 864 865`,
	"note": `
		106 116 128 145 150 151 152 153 211 212 232 234 240 262 273 306 307 308 309 310 409 420 424 426 427 428 510
		515 522 523 524 615 617 618 622 706 711 713 728 731 732 733 734 735 743 757 768 771 807 809 810 816 825 834
		842 843 866 901 902 903 904 905 906 907 908`,
}

// byAnother are rules whose breach goes by another code; breaches holds one.
var byAnother = map[string]string{
	"FH275": "FH229", "FH613": "FH229", "FH708": "E0510", "FH758": "FH302", "FH770": "FH304", "FH782": "E0510",
}

// Each rule has a page, or limits on the page of its type. It is told, by itself
// or under another code, or its page says why not.
func TestEachRuleIsToldOrSaysWhyNot(t *testing.T) {
	pages, err := check.Library(stdlib.FS)
	require.NoError(t, err)
	byID := map[string]*check.Page{}
	for _, p := range pages {
		byID[p.ID] = p
	}
	shown := map[string]bool{}
	for _, b := range breaches() {
		shown[b.rule] = true
	}
	live, all := 0, 0
	for _, severity := range []string{"error", "warning", "note"} {
		for _, number := range strings.Fields(known[severity]) {
			all++
			if isTold(t, byID["FH"+number], "FH"+number, severity, shown) {
				live++
			}
		}
	}
	assert.Equal(t, 282, all)
	assert.GreaterOrEqual(t, live, 230)
}

// isTold tells whether a rule is told, and that an example shows it.
func isTold(t *testing.T, p *check.Page, id, severity string, shown map[string]bool) bool {
	if !assert.NotNil(t, p, id) {
		return false
	}
	assert.Equal(t, softened(id, severity), p.Severity.String(), id)
	if other := byAnother[id]; other != "" {
		assert.True(t, shown[other], "%s goes by %s, of which no breach is", id, other)
		return true
	}
	if p.Unchecked != "" {
		assert.False(t, shown[id], id)
		return false
	}
	told := shown[id]
	for _, e := range p.Examples {
		told = told || e.Bad != ""
	}
	assert.True(t, told, "no breach of %s is shown", id)
	return told
}

// softened is the severity of a rule's page. A hint that Terraform refuses is an
// error until it is dropped; the limits of FH502 are errors, its page is not.
func softened(id, severity string) string {
	switch id {
	case "FH133":
		return "error"
	case "FH502":
		return "warning"
	}
	return severity
}

// What FH116, FH121, FH143, FH207, FH301, FH309, FH790 and FH826 ask of a
// CloudFormation document, it has.
func TestCloudFormationDocumentsAreComplete(t *testing.T) {
	const table = `destination_table_configuration: { database_name: "d", table_name: "t", s3_error_output_prefix: "" }`
	s := iceberg("").with(`destination_table_configuration: { database_name: "d", table_name: "t" }`, table).
		with("name: \"s\",\n", "name: \"s\", tags: {},\n"+fromKinesis("kinesis_stream_arn: "+kinesisARN+", role_arn: delivery_role.arn")).
		nested(strings.Replace(failures, "lake_bucket.arn", "lake_bucket.arn, kms_key_arn: key.arn", 1))
	iceberg := cloudFormation(t, s)
	assert.Contains(t, iceberg, `"DeliveryStreamType": "KinesisStreamAsSource"`)
	assert.Contains(t, iceberg, `"KMSEncryptionConfig"`)
	assert.Equal(t, 2, strings.Count(iceberg, `"IntervalInSeconds": 300`))
	for _, not := range []string{`"Tags"`, `"NoEncryptionConfig"`, `"s3ErrorOutputPrefix"`, `"S3ErrorOutputPrefix"`} {
		assert.NotContains(t, iceberg, not)
	}
	secret := httpEndpoint(`secrets_manager_configuration: { secret_arn: login.arn }`)
	assert.Contains(t, cloudFormation(t, secret), `"Enabled": false`)
	old := streamOf("name: \"s\",\n", "s3", "s3_configuration", delivery+"buffering_size: 64")
	assert.Contains(t, cloudFormation(t, old), `"ExtendedS3DestinationConfiguration"`)
}

func cloudFormation(t *testing.T, s text) string {
	r := synth.Run(synth.Job{Files: []*source.File{source.NewFile("t.rb", []byte(s))}, Target: "cloudformation"})
	require.Len(t, r.Documents, 1, "%v", r.Diags)
	var b strings.Builder
	require.NoError(t, r.Documents[0].Write(&b))
	return b.String()
}
