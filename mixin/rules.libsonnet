local alerts = import 'lib/alerts.libsonnet';
local conditions = import 'lib/conditions.libsonnet';
local configuration = import 'lib/configuration.libsonnet';
local queries = import 'lib/queries.libsonnet';
local text = import 'lib/text.libsonnet';

{
  local config = configuration.checked($._config),
  local cluster = config.clusterLabel,
  local silent = alerts.time(config, config.heldWhileSilent),
  local q = queries.new(config),
  local c = conditions.new(config),

  // By whom a node is known: kube-state-metrics, where there is one, and the watcher, also of nodes with an agent.
  local known = |||
    group by (%(cluster)s, node) (kube_node_info%(kubeStateMetrics)s)
    or
    group by (%(cluster)s, node) (%(watcher)s)
  ||| % {
    cluster: cluster,
    kubeStateMetrics: queries.selector([config.kubeStateMetricsSelector]),
    watcher: q.metric('dockershim_check_last_evaluation_timestamp_seconds', ['observer="watcher"', 'node!=""']),
  },

  // An agent that does not judge tells at least who serves what.
  local agents = |||
    group by (%(cluster)s, node) (
      %(judged)s
      or
      %(serves)s
    )
  ||| % {
    cluster: cluster,
    judged: q.metric('dockershim_check_last_evaluation_timestamp_seconds', ['observer="agent"']),
    serves: q.metric('dockershim_bridge_metric_source_info', ['metric="container_fs_usage_bytes"']),
  },

  // Agents that were there a while ago: they restart, or are gone.
  local silentAgents = |||
    last_over_time(node:dockershim_agent:current[%(silent)s])
    unless on (%(cluster)s, node)
    node:dockershim_agent:current
  ||| % { cluster: cluster, silent: silent },

  // Of the checks that alerts are about, those that fail: few series, that can be looked back at.
  local checkFailed = 'max by (%s, node, check, severity) (%s == 1)' % [
    cluster,
    q.metric('dockershim_check_failed', ['check=~"CN-.*|DC-0[12]|DK-.*|RT-0[5679].*|WL-.*"', 'node!=""']),
  ],

  // Containers of which more than one target tells a metric, one of ours among them: two jobs, or two targets of a job on
  // one node. Two devices of one target are two honest series, and a pod of the same name on another node is another one;
  // labels that a second Prometheus adds make no second target.
  local duplicates(metric) =
    local container = cluster + ', namespace, pod, container';
    |||
      count by (%(cluster)s, namespace) (
        (
          count by (%(container)s) (
            group by (%(container)s, job, metrics_path) (%(metric)s{container!=""})
          ) > 1
          or
          max by (%(container)s) (
            count by (%(container)s, id, node) (
              group by (%(container)s, id, node, job, instance, metrics_path) (%(metric)s{container!=""})
            ) > 1
          )
        )
        and on (%(container)s)
        (%(metric)s{container!=""} and on (%(cluster)s, job, instance, metrics_path) %(ours)s)
      )
    ||| % {
      cluster: cluster,
      container: container,
      metric: metric,
      ours: q.metric('dockershim_bridge_build_info'),
    },

  local nodesNotListed = 'max_over_time(%s[%s]) == 0' % [
    q.metric('dockershim_bridge_source_up', ['source="apiserver_nodes"']),
    silent,
  ],

  // Why it is not known of a cluster that all of its nodes have arrived; a restart within `silent` is no reason, nor a
  // node that has joined since.
  local blindSpot(reason, expr) = {
    record: 'cluster:dockershim_blind_spots:count',
    expr: text.over('count', cluster, expr),
    labels: { reason: reason },
  },
  local longKnown(expr) = text.joined('and on (%s, node)' % cluster, [
    expr,
    'node:dockershim_known:current offset ' + silent,
  ]),

  prometheusRules+:: {
    groups+: [{
      name: 'dockershim-exporter.rules',
      rules: [
        { record: 'node:dockershim_phase:current', expr: q.nodePhaseCurrent() },
        { record: 'phase:dockershim_nodes:count', expr: q.nodesByPhase() },
        { record: 'workload:dockershim_docker_access:pods', expr: q.dockerAccessPods() },
        { record: 'workload:dockershim_telemetry_agents:pods', expr: q.telemetryAgentPods() },
        { record: 'node:dockershim_known:current', expr: text.trimmed(known) },
        { record: 'node:dockershim_agent:current', expr: text.trimmed(agents) },
        { record: 'node:dockershim_agent:silent', expr: text.trimmed(silentAgents) },
        { record: 'node:dockershim_check_failed:current', expr: checkFailed },
      ] + [
        { record: 'namespace:container_fs_duplicates:count', expr: text.trimmed(duplicates(metric)), labels: { metric: metric } }
        for metric in config.duplicatesSoughtIn
      ] + [
        blindSpot('phase_unknown', 'node:dockershim_phase:current{phase="unknown"}'),
        blindSpot('node_not_judged', longKnown(c.notJudged(silent))),
        blindSpot('agent_missing', longKnown(c.agentMissing(silent))),
        blindSpot('shard_missing', c.shardsMissing(silent)),
        blindSpot('exporter_down', c.exporterDown(silent)),
        blindSpot('nodes_not_listed', nodesNotListed),
      ],
    }],
  },
}
