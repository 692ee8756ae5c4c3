// Unknown is not green: what an alert is about is not over because nobody tells of it any more. An agent that restarts is
// silent for a while, a node that is handed from an agent to the watcher too, and what cannot be judged is unknown.
local text = import 'text.libsonnet';

{
  // Rows of the past that hold until they are told otherwise, but no longer than `silent`, and `unknown` where
  // `unknownRows` says that they cannot be told now.
  //
  // row: a selector of recorded series
  // labels: what tells rows apart, separated by commas
  // otherwise: rows that are told, and are not those
  held(row, labels, silent, unknown, unknownRows, otherwise):: text.trimmed(|||
    (
      last_over_time(%(row)s[%(silent)s])
      or
      last_over_time(%(row)s[%(unknown)s])
        and on (%(labels)s)
      %(unknownRows)s
    )
    unless on (%(labels)s)
    (
    %(otherwise)s
    )
  ||| % {
    row: row,
    labels: labels,
    silent: silent,
    unknown: unknown,
    unknownRows: text.indented(unknownRows),
    otherwise: text.indented(otherwise),
  }),
}
