# Lets MRI Ruby evaluate a template of the goldens beside it, and prints what
# resources it makes as {"TYPE": {"NAME": {…}}}.
#
#   ruby prelude.rb TEMPLATE
#
# It knows just what these templates use of the language around Ruby: resource
# functions, references and inputs in strings, template blocks, jsonencode.
require "json"
require "set"

MADE = Hash.new { |types, type| types[type] = {} }

# An unknown value: text to put in, and attributes of its own.
class Unknown
  def initialize(text) = @text = text
  def to_s = "${#{@text}}"
  alias to_str to_s
  def to_json(*) = to_s.to_json
  def nil? = false
  def ==(other) = other.is_a?(Unknown) && to_s == other.to_s
  def respond_to_missing?(*) = true

  def method_missing(attribute, *arguments)
    raise NoMethodError, "#{attribute} takes no arguments" unless arguments.empty?

    Unknown.new("#{@text}.#{attribute}")
  end
end

# A free name, which is no value before its attribute is named.
class Free < BasicObject
  def initialize(name) = @name = name

  def method_missing(attribute)
    ::Unknown.new(attribute == :value ? "var.#{@name}" : "var.#{@name}_#{attribute}")
  end
end

def template(_name) = yield
def jsonencode(value) = JSON.generate(value)

def method_missing(name, *arguments, **pairs)
  return Free.new(name) if arguments.empty? && pairs.empty? && !name.start_with?("aws_")

  raise NameError, "undefined local variable or method '#{name}'" unless name.start_with?("aws_")

  label, attributes = arguments
  MADE[name][label] = (attributes || {}).merge(pairs).compact
  Unknown.new("#{name}.#{label}")
end

def respond_to_missing?(name, _all) = name.start_with?("aws_")

load ARGV.fetch(0)
$stdout.puts JSON.generate(MADE)
