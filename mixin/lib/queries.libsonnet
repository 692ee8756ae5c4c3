// Expressions that rules and dashboards share. Agents and the watcher may both speak of a node: an agent sees more, so
// it wins. What both count of pods is never added up: the watcher counts all, so it wins.
{
  // `a`, and of `b` what `a` says nothing of.
  local orOn(a, b, labels) = |||
    %(a)s
    or on (%(labels)s)
    %(b)s
  ||| % { a: a, b: b, labels: labels },

  // {...} of these matchers, without the empty ones; nothing without any.
  selector(matchers)::
    local given = std.filter(function(m) m != '', matchers);
    if std.length(given) == 0 then '' else '{%s}' % std.join(',', given),

  // Queries under one configuration; `more` are further matchers, such as those of a dashboard's variables.
  new(config, more=''):: {
    local cluster = config.clusterLabel,
    local select(matchers) = $.selector([config.exporterSelector, more] + matchers),

    // Pods by `labels`: the watcher counts all; agents those on their node, be it for two jobs.
    local pods(labels, name, matchers) =
      local of(observer) = name + select(['observer="%s"' % observer] + matchers);
      std.rstripChars(orOn(
        'max by (%s) (%s)' % [labels, of('watcher')],
        'sum by (%s) (max by (%s, instance) (%s))' % [labels, labels, of('agent')],
        labels
      ), '\n'),

    // Our own metric, with matchers.
    metric(name, matchers=[]):: name + select(matchers),

    // 1 or 0 for each node and phase. {cluster, node, phase}
    nodePhase(matchers=[])::
      local of(observer) =
        'max by (%s, node, phase) (dockershim_node_phase%s)' % [cluster, select(['observer="%s"' % observer] + matchers)];
      std.rstripChars(orOn(of('agent'), of('watcher'), cluster + ', node'), '\n'),

    // 1 for each node and the phase that it is in. {cluster, node, phase}
    nodePhaseCurrent(matchers=[])::
      local of(observer) =
        'max by (%s, node, phase) (dockershim_node_phase%s == 1)' % [cluster, select(['observer="%s"' % observer] + matchers)];
      std.rstripChars(orOn(of('agent'), of('watcher'), cluster + ', node'), '\n'),

    // How many nodes are in each phase, 0 too. {cluster, phase}
    nodesByPhase(matchers=[])::
      'sum by (%s, phase) (\n%s\n)' % [cluster, $.indented(self.nodePhase(matchers))],

    // Pods of a workload that use Docker, by the way they do. {cluster, namespace, workload, workload_type, method}
    dockerAccessPods(matchers=[])::
      local labels = cluster + ', namespace, workload, workload_type, method';
      pods(labels, 'dockershim_workload_docker_access_pods', matchers),

    // Pods of vendors' agents. {cluster, namespace, workload, vendor, verdict}
    telemetryAgentPods(matchers=[])::
      local labels = cluster + ', namespace, workload, vendor, verdict';
      pods(labels, 'dockershim_telemetry_agent_pods', matchers),
  },

  indented(text):: '  ' + std.strReplace(text, '\n', '\n  '),
}
