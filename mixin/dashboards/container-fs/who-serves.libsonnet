// Who serves each of the thirteen: by series, by node, over time.
local containerFs = import '../../lib/container-fs.libsonnet';
local dashboard = import '../../lib/dashboard.libsonnet';
local links = import '../../lib/links.libsonnet';
local panels = import '../../lib/panels.libsonnet';

function(board)
  local cluster = board.cluster;
  local fs = board.fs;
  local own = board.own;
  local noAgent = board.noAgent;

  local short(metric) = std.strReplace(std.strReplace(metric, 'container_fs_', ''), '_total', '');

  // How the matrix shows who serves a metric; the worse the higher, so that the worst of two is kept.
  local codes = ['kubelet', 'bridge', 'partial', 'both', 'none'];
  local colors = { kubelet: 'blue', bridge: 'green', partial: 'yellow', both: 'orange', none: 'red' };
  local code(metric) = 'max by (%s, node) (\n%s\n)' % [cluster, std.join('\n  or\n', [
    '  %d * %s' % [i + 1, fs.source(['metric="%s"' % metric, 'source="%s"' % codes[i]])]
    for i in std.range(0, std.length(codes) - 1)
  ])];
  // Nodes of which most is amiss come first.
  local worstNodes = 'topk(100, count by (%(cluster)s, node) (%(amiss)s) or 0 * count by (%(cluster)s, node) (%(all)s))' % {
    cluster: cluster,
    amiss: fs.source(['source=~"partial|both|none"']),
    all: fs.source(['metric="container_fs_usage_bytes"']),
  };
  local evidences = ['look', 'runtime', 'pending', 'assumption', 'no_kubelet'];
  local evidenceColors = ['green', 'yellow', 'red', 'orange', 'blue'];

  local whoServes = [
    dashboard.row('Who serves what'),
    [11, [
      [12, panels.table(
             'Each series, by nodes',
             panels.about(
               'On how many nodes each of the thirteen is served by the kubelet, by the agent (bridge), by both, by the kubelet for some containers only (partial), or by nobody (none).',
               ['dockershim_bridge_metric_source_info'],
               'no agent is scraped.'
             ),
             [panels.instant('count by (metric) (%s)' % fs.source())] +
             [
               panels.instant('count by (metric) (%s)\nor 0 * count by (metric) (%s)' % [fs.source(['source="%s"' % source]), fs.source()])
               for source in codes
             ],
             [['metric', 'Series'], ['Value #A', 'Nodes']] + [
               ['Value #' + std.char(std.codepoint('B') + i), codes[i]]
               for i in std.range(0, std.length(codes) - 1)
             ],
           ) +
           panels.column('partial', 'short', [[null, 'text'], [1, 'yellow']]) +
           panels.column('both', 'short', [[null, 'text'], [1, 'orange']]) +
           panels.column('none', 'short', [[null, 'text'], [1, 'red']]) +
           panels.sortedBy('Series', false) +
           panels.whenEmpty(noAgent)],
      [12, panels.timeSeries(
        'Series of nodes, by who serves them',
        panels.about(
          'Pairs of a node and one of the thirteen, by source: what is on the way from the kubelet to the bridge, and what is missing (none) or twice (both).',
          ['dockershim_bridge_metric_source_info'],
          'no agent is scraped.'
        ),
        [panels.target('count by (source) (%s)' % fs.source(), '{{source}}')],
      ) + panels.stacked + panels.fewPoints() + panels.bounds(0) + {
        fieldConfig+: { overrides+: [
          { matcher: { id: 'byName', options: source }, properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: colors[source] } }] }
          for source in codes
        ] },
      } + panels.whenEmpty(noAgent)],
    ]],
    [12, [[24, panels.table(
                 'Each series on each node',
                 panels.about(
                   'Who serves each of the thirteen on each node, and by what evidence the agent knows: its own look at what the kubelet serves, the runtime, a first look that failed (pending: nothing is served yet), an assumption, or no kubelet at all. Of more than a hundred nodes those are shown of which most is amiss; choose others above.',
                   ['dockershim_bridge_metric_source_info', 'dockershim_bridge_metric_source_evidence'],
                   'no agent is scraped.'
                 ),
                 [
                   panels.instant('%s\nand on (%s, node) %s' % [code(metric), cluster, worstNodes])
                   for metric in containerFs.metrics
                 ] + [
                   panels.instant('max by (%s, node) (\n%s\n)\nand on (%s, node) %s' % [cluster, std.join('\n  or\n', [
                     '  %d * (\n    %s\n  )' % [10 + i, std.strReplace(fs.ofAgent(own('dockershim_bridge_metric_source_evidence', ['evidence="%s"' % evidences[i]])) + ' == 1', '\n', '\n    ')]
                     for i in std.range(0, std.length(evidences) - 1)
                   ]), cluster, worstNodes]),
                 ],
                 [[cluster, 'Cluster'], ['node', 'Node']] + [
                   ['Value #' + std.char(std.codepoint('A') + i), short(containerFs.metrics[i])]
                   for i in std.range(0, std.length(containerFs.metrics) - 1)
                 ] + [['Value #' + std.char(std.codepoint('A') + std.length(containerFs.metrics)), 'Evidence']],
               ) +
               { fieldConfig+: { defaults+: { custom+: { minWidth: 90 } } } } +
               panels.mappings(
                 { [std.toString(i + 1)]: { text: codes[i], color: colors[codes[i]] } for i in std.range(0, std.length(codes) - 1) } +
                 { [std.toString(10 + i)]: { text: evidences[i], color: evidenceColors[i] } for i in std.range(0, std.length(evidences) - 1) }
               ) +
               { fieldConfig+: { overrides+: [
                 { matcher: { id: 'byName', options: heading }, properties: [{ id: 'custom.displayMode', value: 'color-text' }, { id: 'unit', value: 'none' }] }
                 for heading in [short(metric) for metric in containerFs.metrics] + ['Evidence']
               ] } } +
               panels.overrideAll([short(metric) for metric in containerFs.metrics] + ['Evidence'], [['noValue', 'unknown']]) +
               panels.override('byName', 'Node', [['custom.minWidth', 160], ['links', [links.node()]]]) +
               panels.whenEmpty(noAgent)]]],
  ];

  whoServes
