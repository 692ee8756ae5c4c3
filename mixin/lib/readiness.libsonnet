// Expressions on nodes, checks and workloads that only dashboards need, over those of queries.libsonnet.
local checks = import 'checks.libsonnet';
local grey = (import 'panels.libsonnet').grey;
local phases = import 'phases.libsonnet';
local queries = import 'queries.libsonnet';

local indented = queries.indented;

{
  indented:: indented,

  // `a`, and of `b` what `a` says nothing of.
  orOn(labels, a, b):: '%s\nor on (%s)\n%s' % [a, labels, b],

  // An aggregation over one expression.
  over(aggregation, expr):: '%s (\n%s\n)' % [aggregation, indented(expr)],

  // How panels show what checkState tells.
  states:: {
    '0': { text: 'passes', color: 'green' },
    '1': { text: 'unknown', color: grey },
    '2': { text: 'fails', color: 'red' },
  },
  severities:: {
    blocker: { text: 'blocker', color: 'red' },
    warning: { text: 'warning', color: 'orange' },
    info: { text: 'info', color: 'blue' },
  },
  // Each check by its id and what it finds if it passes.
  titles:: { [check.id]: { text: check.id + ': ' + check.title } for check in checks },

  // Ids of checks, as a regular expression.
  checksOf(severity):: std.join('|', [check.id for check in checks if check.severity == severity]),

  new(config, more=''):: queries.new(config, more) {
    local base = self,
    local cluster = config.clusterLabel,
    local nodeOf = cluster + ', node',
    local checkOf = cluster + ', node, check',
    // Also over a scrape that was missed: else the nodes of a watcher would be gone for that moment.
    local held(metric) = 'last_over_time(%s[%s])' % [metric, config.heldInPanels],
    local listed(by) = 'group%s (\n  %s\n  or %s\n)' % [
      by,
      held('dockershim_check_last_evaluation_timestamp_seconds' + queries.selector([config.exporterSelector, more, 'observer="watcher"'])),
      held('kube_node_info' + queries.selector([config.kubeStateMetricsSelector, more])),
    ],
    local workloadOf = cluster + ', namespace, workload, workload_type, method',

    // What nodes run, the agent's word before the watcher's. {cluster, node, observer, container_runtime, ...}
    nodeInfo(matchers=[])::
      local of(observer) =
        'max by (%s, observer, container_runtime, container_runtime_version, kubelet_version, os, confidence) (%s)'
        % [nodeOf, base.metric('dockershim_node_info', ['observer="%s"' % observer] + matchers)];
      $.orOn(nodeOf, of('agent'), of('watcher')),

    // Nodes that are known to be there: the watcher tells when it last looked at each node, also of those that it
    // leaves to agents, and an agent so of its own even if it judges no longer. {cluster, node}
    knownNodes():: $.orOn(
      nodeOf,
      'group by (%s) (%s)' % [nodeOf, held(base.metric('dockershim_check_last_evaluation_timestamp_seconds', ['node!=""']))],
      'group by (%s) (%s)' % [nodeOf, held('kube_node_info' + queries.selector([config.kubeStateMetricsSelector, more]))],
    ),

    // Of these the ones of which nobody tells a phase: who tells one, tells of each phase that it is it or is not.
    // {cluster, node}
    notJudged():: '(\n%s\n)\nunless on (%s) %s' % [
      indented(self.knownNodes()),
      nodeOf,
      base.metric('dockershim_node_phase', ['phase="unknown"']),
    ],

    // 1 for each node in one of these phases. Over time much cheaper than nodePhase, since it drops each node's other
    // phases first; so the watcher's word has to go explicitly, where an agent tells of the node. {cluster, node, phase}
    nodesIn(matchers)::
      local of(observer) = 'max by (%s, phase) (%s == 1)' % [
        nodeOf,
        base.metric('dockershim_node_phase', ['observer="%s"' % observer] + matchers),
      ];
      '%s\nor\n(\n%s\n  unless on (%s) %s\n)' % [
        of('agent'),
        indented(of('watcher')),
        nodeOf,
        base.metric('dockershim_node_phase', ['observer="agent"', 'phase="unknown"']),
      ],

    // Nodes that are in none of these phases, whether they are judged or not. {cluster, node}
    nodesNotIn(matchers):: '(\n%s\n)\nunless on (%s)\n(\n%s\n)' % [
      indented(self.knownNodes()),
      nodeOf,
      indented(self.nodesIn(matchers)),
    ],

    // Clusters of which somebody judges nodes, and nobody lists them: a node that nobody judges would not be seen.
    // {cluster}
    clustersNotListed():: 'group by (%s) (%s)\nunless on (%s)\n%s' % [
      cluster,
      base.metric('dockershim_node_phase', ['phase="unknown"']),
      cluster,
      listed(' by (%s)' % cluster),
    ],

    // 1 if somebody lists the nodes of each cluster, so that one that nobody judges would be seen. {}
    nodesListed():: '(\n%s\nunless on ()\n(\n%s\n)\n)' % [listed(''), indented(self.clustersNotListed())],

    // The number of the phase that each node is in, as in phases.libsonnet. {cluster, node}
    phaseCode(matchers=[])::
      local of(observer) = $.over('max by (%s)' % nodeOf, std.join('\nor ', [
        '%d * (%s == 1)' % [
          phases.code(phase.name),
          base.metric('dockershim_node_phase', ['observer="%s"' % observer, 'phase="%s"' % phase.name] + matchers),
        ]
        for phase in phases.all
      ]));
      $.orOn(nodeOf, of('agent'), of('watcher')),

    // Since when each node is in its phase. {cluster, node}
    phaseStart(matchers=[])::
      local of(observer) = 'max by (%s) (%s)' % [
        nodeOf,
        base.metric('dockershim_node_phase_start_timestamp_seconds', ['observer="%s"' % observer] + matchers),
      ];
      $.orOn(nodeOf, of('agent'), of('watcher')),

    // 2 where a check fails, 1 where it cannot be judged, 0 where it passes: the worst is the largest. A check that one
    // observer could judge is not unknown because another one cannot. {cluster, node, check}
    checkState(matchers=[])::
      $.orOn(
        checkOf,
        '2 * max by (%s) (%s)' % [checkOf, base.metric('dockershim_check_failed', matchers)],
        '(max by (%s) (%s) == 0) + 1' % [checkOf, base.metric('dockershim_check_evaluated', matchers)],
      ),

    // Checks that fail. {cluster, node, check}
    failing(matchers=[]):: 'max by (%s) (%s) == 1' % [checkOf, base.metric('dockershim_check_failed', matchers)],

    // Checks that cannot be judged. {cluster, node, check}
    notKnown(matchers=[]):: 'max by (%s) (%s) == 0' % [checkOf, base.metric('dockershim_check_evaluated', matchers)],

    // With the severity of each check, which never changes: a check that is unknown tells none itself.
    withSeverity(expr)::
      local labelled(of, severity) =
        'label_replace(\n%s,\n  "severity", "%s", "check", "%s"\n)' % [indented(of), severity, $.checksOf(severity)];
      std.foldl(labelled, ['blocker', 'warning', 'info'], expr),

    // 0 where all checks of these ids could be judged wherever they were asked, so that nothing counted is no finding: by
    // the watcher over all pods and templates, else by the agents, all of them. {}
    noneIfKnown(ids)::
      local evaluated(of) = base.metric('dockershim_check_evaluated', ['check=~"%s"' % ids, of]);
      local judged = $.orOn(
        cluster,
        'min by (%s) (%s)' % [cluster, evaluated('node=""')],
        'min by (%s) (max by (%s) (%s))' % [cluster, checkOf, evaluated('node!=""')],
      );
      '0 * (%s == 1)' % $.over('min', judged),

    // The count, or 0 if nothing would have been missed, or nothing. {}
    countKnown(expr, ids):: '%s\nor on ()\n%s' % [$.over('count', expr), self.noneIfKnown(ids)],

    // Workloads whose template uses Docker, by the way it does. {cluster, namespace, workload, workload_type, method}
    templates(matchers=[]):: 'max by (%s) (%s)' % [workloadOf, base.metric('dockershim_workload_docker_access_templates', matchers)],

    // Workloads that use Docker, of which pods run or only the template is there.
    dockerAccess(matchers=[])::
      $.orOn(workloadOf, self.dockerAccessPods(matchers), self.templates(matchers)),

    // 1 for templates of which no pod runs, 2 for those whose pods cannot be seen.
    onlyTemplate(matchers=[])::
      local podsSeen = 'max by (%s) (%s)' % [cluster, base.metric('dockershim_node_evidence_available', ['node=""', 'source="E7"'])];
      '(\n%s\n  unless on (%s)\n  (\n%s\n  )\n)\n+ on (%s) group_left ()\n(1 - %s)' % [
        indented(self.templates(matchers)),
        workloadOf,
        indented(indented(self.dockerAccessPods(matchers))),
        cluster,
        podsSeen,
      ],
  },
}
