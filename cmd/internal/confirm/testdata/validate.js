// Judges CloudFormation templates with @aws/cloudformation-validate, which has
// no command line: node validate.js FILE... One process for all of them, since
// the rules take seconds to load. What is an error is printed, and makes the
// status 1.
const { RegoEngine, TemplateFile } = require("@aws/cloudformation-validate");

const engine = new RegoEngine();
const files = process.argv.slice(2);
let errors = 0;
for (const file of files) {
  for (const d of engine.validateStandard(new TemplateFile(file)).diagnostics) {
    if (d.severity === "ERROR" || d.severity === "FATAL") {
      errors++;
      console.log(`${file}: ${d.severity} ${d.ruleId}: ${d.message}`, JSON.stringify(d.entity ?? null));
    }
  }
}
console.log(`${files.length} templates judged, ${errors} errors`);
process.exitCode = errors ? 1 : 0;
