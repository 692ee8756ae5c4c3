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

  // Targets that are exporters of ours, as long as they are targets, also while they are down; and for a while afterwards.
  // By role: an agent or a watcher; and who of them judges nodes.
  local target = cluster + ', job, instance, metrics_path',
  local lastHere(metric, matchers=[]) = 'last_over_time(%s[%s])' % [q.metric(metric, matchers), alerts.time(config, config.exporterSeenWithin)],
  local exporters(role, join, metric, matchers=[]) = {
    record: 'instance:dockershim_exporter:known',
    expr: text.trimmed(|||
      group by (%(target)s) (
        %(build)s
        %(join)s on (%(target)s)
        %(metric)s
      )
      or
      group by (%(target)s) (
        last_over_time(instance:dockershim_exporter:known{role="%(role)s"}[%(silent)s])
        and on (%(target)s)
        up
      )
    ||| % {
      target: target,
      build: lastHere('dockershim_bridge_build_info'),
      join: join,
      metric: lastHere(metric, matchers),
      role: role,
      silent: silent,
    }),
    labels: { role: role },
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

  // Containers of which more than one target tells a metric, in a cluster that has agents of ours: two jobs, or two targets
  // of a job on one node. Whether one is ours its series do not tell, since /metrics/cadvisor has nothing of our own. Two devices of one target are two honest series, and a pod of the same name on another node is another one;
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
        and on (%(cluster)s)
        last_over_time(instance:dockershim_exporter:known[%(silent)s])
      )
    ||| % {
      cluster: cluster,
      container: container,
      metric: metric,
      silent: silent,
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
        exporters('agent', 'unless', 'dockershim_bridge_shards'),
        exporters('watcher', 'and', 'dockershim_bridge_shards'),
        exporters('judge', 'and', 'dockershim_node_phase', ['phase="unknown"']),
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
