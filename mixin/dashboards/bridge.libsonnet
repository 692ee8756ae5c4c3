local dashboard = import '../lib/dashboard.libsonnet';
local panels = import '../lib/panels.libsonnet';
local queries = import '../lib/queries.libsonnet';

{
  local config = $._config,
  local cluster = config.clusterLabel,
  local clusters = dashboard.matcher(cluster, 'cluster'),
  local instances = dashboard.matcher('instance'),
  local own(name, matchers=[]) = name + queries.selector([config.exporterSelector, clusters, instances] + matchers),
  local exporters = own('dockershim_bridge_build_info'),
  // A number, and 0 where it is known that there is none.
  local countOr0(counted, all) = 'count(%s)\nor 0 * count(%s)' % [counted, all],

  local noAgent = 'No agent is scraped',
  local noWatcher = 'No watcher is scraped',
  local noExporter = 'Unknown: no exporter is scraped',
  local amiss(color) = panels.thresholds([[null, 'green'], [1, color]]) + panels.mappings({ '0': { text: 'none', color: 'green' } }),

  local board = {
    config: config,
    cluster: cluster,
    clusters: clusters,
    instances: instances,
    own: own,
    exporters: exporters,
    // Of what any process or target has, that of our own targets.
    ofExporters(expr): '%s\nand on (%s, job, instance) %s' % [expr, cluster, exporters],
    topk(limit, expr): 'topk(%d,\n%s\n)' % [limit, queries.indented(expr)],
    rate(metric, matchers=[]): 'rate(%s[$__rate_interval])' % own(metric, matchers),
    ofInstance: '{{instance}} {{%s}}' % cluster,
    instanceColumns: [[cluster, 'Cluster'], ['job', 'Job'], ['instance', 'Instance']],
    noAgent: noAgent,
    noWatcher: noWatcher,
    noExporter: noExporter,
  },

  local atAGlance = [
    [4, [
      [4, panels.stat(
        'Agents',
        panels.about(
          'Agents that are scraped.',
          ['dockershim_bridge_containers'],
          'none is.'
        ),
        [panels.instant('count(%s)' % own('dockershim_bridge_containers'))],
      ) + panels.whenEmpty(noAgent) + panels.runbooks(config, ['DockershimAgentMissing'])],
      [4, panels.stat(
        'Watchers',
        panels.about(
          'Watchers that are scraped, and into how many shards the cluster is divided, as they say, summed over clusters. Fewer than shards: a part of the cluster is not judged.',
          ['dockershim_bridge_shard_index', 'dockershim_bridge_shards'],
          'no watcher is scraped.'
        ),
        [
          panels.instant('count(%s)' % own('dockershim_bridge_shard_index'), 'scraped'),
          panels.instant('sum(max by (%s) (dockershim_bridge_shards%s))' % [cluster, queries.selector([config.exporterSelector, clusters])], 'shards'),
        ],
      ) + panels.whenEmpty(noWatcher) + panels.runbooks(config, ['DockershimWatcherShardMissing'])],
      [4, panels.stat(
        'Exporters down or gone',
        panels.about(
          'Targets that were exporters within %s and are not up now: they are down, or not scraped any more, such as those of a node that was removed. Those that are still targets are looked for in %s.' % [config.exporterSeenWithin, config.exporterRememberedFor],
          ['dockershim_bridge_build_info', 'up'],
          'no exporter was scraped within that time.'
        ),
        [panels.instant(
          countOr0(
            |||
              max by (%(cluster)s, job, instance) (max_over_time(%(exporters)s[%(within)s])) unless on (%(cluster)s, job, instance) (up%(targets)s == 1)
              or
              max by (%(cluster)s, job, instance) (max_over_time(%(exporters)s[%(remembered)s])) and on (%(cluster)s, job, instance) (up%(targets)s == 0)
            ||| % {
              cluster: cluster,
              exporters: exporters,
              within: config.exporterSeenWithin,
              remembered: config.exporterRememberedFor,
              targets: queries.selector([clusters, instances]),
            },
            'max by (%s, job, instance) (max_over_time(%s[%s]))' % [cluster, exporters, config.exporterRememberedFor]
          )
        )],
      ) + amiss('red') + panels.whenEmpty('Unknown: no exporter was scraped') + panels.runbooks(config, ['DockershimExporterDown'])],
      [4, panels.stat(
        'Sources that fail',
        panels.about(
          'Pairs of an exporter and a source that could not be read when it was last asked. What depends on it is missing.',
          ['dockershim_bridge_source_up'],
          'no exporter is scraped.'
        ),
        [panels.instant(countOr0(own('dockershim_bridge_source_up') + ' == 0', own('dockershim_bridge_source_up')))],
      ) + amiss('red') + panels.whenEmpty(noExporter) + panels.runbooks(config, ['DockershimBridgeSourceDown'])],
      [4, panels.stat(
        'Sources refused',
        panels.about(
          'Pairs of an exporter and an optional source that is refused for want of a permission. It may be so on purpose: the exporter works without, and knows less.',
          ['dockershim_bridge_source_forbidden'],
          'no exporter is scraped.'
        ),
        [panels.instant(countOr0(own('dockershim_bridge_source_forbidden') + ' == 1', own('dockershim_bridge_source_forbidden')))],
      ) + amiss('yellow') + panels.whenEmpty(noExporter) + panels.runbooks(config, ['DockershimBridgeSourceForbidden'])],
      [4, panels.stat(
        'Kubelets not verified',
        panels.about(
          "Agents that accept their kubelet's certificate without verification.",
          ['dockershim_bridge_kubelet_insecure_skip_verify'],
          'no agent is scraped.'
        ),
        [panels.instant(countOr0(own('dockershim_bridge_kubelet_insecure_skip_verify') + ' == 1', own('dockershim_bridge_kubelet_insecure_skip_verify')))],
      ) + amiss('yellow') + panels.whenEmpty('Unknown: no agent is scraped') + panels.runbooks(config, ['DockershimKubeletNotVerified'])],
    ]],
  ],

  grafanaDashboards+:: {
    'bridge.json': dashboard.new(
      config,
      uid='dockershim-bridge',
      title='dockershim-exporter: health',
      description='Whether agents and watchers read their sources, how long it takes, and what it costs.',
      variables=[
        dashboard.clusterVariable(config),
        dashboard.labelVariable('instance', 'Instance', 'label_values(dockershim_bridge_build_info%s, instance)' % queries.selector([config.exporterSelector, clusters])),
      ],
      rows=atAGlance +
           (import 'bridge/sources.libsonnet')(board) +
           (import 'bridge/scrapes-and-agents.libsonnet')(board) +
           (import 'bridge/watchers.libsonnet')(board) +
           (import 'bridge/processes.libsonnet')(board),
    ),
  },
}
