// What kubelets serve themselves against what the exporter rebuilt, and what is there twice.
local containerFs = import '../../lib/container-fs.libsonnet';
local dashboard = import '../../lib/dashboard.libsonnet';
local panels = import '../../lib/panels.libsonnet';

function(board)
  local config = board.config;
  local cluster = board.cluster;
  local fs = board.fs;
  local topk = board.topk;
  local noSeries = board.noSeries;

  local nativeOrBridge(title, metric, more) =
    panels.timeSeries(
      title,
      panels.about(
        'Containers that have the series, by who serves it: bridge is what the exporter rebuilt, native what kubelets serve themselves, mixed what another job has at the address of an agent that says "both" or "partial" of it. Of all nodes of the cluster. An agent of which only `/metrics/cadvisor` is scraped does not say who it is and counts as native. ' + more,
        [metric, 'dockershim_bridge_metric_source_info', 'dockershim_bridge_build_info'],
        'nobody serves it.'
      ),
      [
        panels.target(fs.servedBy(metric)[by], by)
        for by in ['native', 'bridge', 'mixed']
      ],
    ) + panels.stacked + panels.fewPoints(50) + panels.bounds(0) +
    panels.override('byName', 'native', [['color', { mode: 'fixed', fixedColor: 'blue' }]]) +
    panels.override('byName', 'bridge', [['color', { mode: 'fixed', fixedColor: 'green' }]]) +
    panels.override('byName', 'mixed', [['color', { mode: 'fixed', fixedColor: 'orange' }]]) +
    panels.whenEmpty(noSeries);
  local nativeAgainstBridge = [
    dashboard.row('Native against bridge'),
    [9, [
      [8, nativeOrBridge('Usage: native against bridge', 'container_fs_usage_bytes', 'Sizes and counts of inodes come and go with it.')],
      [8, nativeOrBridge('I/O time: native against bridge', 'container_fs_io_time_seconds_total', 'The nine I/O series come and go with it.')],
      [8, panels.table(
        'Which containers are counted twice',
        panels.about(
          'Containers whose container_fs_usage_bytes comes from two jobs or instances, and from how many, as at most 100 rows.',
          ['container_fs_usage_bytes'],
          'good news where the panels on the left are not empty.'
        ),
        [panels.instant(topk(100, fs.twice('container_fs_usage_bytes')))],
        [[cluster, 'Cluster'], ['node', 'Node'], ['namespace', 'Namespace'], ['pod', 'Pod'], ['container', 'Container'], ['Value', 'Served by']],
      ) + panels.whenEmpty('None is counted twice, if there are series') + panels.runbooks(config, ['ContainerFsSeriesDuplicated'])],
    ]],
  ];

  nativeAgainstBridge
