// Durations as Prometheus writes them: one number and one unit.
{
  local unitMillis = { ms: 1, s: 1000, m: 60 * 1000, h: 3600 * 1000, d: 24 * 3600 * 1000, w: 7 * 24 * 3600 * 1000 },

  millis(duration)::
    local digits = [c for c in std.stringChars(duration) if c >= '0' && c <= '9'];
    local unit = std.substr(duration, std.length(digits), std.length(duration));
    assert std.length(digits) > 0 && std.objectHas(unitMillis, unit) : 'not a duration: ' + duration;
    std.parseInt(std.join('', digits)) * unitMillis[unit],

  seconds(duration):: $.millis(duration) / 1000,

  // In the largest unit that is exact, so that what was not shortened stays as it was written. Shortened, at least a second.
  shortened(duration, times)::
    if times == 1 then duration else
      local millis = std.max(1000, std.floor($.millis(duration) / times / 1000 + 0.5) * 1000);
      '%ds' % (millis / 1000),
}
