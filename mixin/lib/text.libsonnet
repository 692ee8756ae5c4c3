// Text that is put together, indented by two more with each level.
{
  trimmed(text):: std.rstripChars(text, '\n'),
  indented(text):: '  ' + std.strReplace($.trimmed(text), '\n', '\n  '),

  // Expressions joined by `and`, `or`, `unless` on lines of their own.
  joined(operator, expressions):: std.join('\n%s\n' % operator, [$.trimmed(each) for each in expressions]),

  // aggregation by (labels) (expression)
  over(aggregation, labels, expression):: '%s by (%s) (\n%s\n)' % [aggregation, labels, $.indented(expression)],
}
