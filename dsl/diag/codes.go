package diag

import (
	"strings"
)

// A Code is a kind of diagnostic that the compiler knows of itself. Rules
// bring their own codes (FHnnn) on their pages. Codes are never reused.
type Code struct {
	ID       string
	Severity Severity
	What     string // one sentence: what is wrong, and what to do
	Example  string // a template that yields the code; a test compiles it
	Target   string // for which target the example yields it; empty: for every one
}

// Codes is every code of this package, by ID.
func Codes() []*Code { return codes }

var codes []*Code

func code(id string, s Severity, what, example string) *Code {
	c := &Code{ID: id, Severity: s, What: what, Example: example}
	codes = append(codes, c)
	return c
}

// E01xx: lexing and parsing.
var (
	UnexpectedToken = code("E0101", Error,
		"The text is not a statement of the template language at this place.",
		"x = )\n")
	BadCharacter = code("E0102", Error,
		"A byte or character that template text may not hold, such as a no-break space, a typographic quote, NUL or broken UTF-8.",
		"x = “a”\n")
	BadNumber = code("E0103", Error,
		"The digits are not a number of the language; `_` stands between digits only, and a leading `0` makes a number octal.",
		"x = 09\n")
	BadEscape = code("E0104", Error,
		"A backslash in a literal is followed by something that is not an escape sequence.",
		"x = \"\\u12\"\n")
	Unterminated = code("E0105", Error,
		"A literal or comment is opened and its end is missing.",
		"x = \"abc\n")
	Unclosed = code("E0106", Error,
		"A bracket or a construct such as `do` or `if` is opened and never closed.",
		"template :t do\n")
	UnexpectedEnd = code("E0107", Error,
		"A closing bracket, `end`, or a branch such as `else` stands where nothing is open that it could belong to.",
		"end\n")
	MissingComma = code("E0108", Error,
		"Two elements of a list, a Hash or an argument list have no comma between them.",
		"x = { a: 1\n  b: 2 }\n")
	NeedsParentheses = code("E0109", Error,
		"Arguments stand without parentheses where Ruby needs them, such as a Hash in braces after a method name, or a call inside another list.",
		"puts {a: 1}\n")
	NotInLanguage = code("E0110", Error,
		"A construct of Ruby that templates do without; the message says what to write instead.",
		"@x = 1\n")
	NotRuby = code("E0111", Error,
		"The text looks like Terraform's own language; templates are written in Ruby.",
		"resource \"aws_sns_topic\" \"a\" {\n}\n")
	MisplacedJump = code("E0112", Error,
		"A jump such as `break`, `next`, `return`, `retry` or `yield` stands where there is nothing to leave, repeat or call.",
		"retry\n")
	BadParameter = code("E0113", Error,
		"A parameter has a name that is taken, reserved or no variable's, or stands in a place that its kind may not have.",
		"def f(class)\nend\n")
	BadTarget = code("E0114", Error,
		"What stands left of `=` cannot be assigned to.",
		"1 = x\n")
	DuplicateKey = code("E0115", Warning,
		"A key stands twice in one Hash literal; the last one wins.",
		"x = { a: 1, a: 2 }\n")
	TooDeep = code("E0116", Error,
		"The source text is nested more deeply than the limit.",
		"x = "+strings.Repeat("[", 3000)+"\n")
	NotAssociative = code("E0117", Error,
		"Two comparisons or ranges follow each other without parentheses, which Ruby does not allow.",
		"x = 1 == 1 == 1\n")
)

// E02xx: names and lowering.
var (
	AssignedLater = code("E0201", Warning,
		"A free name is used before the line that assigns it, so it is an input there; probably the lines are in the wrong order.",
		"aws_sns_topic(:t, { name: label.value })\nlabel = 1\n")
	NearMiss = code("E0202", Warning,
		"A free name differs by one letter from something that is defined; probably it is misspelt.",
		"stream = aws_sns_topic(:s, { name: \"s\" })\naws_sns_topic(:t, { name: strem.name })\n")
	BadName = code("E0204", Error,
		"The name of a template, resource, input or output is not of the form `[A-Za-z_][A-Za-z0-9_-]*`.",
		"aws_sns_topic(:\"1st\", { name: \"a\" })\n")
	TemplateTwice = code("E0205", Error,
		"Two templates of one run have the same name; a template is not reopened.",
		"template :a do\nend\ntemplate :a do\nend\n")
	TemplateMisplaced = code("E0206", Error,
		"A `template` block stands inside another one, without a name or block, or with more than a description beside its name.",
		"template :a do\n  template :b do\n  end\nend\n")
	UnknownType = code("E0207", Error,
		"No resource or data source type has this name.",
		"aws_snss_topic(:a, { name: \"a\" })\n")
	ResourceTwice = code("E0208", Error,
		"Two resources of one template have the same type and name.",
		"aws_sns_topic(:a, { name: \"a\" })\naws_sns_topic(:a, { name: \"b\" })\n")
	BadResourceCall = code("E0209", Error,
		"A resource function takes a name and attributes: `aws_sns_topic(:alerts, { name: \"alerts\" })`.",
		"aws_sns_topic()\n")
	BadValue = code("E0210", Error,
		"A value cannot be an attribute: only text, numbers, true, false, nil, lists, hashes and references can.",
		"aws_sqs_queue(:q, { delay_seconds: ->(x) { x } })\n")
	DeclaredTwice = code("E0211", Error,
		"An input, an output or a provider of one template is declared twice.",
		"output :a, 1\noutput :a, 2\n")
	BadDeclaration = code("E0212", Error,
		"`input`, `output`, `provider`, `terraform`, `raw`, `ref` or `template(:other)` is called in a way that it does not take.",
		"output 1\n")
)

// E03xx: running.
var (
	RunError = code("E0301", Error,
		"The template raised an error that nothing rescued.",
		"raise \"no\"\n")
	UndefinedName = code("E0302", Error,
		"A bare name is no variable, method or function; `input :name` declares an input.",
		"aws_sns_topic(:a, { name: topic_name })\n")
	NoSuchMethod = code("E0303", Error,
		"A value does not have the method that is called on it.",
		"nil.upcase\n")
	KnownLater = code("E0304", Error,
		"The template looks at a value that is known only after deployment.",
		"t = aws_sns_topic(:t, { name: \"t\" })\nt.arn.upcase\n")
	NotAvailable = code("E0305", Error,
		"Something of Ruby that templates do without; the message says what to use instead.",
		"system(\"ls\")\n")
	LimitReached = code("E0306", Error,
		"The template reached one of the fixed limits of evaluation.",
		"loop { }\n")
	BadRequire = code("E0307", Error,
		"`require_relative` loads a helper file from inside the project's folder, and nothing else.",
		"require_relative \"../x\"\n")
	StrayJump = code("E0308", Error,
		"A `break`, `return` or `throw` has nothing left that it could leave.",
		"def f = proc { return 1 }\nf.call\n")
	ConstTwice = code("E0309", Error,
		"A constant is assigned twice.",
		"A = 1\nA = 2\n")
)

// E07xx: the project file and the documents that hold templates. They need
// files of their own, so their examples are no templates.
var (
	ProjectSyntax = code("E0701", Error,
		"The project file firehose.hcl is not written in HCL at this place.", "")
	UnknownSetting = code("E0702", Error,
		"The project file has a setting or block that does not exist.", "")
	StrayValue = code("E0706", Warning,
		"The project file gives a value to an input that no template of the run has.", "")
	SettingNotBuilt = code("E0703", Error,
		"The setting belongs to the project file, but this release does not know it yet; leave it out.", "")
	SettingValue = code("E0704", Error,
		"The setting takes one of the values that the message lists.", "")
	QuotedFence = code("E0705", Error,
		"A template inside a Markdown block quote cannot be read; write its fence outside the quote.", "")
)

// E076x: levels and waivers, and findings that are known.
var (
	LevelOfNothing = code("E0761", Error,
		"The project file gives a level to a code that no rule or diagnostic has.", "")
	LevelTooLow = code("E0762", Error,
		"The project file lowers an error. What AWS or the provider refuses stays refused; only warnings and notes have levels.", "")
	BadWaiver = code("E0763", Warning,
		"A waiver does not count: it says no reason, names a code that does not exist, or stands at an error. It is written `# firehose-dsl:allow CODE reason`.",
		"aws_sns_topic(:a, { name: \"a\" }) # firehose-dsl:allow FH9999 because\n")
	IdleWaiver = code("E0764", Warning,
		"A waiver lets nothing pass: what it was for is not told on its line. Leave it out.",
		"aws_sns_topic(:a, { name: \"a\" }) # firehose-dsl:allow FH231 because\n")
	StaleFinding = code("E0765", Warning,
		"The baseline lists a finding that no longer occurs; `check --write-baseline` leaves it out.", "")
)

// E077x: the rules of a project, which are no templates either.
var (
	RulePageSyntax = code("E0771", Error,
		"A page of the project's own rules is not written in HCL at this place.", "")
	BadRulePage = code("E0772", Error,
		"A page of the project's own rules has something that rules do not have, or lacks what they need. The rule is left out.", "")
	EndlessRepair = code("E0773", Error,
		"The repairs of the project's own rules do not come to an end: what one writes, a rule finds fault with again.", "")
)

// E04xx: the provider schema.
var (
	UnknownAttribute = code("E0401", Error,
		"A resource or block is given an attribute or block that the provider does not have there. `firehose-dsl schema TYPE` lists what it has.",
		"aws_kinesis_stream(:s, { name: \"s\", shard_cuont: 1 })\n")
	WrongType = code("E0402", Error,
		"A value is of a type that the provider does not take there, and that Terraform does not convert.",
		"aws_kinesis_stream(:s, { name: \"s\", shard_count: \"many\" })\n")
	MissingMember = code("E0403", Error,
		"A block lacks an attribute or block that the provider requires.",
		"aws_iam_role(:r, { name: \"r\" })\n")
	BlockCount = code("E0404", Error,
		"A nested block stands more often, or less often, than the provider allows.",
		"aws_kinesis_stream(:s, { name: \"s\", stream_mode_details: [{ stream_mode: \"ON_DEMAND\" }, { stream_mode: \"ON_DEMAND\" }] })\n")
	ReadOnlyAttribute = code("E0405", Error,
		"An attribute that only the provider sets is given a value.",
		"aws_iam_role(:r, { name: \"r\", assume_role_policy: \"{}\", unique_id: \"AROA\" })\n")
	DeprecatedMember = code("E0406", Warning,
		"An attribute or block is deprecated by the provider, and will be removed in a later version.",
		"aws_iam_role(:r, { name: \"r\", assume_role_policy: \"{}\", inline_policy: { name: \"p\", policy: \"{}\" } })\n")
)

// E05xx: references and inputs.
var (
	UnknownReference = code("E0501", Error,
		"A reference names an attribute that the resource type does not have. `firehose-dsl schema TYPE` lists those it has.",
		"t = aws_sns_topic(:t, { name: \"t\" })\naws_sns_topic(:u, { name: t.arnn })\n")
	ReferenceCycle = code("E0502", Error,
		"Resources refer to each other in a circle, so that none of them can be made first.",
		"aws_sns_topic(:a, { name: ref(:aws_sns_topic, :b, :name) })\naws_sns_topic(:b, { name: ref(:aws_sns_topic, :a, :name) })\n")
	UndefinedResource = code("E0503", Error,
		"A reference names a resource that the template does not make.",
		"aws_sns_topic(:a, { name: ref(:aws_sns_topic, :b, :name) })\n")
	OtherTemplate = code("E0504", Error,
		"A resource of another template is used as if it belonged to this one. Use it through its template, `template(:other).x.arn`: it becomes an output there and an input here.",
		"t = aws_sns_topic(:x, { name: \"x\" })\ntemplate :b do\n  aws_sns_topic(:y, { name: t.arn })\nend\n")
	InputCollision = code("E0505", Error,
		"Two inputs come to one name, as `a_b.arn` and `a.b_arn` do. Declare them with `input` under names of their own.",
		"aws_sns_topic(:a, { name: a_b.arn, display_name: a.b_arn })\n")
	ReservedInput = code("E0506", Error,
		"An input has a name that Terraform keeps for itself: source, version, providers, count, for_each, lifecycle, depends_on or locals.",
		"aws_sns_topic(:a, { name: source.value })\n")
	InputConflict = code("E0507", Error,
		"One input feeds attributes that no single type or kind of ARN fits.",
		"aws_security_group(:a, { name: x.value, revoke_rules_on_delete: true, ingress: x.value })\n")
	UndeclaredInput = code("E0508", Error,
		"A free name makes an input, but the project asks that inputs be declared with `input`.", "")
	InvalidInput = code("E0509", Error,
		"The declaration of an input does not fit: an unknown option, a type that does not exist, or a default of another type.",
		"input :size, type: \"nubmer\"\naws_sns_topic(:a, { name: \"a\" })\n")
	SecretLiteral = code("E0510", Error,
		"A secret stands in the template as plain text. Let an input bring it; or say why it may stay, on the same line: `# firehose-dsl:allow E0510 reason`.",
		"aws_ssm_parameter(:p, { name: \"/p\", type: \"SecureString\", value: \"hunter2\" })\n")
	InvalidMeta = code("E0511", Error,
		"A meta-argument (depends_on, lifecycle, provider) does not fit, or is one that templates do not need: count, for_each, provisioner.",
		"aws_sns_topic(:a, { name: \"a\", count: 3 })\n")
	NoTemplate = code("E0512", Error,
		"A run found no template: no `template` block, and no resource outside of one.",
		"x = 1\n")
	UnknownProvider = code("E0513", Error,
		"A resource asks for a provider configuration that the template does not have.",
		"aws_sns_topic(:a, { name: \"a\", provider: :west })\n")
	NearDuplicateInput = code("E0514", Warning,
		"Two inputs have names that differ by one letter: one is likely a slip of the pen.",
		"aws_sns_topic(:a, { name: topic_label.name, display_name: topic_lable.name })\n")
	LegacyCollision = code("E0515", Error,
		"An attribute stands twice, once under its old name and once under the new one.",
		"aws_kinesis_firehose_delivery_stream(:a, { name: \"a\", destination: \"extended_s3\", extended_s3_configuration: {\n"+
			"  role_arn: r.arn, bucket_arn: b.arn, buffer_size: 64, buffering_size: 64 } })\n")
	FixedSetting = code("E0516", Error,
		"Terraform reads its own settings before there are any values, so they cannot hold inputs or references.",
		"terraform do\n  required_version bucket.name\nend\naws_sns_topic(:a, { name: \"a\" })\n")
	RoleWithoutStream = code("E0517", Warning,
		"A role is asked for by `firehose_role` for a stream that does not name it as a role of its own, so that it gets no permission for it.",
		"firehose_role(:delivery, :raw)\naws_kinesis_firehose_delivery_stream(:raw, {\n  name: \"raw\", destination: \"extended_s3\",\n"+
			"  extended_s3_configuration: { role_arn: other_role.arn, bucket_arn: lake_bucket.arn, prefix: \"raw/\" }\n})\n")
	TemplateCycle = code("E0518", Error,
		"Templates use values of each other through `template(:other)`, so that none of them can be deployed first.",
		"template :a do\n  aws_sns_topic(:x, { name: template(:b).y.name })\nend\n"+
			"template :b do\n  aws_sns_topic(:y, { name: template(:a).x.name })\nend\n")
)

// E06xx: emitting.
var (
	RawWithoutTarget = code("E0601", Error,
		"A raw value says nothing for the target that is written.",
		"aws_sns_topic(:a, { name: raw(cloudformation: \"x\") })\n")
	LooksLikeReference = code("E0602", Note,
		"A text looks like a reference of Terraform; it is escaped and stays text. A reference is written in Ruby: `#{topic.arn}`.",
		"aws_sns_topic(:a, { name: \"${var.name}\" })\n")
	DynamicReference = code("E0604", Error,
		"A dynamic reference of CloudFormation stands in a template that is written for Terraform, which would take it for text. Let an input bring the secret, or a data source.",
		"aws_ssm_parameter(:p, { name: \"p\", type: \"SecureString\", value: \"{{resolve:secretsmanager:orders}}\" })\n")
	OutputLimit = code("E0603", Error,
		"The documents of a run would be larger than the limit; texts that many resources share are written once for each.", "")
)

// E065x: CloudFormation.
var (
	NoCounterpart = forCloudFormation(code("E0651", Error,
		"CloudFormation cannot express this: it has no such resource type, property or attribute. Leave it out, or say it with `raw cloudformation: …`.",
		"aws_iam_policy(:p, { name: \"p\", policy: { Version: \"2012-10-17\", Statement: [] }, tags: { a: \"b\" } })\n"))
	CloudFormationName = forCloudFormation(code("E0652", Error,
		"Two things come to one name in CloudFormation, whose names are of letters and digits: two resources, two inputs, or one of each.",
		"aws_sns_topic(:a_b, { name: \"x\" })\naws_sns_topic(:aB, { name: \"y\" })\n"))
	CloudFormationQuota = forCloudFormation(code("E0653", Error,
		"The template exceeds a limit of CloudFormation: 500 resources, 200 parameters, 200 outputs, 1 MB, names of 255 characters, a description of 1,024 bytes.",
		"501.times { |i| aws_sns_topic(\"t#{i}\", { name: \"t#{i}\" }) }\n"))
	LargeTemplate = forCloudFormation(code("E0654", Note,
		"The document is larger than the 51,200 bytes that a request to CloudFormation may hold; it has to be deployed from an S3 bucket.",
		"500.times { |i| aws_sns_topic(\"topic_number_#{i}\", { name: \"topic-number-#{i}\", display_name: \"The topic of that number\" }) }\n"))
	TerraformOnly = forCloudFormation(code("E0655", Note,
		"This says something to Terraform alone, and CloudFormation has no need of it; it is left out.",
		"aws_kms_key(:k, { description: \"k\", timeouts: { create: \"5m\" } })\n"))
	OtherBehaviour = forCloudFormation(code("E0656", Warning,
		"CloudFormation has nothing that does the same; the resource is made, and behaves otherwise than under Terraform.",
		"aws_sns_topic(:t, { name: \"t\", lifecycle: { ignore_changes: [:name] } })\n"))
	CloudFormationValue = forCloudFormation(code("E0657", Error,
		"A value cannot stand in CloudFormation: null inside a document, text that is no JSON where a document is needed, a list as an output, or a key that would be taken for an intrinsic function.",
		"aws_iam_policy(:p, { name: \"p\", policy: { Version: nil, Statement: [] } })\n"))
)

func forCloudFormation(c *Code) *Code {
	c.Target = "cloudformation"
	return c
}

// E075x: reading documents back. Their examples would be documents.
var (
	BadDocument = code("E0751", Error,
		"A document is not in the form that it should be read in: no JSON, or a key that stands twice in one object.", "")
	UnknownDocument = code("E0752", Error,
		"A file is neither Terraform's JSON nor a CloudFormation template, which are the documents that can be read back.", "")
	ForeignPart = code("E0753", Warning,
		"A document holds something that templates cannot make; it was not written by this program, and is left out or kept as it stands.", "")
)
