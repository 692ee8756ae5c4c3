// Whether a configuration can be meant.
local duration = import 'duration.libsonnet';

local defaults = (import '../config.libsonnet')._config;
local alerts = std.objectFields(defaults.alertFor);
// A node of which nothing is known has not arrived.
local phases = ['unsupported', 'dockershim', 'draining', 'migrating', 'cri-dockerd', 'migrated'];
local durations = ['stalledAfter', 'exporterSeenWithin', 'flappingWithin', 'serverVersionHeld', 'readinessStaleAfter', 'heldWhileSilent', 'heldWhileUnknown', 'heldInPanels', 'exporterRememberedFor'];

local isLabel(text) =
  local letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_';
  local isIn(characters, c) = std.length(std.findSubstr(c, characters)) > 0;
  std.isString(text) && text != '' && isIn(letters, text[0]) &&
  std.length([c for c in std.stringChars(text) if !isIn(letters + '0123456789', c)]) == 0;

local noneOf(key, names, known, what) =
  ['%s: %s is %s' % [key, name, what] for name in names if !std.member(known, name)];

local problems(config) =
  noneOf('_config', std.objectFields(config), std.objectFields(defaults), 'no key of it') +
  noneOf('alertFor', std.objectFields(config.alertFor), alerts, 'no alert') +
  noneOf('alertLabelsOf', std.objectFields(config.alertLabelsOf), alerts, 'no alert') +
  noneOf('alertsLeftOut', config.alertsLeftOut, alerts, 'no alert') +
  noneOf('donePhases', config.donePhases, phases, 'no phase to arrive in') +
  (if std.length(config.donePhases) == 0 then ['donePhases: none is named'] else []) +
  (if isLabel(config.clusterLabel) then [] else ['clusterLabel: "%s" is no name of a label' % config.clusterLabel]) +
  [
    'alertFor: %s of %s is no duration of one number and one unit' % [config.alertFor[name], name]
    for name in std.objectFields(config.alertFor)
    if !duration.isOne(config.alertFor[name])
  ] +
  [
    '%s: %s is no duration of one number and one unit' % [key, config[key]]
    for key in durations
    if !duration.isOne(config[key])
  ];

{
  // The phases that tell where a node is: all but unknown.
  phases:: phases,

  // The configuration, or an error with one line that says what is wrong with it.
  checked(config)::
    local found = problems(config);
    if std.length(found) == 0 then config else error found[0],
}
