// The phases of a node as dashboards show them, in the order of the way. Colours are the same everywhere.
local grey = (import 'panels.libsonnet').grey;

local phases = [
  { name: 'dockershim', color: 'orange', meaning: 'on dockershim, and nothing has been begun' },
  { name: 'draining', color: 'yellow', meaning: 'on dockershim, cordoned' },
  { name: 'migrating', color: 'blue', meaning: 'between two runtimes' },
  { name: 'migrated', color: 'green', meaning: 'on containerd, CRI-O or another runtime' },
  { name: 'cri-dockerd', color: 'purple', meaning: 'on Docker Engine through cri-dockerd' },
  { name: 'unknown', color: grey, meaning: 'nothing that could be seen tells its runtime' },
  { name: 'unsupported', color: 'red', meaning: 'its kubelet does not work, or will not start again' },
];

// From the best to the worst: where two agents of one node disagree for a moment, the largest of their numbers is shown.
local ranks = ['migrated', 'cri-dockerd', 'migrating', 'draining', 'dockershim', 'unknown', 'unsupported'];

{
  all: phases,
  // A number for each, for panels that show one state at a time.
  code(name): [i + 1 for i in std.range(0, std.length(ranks) - 1) if ranks[i] == name][0],
  codes: { [std.toString($.code(phase.name))]: { text: phase.name, color: phase.color } for phase in phases },
  names: { [phase.name]: { text: phase.name, color: phase.color } for phase in phases },
}
