// What agents tell of what they serve: how it compares in shadow mode, and what is missing.
local containerFs = import '../../lib/container-fs.libsonnet';
local dashboard = import '../../lib/dashboard.libsonnet';
local panels = import '../../lib/panels.libsonnet';

function(board)
  local config = board.config;
  local cluster = board.cluster;
  local fs = board.fs;
  local own = board.own;
  local topk = board.topk;
  local sum = board.sum;
  local noAgent = board.noAgent;

  local noShadow = 'No agent runs with --series.when=shadow';
  local shadow(matchers=[]) = fs.agent('dockershim_bridge_shadow_containers', matchers);
  local verdicts = ['equal', 'close', 'different', 'missing'];
  local shadowMode = [
    dashboard.row('Shadow mode: what the kubelet serves, compared with what the agent would'),
    [10, [
      [8, panels.barGauge(
            'Largest difference',
            panels.about(
              "Of each series, the largest difference between the kubelet's value and the agent's over all nodes in shadow mode, as a part of the larger; 1 where the agent has none. Usage differs by Docker's own files, times by a factor of a million unless both mean the same.",
              ['dockershim_bridge_shadow_difference_ratio'],
              'no agent runs with `--series.when=shadow`, or its kubelet serves none of the thirteen.'
            ),
            [panels.instant('max by (metric) (\n%s\n)' % containerFs.indented(fs.agent('dockershim_bridge_shadow_difference_ratio')), '{{metric}}')],
            'percentunit',
          ) + panels.bounds(0, 1) + panels.thresholds([[null, 'green'], [config.shadowDifferenceRatio, 'orange']]) + panels.whenEmpty(noShadow) +
          panels.runbooks(config, ['ContainerFsShadowDiffers'])],
      [8, panels.table(
            'Containers by verdict',
            panels.about(
              "How many containers' values are equal with both, close, different, or missing with the agent; docs/metrics.md says what is close.",
              ['dockershim_bridge_shadow_containers'],
              'no agent runs with `--series.when=shadow`.'
            ),
            [panels.instant(sum('metric', shadow(['verdict="%s"' % verdict]))) for verdict in verdicts],
            [['metric', 'Series']] + [
              ['Value #' + std.char(std.codepoint('A') + i), verdicts[i]]
              for i in std.range(0, std.length(verdicts) - 1)
            ],
          ) + panels.column('different', 'short', [[null, 'text'], [1, 'orange']]) +
          panels.column('missing', 'short', [[null, 'text'], [1, 'red']]) +
          panels.sortedBy('different') + panels.whenEmpty(noShadow)],
      [8, panels.table(
            'Nodes that differ most',
            panels.about(
              'Of each node in shadow mode and each series, the largest difference: the 50 largest.',
              ['dockershim_bridge_shadow_difference_ratio'],
              'no agent runs with `--series.when=shadow`.'
            ),
            [panels.instant(topk(50, fs.ofAgent(own('dockershim_bridge_shadow_difference_ratio'))))],
            [[cluster, 'Cluster'], ['node', 'Node'], ['metric', 'Series'], ['Value', 'Difference']],
          ) + panels.column('Difference', 'percentunit', [[null, 'green'], [config.shadowDifferenceRatio, 'orange']]) +
          panels.sortedBy('Difference') + panels.whenEmpty(noShadow)],
    ]],
    [8, [
      [16, panels.timeSeries(
        'Containers by verdict over time',
        panels.about(
          'Pairs of a container and a series, by how the values compare.',
          ['dockershim_bridge_shadow_containers'],
          'no agent runs with `--series.when=shadow`.'
        ),
        [panels.target(sum('verdict', shadow()), '{{verdict}}')],
      ) + panels.stacked + panels.fewPoints() + panels.bounds(0) + panels.whenEmpty(noShadow)],
      [4, panels.stat(
        'Nodes in shadow mode',
        panels.about(
          'Agents that compare and serve none of the thirteen.',
          ['dockershim_bridge_shadow_timestamp_seconds'],
          'none, or no agent has compared yet.'
        ),
        [panels.instant('count(\n%s\n)' % containerFs.indented(fs.agent('dockershim_bridge_shadow_timestamp_seconds')))],
      ) + panels.whenEmpty('none')],
      [4, panels.stat(
        'Oldest comparison',
        panels.about(
          "How long ago the kubelet's values were read, of the agent where it is longest.",
          ['dockershim_bridge_shadow_timestamp_seconds'],
          'no agent runs with `--series.when=shadow`.'
        ),
        [panels.instant('time() - min(\n%s\n)' % containerFs.indented(fs.agent('dockershim_bridge_shadow_timestamp_seconds')))],
        's',
      ) + panels.thresholds([[null, 'green'], [300, 'orange'], [900, 'red']]) + panels.whenEmpty('no comparison')],
    ]],
  ];

  local incompleteRows = [
    dashboard.row('Containers of which something is not known'),
    [9, [
      [8, panels.barGauge(
        'What is missing, and of how many containers',
        panels.about(
          'Running containers of which something is unknown, by what; what depends on it is not served for them. logs: usage is that of the writable layer alone.',
          ['dockershim_bridge_containers_incomplete'],
          'no agent is scraped.'
        ),
        [panels.instant(sum('missing', fs.agent('dockershim_bridge_containers_incomplete')), '{{missing}}')],
      ) + panels.bounds(0) + panels.thresholds([[null, 'green'], [1, 'orange']]) + panels.whenEmpty(noAgent)],
      [8, panels.timeSeries(
        'What is missing over time',
        panels.about(
          'The same over time, without what no container lacks.',
          ['dockershim_bridge_containers_incomplete'],
          'good news where the panel on the left shows zeros.'
        ),
        [panels.target(sum('missing', fs.agent('dockershim_bridge_containers_incomplete')) + ' > 0', '{{missing}}')],
      ) + panels.fewPoints() + panels.bounds(0) + panels.whenEmpty('No container lacks anything, if agents are scraped')],
      [8, panels.table(
        'Nodes with incomplete containers',
        panels.about(
          'Where containers lack something, and how many: the 100 largest.',
          ['dockershim_bridge_containers_incomplete'],
          'good news where the panel on the left shows zeros.'
        ),
        [panels.instant(topk(100, fs.ofAgent(own('dockershim_bridge_containers_incomplete')) + ' > 0'))],
        [[cluster, 'Cluster'], ['node', 'Node'], ['missing', 'Missing'], ['Value', 'Containers']],
      ) + panels.sortedBy('Containers') + panels.whenEmpty('No container lacks anything, if agents are scraped')],
    ]],
  ];

  shadowMode + incompleteRows
