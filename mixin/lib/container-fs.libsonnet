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
    // By std.strReplace, which Jsonnet has built in, and std.findSubstr it has not: seconds less.
    local isIn(word, text) = std.strReplace(text, word, '') != text;
    [
      metric
      for metric in $.metrics
      if std.length([target for target in targets if isIn(metric, target.expr)]) > 0
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

      // Who serves one metric on each node chosen: each agent once. {cluster, instance, node}
      local agents = expressions.source(['metric="container_fs_usage_bytes"']),
      // With the name of its node; of two agents at one address, one.
      local nodesOfAgents =
        'topk by (%(cluster)s, instance) (1, max by (%(cluster)s, instance, node) (%(agents)s))' % { cluster: cluster, agents: agents },

      // What `of` makes of series, with the label `node`: the target's, or else the name that the agent at the same
      // address tells, or else none, which only "All" nodes have. `of` is given a function from a metric to its series,
      // and keeps the labels `node` and `instance`. What is picked from all series, as by topk, must be picked from
      // those of the nodes chosen.
      local onNode(of, picks=false) =
        local select(matchers, filter) =
          if picks
          then function(metric) '(%s %s on (%s, instance) %s)' % [series(metric, matchers), filter, cluster, agents]
          else function(metric) series(metric, matchers);
        |||
          %(labelled)s
          or
          %(unlabelled)s
          * on (%(cluster)s, instance) group_left (node)
            %(nodesOfAgents)s
          or
          %(nameless)s
          unless on (%(cluster)s, instance)
            %(agents)s
        ||| % {
          cluster: cluster,
          labelled: of(function(metric) series(metric, ['node!=""', nodes])),
          unlabelled: of(select(['node=""'], 'and')),
          nameless: of(select(['node=""', nodes], 'unless')),
          agents: agents,
          nodesOfAgents: nodesOfAgents,
        },
      local over(aggregation, labels, expr) = '%s by (%s, %s) (\n%s)' % [aggregation, cluster, labels, $.indented(expr)],
      local target = 'node, job, instance',

      // The containers with the largest values, one value a container also where two serve it: so twice as many are
      // looked at. `of` as above. {cluster, node, namespace, pod, container, device}
      largest(limit, of)::
        'topk(%d,\n%s\n)' % [limit, $.indented(over(
          'max',
          'node, namespace, pod, container, device',
          onNode(function(select) 'topk(%d, %s)' % [2 * limit, of(select)], picks=true)
        ))],

      // One value a device, of which each container on it has the same: never a sum. {cluster, node, device}
      local perDevice(of) = over('max', 'node, device', onNode(of)),
      local ofTarget(aggregation, expr) = '%s by (%s, %s, device) (%s)' % [aggregation, cluster, target, expr],
      device(metric):: perDevice(function(select) ofTarget('max', select(metric))),
      deviceRate(metric):: perDevice(function(select) ofTarget('max', 'rate(%s[$__rate_interval])' % select(metric))),

      // What all containers on a device use, as a part of it; of two that serve them, the larger. {cluster, node, device}
      deviceUsage():: perDevice(function(select) '(%s / %s)' % [
        ofTarget('sum', select('container_fs_usage_bytes')),
        ofTarget('max', select('container_fs_limit_bytes')),
      ]),

      // Whether containers tell the inodes of the file system, as HELP says: some are free, or all tell the same total.
      // Under dockershim each told how many it uses, and that none is free.
      local ofFileSystem(select) = '(%s > 0 or %s == 0)' % [
        ofTarget('max', select('container_fs_inodes_free')),
        ofTarget('stddev', select('container_fs_inodes_total')),
      ],
      // The used part of a device's inodes, where they are told. {cluster, node, device}
      deviceInodes():: perDevice(function(select) '(1 - %s / %s and %s)' % [
        ofTarget('max', select('container_fs_inodes_free')),
        ofTarget('max', select('container_fs_inodes_total')),
        ofFileSystem(select),
      ]),
      // The containers that use most inodes, where those are told.
      largestInodes(limit):: self.largest(limit, function(select) '%s unless on (%s, %s, device) %s' % [
        select('container_fs_inodes_total'),
        cluster,
        target,
        ofFileSystem(select),
      ]),

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
      twice(metric)::
        over('count', 'node, namespace, pod, container', onNode(
          function(select) 'count by (%s, %s, namespace, pod, container) (%s)' % [cluster, target, select(metric)]
        )) + ' > 1',

      // What agents tell, of the nodes chosen.
      agent(metric, matchers=[])::
        '%s and on (%s, instance) %s' % [own(metric, matchers), cluster, agents],

      // `value`, with the node of the agent that tells it. {..., node}
      ofAgent(value):: '%s\n* on (%s, instance) group_left (node)\n  %s' % [value, cluster, nodesOfAgents],
    },

  indented(text):: std.join('\n', [if line == '' then '' else '  ' + line for line in std.split(text, '\n')]),
}
