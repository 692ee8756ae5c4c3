local containerFs = import '../lib/container-fs.libsonnet';
local dashboard = import '../lib/dashboard.libsonnet';
local panels = import '../lib/panels.libsonnet';

{
  local config = $._config,
  local cluster = config.clusterLabel,
  local clusters = dashboard.matcher(cluster, 'cluster'),
  local nodes = dashboard.matcher('node'),
  local fs = containerFs.new(config, clusters, nodes, [dashboard.matcher('namespace'), dashboard.matcher('pod')]),
  local own(name, matchers=[]) = name + '{%s}' % std.join(',', std.filter(function(m) m != '', [config.exporterSelector, clusters] + matchers)),

  local board = {
    config: config,
    cluster: cluster,
    fs: fs,
    own: own,
    topk(limit, expr): 'topk(%d,\n%s\n)' % [limit, containerFs.indented(std.rstripChars(expr, '\n'))],
    sum(labels, expr): 'sum by (%s) (\n%s\n)' % [labels, containerFs.indented(std.rstripChars(expr, '\n'))],
    ofContainer: '{{namespace}}/{{pod}}/{{container}} {{node}} {{%s}}' % cluster,
    ofDevice: '{{node}} {{device}} {{%s}}' % cluster,
    noAgent: 'Unknown: no agent is scraped',
    noSeries: 'No container_fs series of containers',
  },

  // A number, and 0 where it is known that there is none.
  local countOr0(counted, all) = 'count(%s)\nor 0 * count(%s)' % [counted, all],

  local atAGlance = [4, [
    [4, panels.stat(
      'Nodes with an agent',
      panels.about(
        'Nodes of which an agent tells who serves the thirteen.',
        ['dockershim_bridge_metric_source_info'],
        'no agent is scraped, so nothing on this page is known by evidence.'
      ),
      [panels.instant('count(count by (%s, node) (%s))' % [cluster, fs.source(['metric="container_fs_usage_bytes"'])])],
    ) + panels.whenEmpty(board.noAgent)],
    [4, panels.stat(
          'Nodes without an agent',
          panels.about(
            'Nodes that a watcher or kube-state-metrics tells of, and no agent: who serves the thirteen there is not known. Nodes that are known to run Windows, which never had these series, are left out.',
            ['dockershim_check_last_evaluation_timestamp_seconds', 'dockershim_node_info', 'kube_node_info'],
            'neither watcher nor kube-state-metrics is scraped, so nobody tells of such nodes.'
          ),
          [panels.instant(|||
            count(
              (
                max by (%(cluster)s, node) (%(watcher)s)
                or
                max by (%(cluster)s, node) (%(stateMetrics)s)
              )
              unless on (%(cluster)s, node) %(windows)s
              unless on (%(cluster)s, node) %(agents)s
            )
            or 0 * count(%(watcher)s)
            or 0 * count(%(stateMetrics)s)
          ||| % {
            cluster: cluster,
            watcher: own('dockershim_check_last_evaluation_timestamp_seconds', ['observer="watcher"', 'node!=""', nodes]),
            stateMetrics: 'kube_node_info{%s}' % std.join(',', std.filter(function(m) m != '', [config.kubeStateMetricsSelector, clusters, nodes])),
            windows: own('dockershim_node_info', ['os="windows"']),
            agents: fs.source(['metric="container_fs_usage_bytes"']),
          })],
        ) + panels.thresholds([[null, 'green'], [1, 'orange']]) + panels.mappings({ '0': { text: 'none', color: 'green' } }) +
        panels.whenEmpty('Unknown: nobody lists nodes') + panels.runbooks(config, ['DockershimAgentMissing'])],
    [4, panels.stat(
          'Series that nobody serves',
          panels.about(
            'Pairs of a node and one of the thirteen with source="none": neither the kubelet nor the agent serves it for any container. So are, on purpose, those left out by `--series.families`, all in shadow mode on a node that lost them, and all of a node without containers.',
            ['dockershim_bridge_metric_source_info'],
            'no agent is scraped.'
          ),
          [panels.instant(countOr0(fs.source(['source="none"']), fs.source()))],
        ) + panels.thresholds([[null, 'green'], [1, 'red']]) + panels.mappings({ '0': { text: 'none', color: 'green' } }) +
        panels.whenEmpty(board.noAgent) + panels.runbooks(config, ['ContainerFsSeriesMissing'])],
    [4, panels.stat(
          'Series that both serve',
          panels.about(
            'Pairs of a node and one of the thirteen with source="both", which the agent says when it serves what its kubelet serves too: with `--series.when=always`. Sums count them twice unless the kubelet\'s are dropped.',
            ['dockershim_bridge_metric_source_info'],
            'no agent is scraped.'
          ),
          [panels.instant(countOr0(fs.source(['source="both"']), fs.source()))],
        ) + panels.thresholds([[null, 'green'], [1, 'orange']]) + panels.mappings({ '0': { text: 'none', color: 'green' } }) +
        panels.whenEmpty(board.noAgent) + panels.runbooks(config, ['ContainerFsSeriesDuplicated'])],
    [4, panels.stat(
          'Containers counted twice',
          panels.about(
            "Containers whose container_fs_usage_bytes is in this data source from two jobs or instances: sums over it are too high. A kubelet whose target has no label node, and whose address is not the agent's, cannot be compared.",
            ['container_fs_usage_bytes'],
            'there is no such series at all.'
          ),
          [panels.instant('count(\n%s)\nor 0 * count(%s)' % [
            containerFs.indented(fs.twice('container_fs_usage_bytes')),
            fs.series('container_fs_usage_bytes'),
          ])],
        ) + panels.thresholds([[null, 'green'], [1, 'red']]) + panels.mappings({ '0': { text: 'none', color: 'green' } }) +
        panels.whenEmpty(board.noSeries) + panels.runbooks(config, ['ContainerFsSeriesDuplicated'])],
    [4, panels.stat(
      'Containers',
      panels.about(
        'Running containers that agents found in their last collection, without pause containers.',
        ['dockershim_bridge_containers'],
        'no agent is scraped.'
      ),
      [panels.instant('sum(\n%s\n)' % containerFs.indented(fs.agent('dockershim_bridge_containers')))],
    ) + panels.whenEmpty(board.noAgent)],
  ]],

  grafanaDashboards+:: {
    'container-fs.json': dashboard.new(
      config,
      uid='dockershim-container-fs',
      title='container_fs: who serves what',
      description='The thirteen container_fs series: who serves each of them on each node, their values, and whether any is counted twice.',
      variables=[
        dashboard.clusterVariable(config),
        dashboard.labelVariable('node', 'Node', 'label_values(%s, node)' % own('dockershim_bridge_metric_source_info', ['metric="container_fs_usage_bytes"'])),
        dashboard.labelVariable('namespace', 'Namespace', 'label_values(container_fs_usage_bytes{%s,container!=""}, namespace)' % clusters),
        dashboard.labelVariable('pod', 'Pod', 'label_values(container_fs_usage_bytes{%s,namespace=~"$namespace",container!=""}, pod)' % clusters),
      ],
      rows=[atAGlance] +
           (import 'container-fs/who-serves.libsonnet')(board) +
           (import 'container-fs/native-or-bridge.libsonnet')(board) +
           (import 'container-fs/space-and-inodes.libsonnet')(board) +
           (import 'container-fs/device-io.libsonnet')(board) +
           (import 'container-fs/agents.libsonnet')(board),
    ),
  },
}
