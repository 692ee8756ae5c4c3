// Expressions on the thirteen container_fs_* series, whoever serves them. They have no label of the node but that of
// their target, which need not exist.
{
  // In the order in which they are shown: sizes and counts, which a runtime serves together, then I/O of the device.
  metrics:: [
    'container_fs_usage_bytes',
    'container_fs_limit_bytes',
    'container_fs_inodes_total',
    'container_fs_inodes_free',
    'container_fs_io_current',
    'container_fs_io_time_seconds_total',
    'container_fs_io_time_weighted_seconds_total',
    'container_fs_read_seconds_total',
    'container_fs_write_seconds_total',
    'container_fs_reads_merged_total',
    'container_fs_writes_merged_total',
    'container_fs_sector_reads_total',
    'container_fs_sector_writes_total',
  ],

  // Those that expressions name.
  metricsIn(targets)::
    [
      metric
      for metric in $.metrics
      if std.length([target for target in targets if std.length(std.findSubstr(metric, target.expr)) > 0]) > 0
    ],

  // `clusters`, `nodes` and `containers` are matchers of a dashboard's variables, such as 'node=~"$node"'.
  new(config, clusters, nodes, containers=[])::
    local cluster = config.clusterLabel;
    local selector(matchers) = '{%s}' % std.join(',', std.filter(function(m) m != '', matchers));
    local own(name, matchers) = name + selector([config.exporterSelector, clusters] + matchers);
    // Pause containers are left out, which dockershim calls POD and others nothing.
    local series(metric, matchers=[]) = metric + selector([clusters] + containers + ['container!=""', 'container!="POD"'] + matchers);
    {
      local expressions = self,

      // A metric of the containers chosen, on any node.
      series(metric):: series(metric),

      // Who serves a metric on each node, always 1. {cluster, instance, node, metric, source}
      source(matchers=[]):: own('dockershim_bridge_metric_source_info', [nodes] + matchers),

      // 1 for each agent and its node; of two at one address, one. {cluster, instance, node}
      local nodesOfAgents =
        'topk by (%(cluster)s, instance) (1, max by (%(cluster)s, instance, node) (%(source)s))' % {
          cluster: cluster,
          source: expressions.source(['metric="container_fs_usage_bytes"']),
        },

      // What `of` makes of series, with the label `node`: the target's, or else the name that the agent at the same
      // address tells, or else none, which only "All" nodes have. `of` is given a function from a metric to its series.
      onNode(of):: |||
        %(labelled)s
        or
        %(unlabelled)s
        * on (%(cluster)s, instance) group_left (node)
          %(agents)s
        or
        %(nameless)s
        unless on (%(cluster)s, instance)
          %(agents)s
      ||| % {
        cluster: cluster,
        labelled: of(function(metric) series(metric, ['node!=""', nodes])),
        unlabelled: of(function(metric) series(metric, ['node=""'])),
        nameless: of(function(metric) series(metric, ['node=""', nodes])),
        agents: nodesOfAgents,
      },

      // One value a container, also where two serve it. {cluster, node, namespace, pod, container, device}
      perContainer(of):: aggregated('max', 'node, namespace, pod, container, device', of),

      // One value a device, of which each container on it has the same: never a sum. {cluster, node, device}
      perDevice(of, aggregation='max'):: aggregated(aggregation, 'node, device', of),

      local aggregated(aggregation, labels, of) =
        '%s by (%s, %s) (\n%s)' % [aggregation, cluster, labels, $.indented(expressions.onNode(of))],

      // Devices of which containers tell the inodes of the file system, as HELP says. Under dockershim each told how
      // many it uses, and that none is free. {cluster, node, device}
      fileSystemInodes()::
        '%s > 0\nor\n%s == 0' % [
          self.perDevice(function(select) select('container_fs_inodes_free')),
          self.perDevice(function(select) select('container_fs_inodes_total'), 'stddev'),
        ],

      // How many containers have the metric, by who serves it: native, bridge or mixed. A target that tells of an
      // exporter serves what the exporter rebuilt. Another one at the address of an agent, such as its /metrics/cadvisor
      // or the kubelet that it stands for, serves what the agent says; any other is a kubelet.
      servedBy(metric):: {
        local counted = 'count by (%s, job, instance) (%s)' % [cluster, series(metric)],
        local exporters = own('dockershim_bridge_build_info', []),
        local agents(sources) = own('dockershim_bridge_metric_source_info', ['metric="%s"' % metric, sources]),
        local f = {
          cluster: cluster,
          counted: counted,
          exporters: exporters,
          bridge: agents('source="bridge"'),
          mixed: agents('source=~"both|partial"'),
          any: agents('source=~"bridge|both|partial"'),
        },
        native: |||
          sum(
            %(counted)s
            unless on (%(cluster)s, job, instance) %(exporters)s
            unless on (%(cluster)s, instance) %(any)s
          )
        ||| % f,
        bridge: |||
          sum(
            %(counted)s
            and on (%(cluster)s, job, instance) %(exporters)s
            or
            %(counted)s
            and on (%(cluster)s, instance) %(bridge)s
          )
        ||| % f,
        mixed: |||
          sum(
            %(counted)s
            and on (%(cluster)s, instance) %(mixed)s
            unless on (%(cluster)s, job, instance) %(exporters)s
          )
        ||| % f,
      },

      // Containers of which the metric is there more than once, by how often. {cluster, node, namespace, pod, container}
      twice(metric):: |||
        count by (%(cluster)s, node, namespace, pod, container) (
          count by (%(cluster)s, node, namespace, pod, container, job, instance) (
        %(series)s  )
        ) > 1
      ||| % { cluster: cluster, series: $.indented($.indented(expressions.onNode(function(select) select(metric)))) },

      // `value`, with the node of the agent that tells it. {..., node}
      ofAgent(value):: '%s\n* on (%s, instance) group_left (node)\n  %s' % [value, cluster, nodesOfAgents],
    },

  indented(text):: std.join('\n', [if line == '' then '' else '  ' + line for line in std.split(text, '\n')]),
}
