// What alerts ask, by the recorded series where one says it already. A label `cluster` is grouped and joined by, and never
// required. Of our own targets, `instance` and `pod` may change with each restart: only what is about one target has them.
local alerts = import 'alerts.libsonnet';
local configuration = import 'configuration.libsonnet';
local held = import 'held.libsonnet';
local queries = import 'queries.libsonnet';
local text = import 'text.libsonnet';

local matcher(label, values) =
  if std.length(values) == 1 then '%s="%s"' % [label, values[0]] else '%s=~"%s"' % [label, std.join('|', values)];

{
  new(config):: {
    local q = queries.new(config),
    local cluster = config.clusterLabel,
    local node = cluster + ', node',
    local nodeCheck = node + ', check',
    local target = cluster + ', job, instance, metrics_path',
    local silent = alerts.time(config, config.heldWhileSilent),
    local unknown = alerts.time(config, config.heldWhileUnknown),
    local seenWithin = alerts.time(config, config.exporterSeenWithin),
    // Exporters that were scraped within that time, or are still targets. {cluster, job, instance, metrics_path, role}
    local exporters(roles) = 'last_over_time(instance:dockershim_exporter:known{%s}[%s])' % [matcher('role', roles), silent],
    local kubeStateMetrics(matchers) =
      'kube_node_info' + queries.selector([config.kubeStateMetricsSelector] + matchers),
    // Now, or with `since` at any time since then.
    local told(selector, since) = if since == null then selector else 'last_over_time(%s[%s])' % [selector, since],

    local heldMetric(name, matchers=[]) = told(q.metric(name, matchers), silent),

    // 0 where it was last told to be 0, or comes and goes: what fails and works by turns cannot be relied on.
    local downOrFlapping(metric) = |||
      last_over_time(%(metric)s[%(silent)s]) == 0
      or
      changes(%(metric)s[%(within)s]) >= %(changes)d
    ||| % {
      metric: metric,
      silent: silent,
      within: alerts.time(config, config.flappingWithin),
      changes: config.flappingChanges,
    },

    // Nodes that there are. An alert outlasts a missed scrape of kube-state-metrics; what is asked of all the time `since`
    // ends with its node, which is deleted a while after its agent has fallen silent.
    local known(since, matchers='') =
      told('node:dockershim_known:current' + matchers, if since == null then silent else null),

    // Of a node whose agent has just fallen silent the watcher tells something else, since it sees less; that is no news.
    local news(rows) = text.joined('unless on (%s)' % node, [rows, 'node:dockershim_agent:silent']),

    cluster:: cluster,
    node:: node,
    metric:: q.metric,
    indented:: text.indented,

    // What one metric tells, also over a scrape that was missed, or the restart of a target.
    held:: heldMetric,

    downOrFlapping:: downOrFlapping,

    // Nodes in one of these phases, or last seen in one. {cluster, node}
    inPhases(phases):: text.over('group', node, held.held(
      'node:dockershim_phase:current{%s}' % matcher('phase', phases),
      node,
      silent,
      unknown,
      'node:dockershim_phase:current{phase="unknown"}',
      self.notInPhases(phases + ['unknown']),
    )),

    // Nodes that are told to be in none of these phases. {cluster, node, phase}
    notInPhases(phases):: news('node:dockershim_phase:current{phase!~"%s"}' % std.join('|', phases)),

    // Nodes whose phase is unknown, or one that these rules do not know. {cluster, node}
    inUnknownPhase():: text.over('group', node, |||
      last_over_time(node:dockershim_phase:current{phase!~"%(known)s"}[%(silent)s])
      unless on (%(node)s)
      node:dockershim_phase:current{phase=~"%(known)s"}
    ||| % { known: std.join('|', configuration.phases), silent: silent, node: node }),

    // Checks that fail, or failed when they were last judged. {cluster, node} and `more`
    //
    // checks: a matcher of `check`; severity: one of `severity`, which only a check that was judged has
    checkFails(checks, severity='', more='')::
      local failed = queries.selector([checks, severity]);
      text.over('group', node + more, held.held(
        'node:dockershim_check_failed:current' + failed,
        nodeCheck,
        silent,
        unknown,
        q.metric('dockershim_check_evaluated', [checks, 'node!=""']) + ' == 0',
        news('(max by (%s) (%s) == 0)' % [nodeCheck, q.metric('dockershim_check_failed', [checks, severity, 'node!=""'])]),
      )),

    // The same on nodes that have left Docker, where it means harm and not a plan.
    failsOnMigrated(checks, severity='', more='')::
      text.joined('and on (%s)' % node, [self.checkFails(checks, severity, more), self.inPhases(['migrated'])]),

    // Nodes of which nobody tells a phase, in clusters where somebody tells phases, or a watcher ought to.
    notJudged(since=null):: text.trimmed(|||
      %(known)s
      unless on (%(node)s)
      %(phase)s
      and on (%(cluster)s)
      (
        last_over_time(phase:dockershim_nodes:count[%(seenWithin)s])
        or
        last_over_time(%(watcher)s[%(seenWithin)s])
        or
        %(judges)s
      )
    ||| % {
      node: node,
      cluster: cluster,
      known: known(since),
      phase: told('node:dockershim_phase:current', since),
      watcher: q.metric('dockershim_bridge_synced'),
      seenWithin: seenWithin,
      judges: exporters(['judge', 'watcher']),
    }),

    // Nodes without an agent, in clusters where agents run. Windows nodes have none.
    agentMissing(since=null):: text.trimmed(|||
      %(known)s
      unless on (%(node)s)
      %(agent)s
      unless on (%(node)s)
      last_over_time(%(windows)s[%(silent)s])
      unless on (%(node)s)
      last_over_time(%(windowsByUs)s[%(silent)s])
      and on (%(cluster)s)
      (
        last_over_time(node:dockershim_agent:current[%(seenWithin)s])
        or
        %(agents)s
      )
    ||| % {
      node: node,
      cluster: cluster,
      known: known(since, '{node!~"%s"}' % config.nodesWithoutAgent),
      agent: told('node:dockershim_agent:current', since),
      windows: kubeStateMetrics(['os_image=~"(?i).*windows.*"']),
      windowsByUs: q.metric('dockershim_node_info', ['os="windows"']),
      agents: exporters(['agent']),
      silent: silent,
      seenWithin: seenWithin,
    }),

    // How many shards of a watcher are missing. A shard that has not listed the cluster yet tells nothing of it.
    shardsMissing(since=null):: text.trimmed(|||
      max by (%(cluster)s) (%(shards)s)
      -
      (
        count by (%(cluster)s) (count_values by (%(cluster)s) ("shard", %(index)s and %(synced)s == 1))
        or
        max by (%(cluster)s) (%(shards)s) * 0
      )
      > 0
    ||| % {
      cluster: cluster,
      shards: q.metric('dockershim_bridge_shards'),
      index: told(q.metric('dockershim_bridge_shard_index'), since),
      synced: told(q.metric('dockershim_bridge_synced'), since),
    }),

    // Targets of ours that are down, or come and go. {cluster, job, instance} and what else tells where that is
    targetsDown(since=null):: text.over('group', cluster + ', job, instance, namespace, pod, node', |||
      (
      %(down)s
      )
      and on (%(target)s)
      %(exporters)s
    ||| % {
      down: text.indented(if since == null then text.trimmed(downOrFlapping('up')) else 'max_over_time(up[%s]) == 0' % since),
      target: target,
      exporters: exporters(['agent', 'watcher']),
    }),

    // Agents whose targets are gone, by their nodes, where nothing tells which nodes there are: else agentMissing does.
    agentsGone(since=null):: text.trimmed(|||
      group by (%(node)s) (
        last_over_time(%(judged)s[%(seenWithin)s])
        unless on (%(target)s)
        up
      )
      unless on (%(node)s)
      %(agent)s
      unless on (%(cluster)s)
      %(known)s
    ||| % {
      node: node,
      cluster: cluster,
      target: target,
      judged: q.metric('dockershim_check_last_evaluation_timestamp_seconds', ['observer="agent"']),
      agent: told('node:dockershim_agent:current', since),
      known: known(null),
      seenWithin: seenWithin,
    }),

    // Watchers whose targets are gone, where none is left. {cluster, job}
    watchersGone(since=null):: text.trimmed(|||
      group by (%(cluster)s, job) (
        last_over_time(%(shards)s[%(seenWithin)s])
        unless on (%(target)s)
        up
      )
      unless on (%(cluster)s)
      %(left)s
    ||| % {
      cluster: cluster,
      target: target,
      shards: q.metric('dockershim_bridge_shards'),
      left: told(q.metric('dockershim_bridge_shards'), since),
      seenWithin: seenWithin,
    }),

    exporterDown(since=null):: text.joined('or', [
      self.targetsDown(since),
      self.agentsGone(since),
      self.watchersGone(since),
    ]),
  },
}
