# Evaluates a generated template as Ruby does and prints its resources as one
# JSON text: what `make bench` measures the compiler against.
require "json"

Ref = Struct.new(:address) do
  def method_missing(name) = "${#{address}.#{name}}"
  def name = "${#{address}.name}"
  def respond_to_missing?(*) = true
end

RESOURCES = Hash.new { |h, k| h[k] = {} }

def template(_name) = yield

%i[aws_iam_role aws_iam_role_policy aws_s3_bucket aws_kinesis_firehose_delivery_stream
   aws_cloudwatch_metric_alarm].each do |type|
  define_method(type) do |name, attributes|
    RESOURCES[type][name] = attributes
    Ref.new("#{type}.#{name}")
  end
end

load ARGV.fetch(0)
$stdout.write JSON.generate({ resource: RESOURCES })
