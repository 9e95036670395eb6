# Lets MRI Ruby evaluate a template of the goldens beside it, and prints what
# resources it makes as {"TYPE": {"NAME": {…}}}.
#
#   ruby prelude.rb TEMPLATE
#
# It knows just what these templates use of the language around Ruby: resource
# functions, references and inputs in strings, template blocks, jsonencode.
require "json"
require "set"

# Where the language follows Ruby 3.4: the text of hashes, and the words of
# NameError and NoMethodError.
class Hash
  def inspect
    return "{}" if empty?

    "{#{map { |key, value| "#{Hash.key_text(key)} #{value.inspect}" }.join(", ")}}"
  end
  alias to_s inspect

  def self.key_text(key)
    return "#{key.inspect} =>" unless key.is_a?(Symbol)

    key.match?(/\A[[:alpha:]_][[:alnum:]_]*[?!]?\z/) ? "#{key}:" : "#{key.to_s.inspect}:"
  end
end

module NewerWords
  def to_s
    super.split("\n").first.tr("`", "'")
         .sub(/' for (nil|true|false|main):\w+\z/, "' for \\1")
         .sub(/' for #<struct ([A-Z]\w*) .*>\z/, "' for an instance of \\1")
         .sub(/' for .*:([A-Z][\w:]*)\z/) { "' for an instance of #{$1}" }
  end
end
NameError.prepend(NewerWords)

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

MAIN = self

# A word that nothing defines is a free name or a resource function; a method
# that a value does not have stays an error.
def method_missing(name, *arguments, **pairs)
  return super unless equal?(MAIN) || is_a?(Module)
  return Free.new(name) if arguments.empty? && pairs.empty? && !name.start_with?("aws_")

  raise NameError, "undefined local variable or method '#{name}'" unless name.start_with?("aws_")

  label, attributes = arguments
  MADE[name][label] = (attributes || {}).merge(pairs).compact
  Unknown.new("#{name}.#{label}")
end

def respond_to_missing?(name, _all) = name.start_with?("aws_")

load ARGV.fetch(0)
$stdout.puts JSON.generate(MADE)
