// Durations as Prometheus writes them: one number and one unit.
{
  local unitMillis = { ms: 1, s: 1000, m: 60 * 1000, h: 3600 * 1000, d: 24 * 3600 * 1000, w: 7 * 24 * 3600 * 1000 },
  local digits(duration) = std.join('', [c for c in std.stringChars(duration) if c >= '0' && c <= '9']),
  local unit(duration) = std.substr(duration, std.length(digits(duration)), std.length(duration)),

  isOne(duration)::
    std.isString(duration) && digits(duration) != '' && std.objectHas(unitMillis, unit(duration)),

  millis(duration)::
    assert $.isOne(duration) : 'not a duration: ' + duration;
    std.parseInt(digits(duration)) * unitMillis[unit(duration)],

  seconds(duration):: $.millis(duration) / 1000,

  // In the largest unit that is exact, so that what was not shortened stays as it was written. Shortened, at least a second.
  shortened(duration, times)::
    if times == 1 then duration else
      local millis = std.max(1000, std.floor($.millis(duration) / times / 1000 + 0.5) * 1000);
      '%ds' % (millis / 1000),
}
