local dashboard = import '../lib/dashboard.libsonnet';
local links = import '../lib/links.libsonnet';
local panels = import '../lib/panels.libsonnet';
local phases = import '../lib/phases.libsonnet';
local readiness = import '../lib/readiness.libsonnet';

{
  local config = $._config,
  local clusters = dashboard.matcher(config.clusterLabel, 'cluster'),
  // Matchers of the node are given to each query: what the watcher says of the cluster as a whole has node="".
  local q = readiness.new(config, clusters),
  local node = 'node="$node"',
  local nodeOf = config.clusterLabel + ', node',
  local over = readiness.over,

  local nodeVariable = dashboard.labelVariable(
    'node',
    'Node',
    'label_values(dockershim_check_last_evaluation_timestamp_seconds{%s}, node)' % std.join(',', std.filter(function(m) m != '', [config.exporterSelector, clusters])),
    multi=false
  ) { includeAll: false, allValue: null, current: {} },

  local checkColumn = panels.override('byName', 'Check', [['links', [links.check(config)]], panels.mapped(readiness.titles)]),
  local colorsOfMappings = { fieldConfig+: { defaults+: { color: { mode: 'thresholds' }, thresholds: { mode: 'absolute', steps: [{ value: null, color: panels.grey }] } } } },

  local phase =
    panels.stat(
      'Phase',
      panels.about(
        'Where this node is on its way from dockershim, as its agent tells, else the watcher.',
        ['dockershim_node_phase'],
        'neither an agent nor the watcher judges it. Where an agent is ready on it, the watcher leaves it to that: look whether the agent is scraped.'
      ),
      [panels.instant(q.phaseCode([node]), 'phase')]
    )
    + colorsOfMappings
    + panels.mappings(phases.codes)
    + panels.whenEmpty('nobody judges it')
    + panels.links([links.docs(config, 'What the phases are', 'readiness.md#phases'), links.runbook(config, 'DockershimNodeNotJudged')]),

  local since =
    panels.stat(
      'In this phase for',
      panels.about(
        'How long the node is in its phase.',
        ['dockershim_node_phase_start_timestamp_seconds'],
        'it was in it already when its observer started, or nobody judges it.'
      ),
      [panels.instant('time() - (\n%s\n)' % readiness.indented(q.phaseStart([node])), 'for')],
      's'
    )
    + panels.thresholds([[null, 'text']])
    + panels.whenEmpty('not known'),

  local named(title, what, expr, legend) =
    panels.stat(
      title,
      panels.about(what, ['dockershim_node_info'], 'nobody judges this node.'),
      [panels.instant(expr, legend)]
    )
    + { options+: { textMode: 'name' } }
    + panels.thresholds([[null, 'text']])
    + panels.whenEmpty('not known'),

  local runtime = named(
    'Runtime',
    'The container runtime and its version, as far as they are known. `docker` is dockershim or cri-dockerd: the phase tells which.',
    q.nodeInfo([node]),
    '{{container_runtime}} {{container_runtime_version}}'
  ),

  // A series without the label would have no name: Grafana would call it "Value".
  local kubelet = named(
    'Kubelet',
    'The version of the kubelet, as far as it is known.',
    'label_replace(\n%s,\n  "kubelet_version", "not known", "kubelet_version", ""\n)' % readiness.indented(q.nodeInfo([node])),
    '{{kubelet_version}}'
  ),

  local confidence =
    panels.stat(
      'Confidence',
      panels.about(
        'How sure the phase is: observed, where the Node object and the endpoint in use were seen and all else that was is of one mind; inferred from versions and defaults; or none.',
        ['dockershim_node_info'],
        'nobody judges this node.'
      ),
      [panels.instant(over('max by (%s)' % nodeOf, std.join('\nor ', [
        '%d * (\n%s\n)' % [code, readiness.indented(q.nodeInfo([node, 'confidence="%s"' % word]))]
        for word in ['none', 'inferred', 'observed']
        for code in [{ none: 0, inferred: 1, observed: 2 }[word]]
      ])), 'confidence')]
    )
    + colorsOfMappings
    + panels.mappings({
      '0': { text: 'none', color: panels.grey },
      '1': { text: 'inferred', color: 'yellow' },
      '2': { text: 'observed', color: 'green' },
    })
    + panels.whenEmpty('not known'),

  local observer =
    panels.stat(
      'Told by',
      panels.about(
        'Who judges this node: an agent on it, which sees its files and its kubelet, or the watcher alone, by what the API server shows. Then much of what is below is unknown, or not there.',
        ['dockershim_node_info'],
        'nobody judges this node.'
      ),
      [panels.instant('max by (%s) (\n  2 * %s\n  or\n  %s\n)' % [
        nodeOf,
        q.metric('dockershim_node_info', [node, 'observer="agent"']),
        q.metric('dockershim_node_info', [node, 'observer="watcher"']),
      ], 'observer')]
    )
    + colorsOfMappings
    + panels.mappings({
      '1': { text: 'the watcher: no agent tells', color: 'yellow' },
      '2': { text: 'its agent', color: 'green' },
    })
    + panels.whenEmpty('nobody')
    + panels.links([links.runbook(config, 'DockershimAgentMissing')]),

  local judged =
    panels.stat(
      'Last judged',
      panels.about(
        'How long ago this node was judged, by whom. What an evaluation that is three intervals late said is served no more.',
        ['dockershim_check_last_evaluation_timestamp_seconds'],
        'neither an agent nor the watcher tells of this node.'
      ),
      [panels.instant('time() - max by (%s, observer) (%s)' % [nodeOf, q.metric('dockershim_check_last_evaluation_timestamp_seconds', [node])], '{{observer}}')],
      's'
    )
    + { options+: { textMode: 'value_and_name' } }
    + panels.thresholds([[null, 'text'], [(import '../lib/duration.libsonnet').seconds(config.readinessStaleAfter), 'orange']])
    + panels.whenEmpty('never')
    + panels.links([links.runbook(config, 'DockershimReadinessStale')]),

  local evictable =
    panels.stat(
      'Pods to evict',
      panels.about(
        'Pods that a drain of this node has still to evict: neither of a DaemonSet nor static.',
        ['dockershim_node_evictable_pods'],
        'the node is not cordoned, or its pods cannot be seen.'
      ),
      [panels.instant('max by (%s) (%s)' % [nodeOf, q.metric('dockershim_node_evictable_pods', [node])], 'pods')]
    )
    + panels.thresholds([[null, 'text']])
    + panels.whenEmpty('not cordoned, or not seen'),

  local blockers =
    panels.stat(
      'Checks that do not pass',
      panels.about(
        'How many checks of this node fail, by severity, and how many cannot be judged.',
        ['dockershim_check_failed', 'dockershim_check_evaluated'],
        'no check fails and none is known to be unknown: nobody judges the node, or nothing but what passes is left (`--readiness.emit-passing=false`).'
      ),
      [
        panels.instant('count(max by (%s, check) (%s) == 1)' % [nodeOf, q.metric('dockershim_check_failed', [node, 'severity="%s"' % severity])], severity + ' fails')
        for severity in ['blocker', 'warning', 'info']
      ] + [panels.instant('count(%s)' % q.notKnown([node]), 'unknown')]
    )
    + { options+: { textMode: 'value_and_name' } }
    + panels.fixedColor('blocker fails', 'red')
    + panels.fixedColor('warning fails', 'orange')
    + panels.fixedColor('info fails', 'blue')
    + panels.fixedColor('unknown', panels.grey)
    + panels.whenEmpty('none fails or is unknown'),

  local phaseOverTime =
    panels.stateTimeline(
      'Phase over time',
      panels.about(
        'The phase of this node. A gap is a time in which nobody judged it.',
        ['dockershim_node_phase'],
        'nobody judged this node in this time.'
      ),
      [panels.target(q.phaseCode([node]), 'phase')]
    )
    + colorsOfMappings
    + panels.mappings(phases.codes)
    + { options+: { showValue: 'auto' } }
    + panels.whenEmpty('Nobody judged this node in this time'),

  local endpoints =
    panels.table(
      'Runtime endpoint, by the place that names it',
      panels.about(
        "Whose socket each place names as the kubelet's runtime endpoint, and whether it is written with its scheme (unix://). All should be of one mind: `flag`, `config` and `configz` say what is in use, `flag_file` and `instance_config` what the next start will use, `annotation` what kubeadm believes, `default` that nothing is set.",
        ['dockershim_node_runtime_endpoint_info'],
        'no place that could be read names an endpoint. Without an agent the annotation alone is to be seen.'
      ),
      [panels.instant('max by (%s, source, endpoint_class, scheme) (%s)' % [config.clusterLabel, q.metric('dockershim_node_runtime_endpoint_info', [node])])],
      [[config.clusterLabel, 'Cluster'], ['source', 'Place'], ['endpoint_class', 'Endpoint of'], ['scheme', 'With scheme']]
    )
    + panels.override('byName', 'Endpoint of', [panels.mapped({
      dockershim: { text: 'dockershim', color: 'orange' },
      other: { text: 'other', color: panels.grey },
    }), panels.coloredText])
    + panels.override('byName', 'With scheme', [panels.mapped({ '0': { text: 'no', color: 'orange' }, '1': { text: 'yes', color: 'text' } }), panels.coloredText])
    + panels.whenEmpty('No place that could be read names an endpoint')
    + { links: [links.runbook(config, alert) for alert in ['DockershimCriSocketAnnotationStale', 'DockershimEndpointSchemeMissing']] },

  local evidenceTitles = {
    E1: { text: 'E1: Node object' },
    E2: { text: 'E2: command lines' },
    E3: { text: "E3: kubelet's files" },
    E4: { text: "E4: kubelet's /configz" },
    E5: { text: 'E5: container runtime (CRI)' },
    E6: { text: "E6: host's files" },
    E7: { text: 'E7: pods' },
    E8: { text: 'E8: events' },
    E9: { text: "E9: kubelet's metrics" },
  },
  local evidence =
    panels.table(
      'Evidence',
      panels.about(
        'Which sources of evidence tell something: to the agent of this node, and to the watcher, which has its own for all nodes. An agent asks for no events.',
        ['dockershim_node_evidence_available'],
        'there is neither an agent on this node nor a watcher.'
      ),
      // The first is both, so that it is not empty if another one is not: Grafana calls the value of a lone one otherwise.
      [
        panels.instant('group by (source) (%s)' % q.metric('dockershim_node_evidence_available', ['node=~"|$node"'])),
        // What the watcher has, an agent would have too: -1 says that there is none.
        panels.instant('max by (source) (%s)\nor on (source)\n-1 * group by (source) (%s)\nunless on ()\n%s' % [
          q.metric('dockershim_node_evidence_available', [node, 'source!="E8"']),
          q.metric('dockershim_node_evidence_available', ['node=""', 'source!="E8"']),
          q.metric('dockershim_node_info', [node, 'observer="agent"']),
        ]),
        panels.instant('max by (source) (%s)' % q.metric('dockershim_node_evidence_available', ['node=""'])),
      ],
      [['source', 'Source'], ['Value #B', 'Agent'], ['Value #C', 'Watcher']]
    )
    + panels.override('byName', 'Source', [panels.mapped(evidenceTitles), ['links', [links.docs(config, 'How to grant it', 'readiness.md#evidence')]]])
    + panels.overrideAll(['Agent', 'Watcher'], [
      panels.mapped({
        '-1': { text: 'no agent', color: panels.grey },
        '0': { text: 'missing', color: 'orange' },
        '1': { text: 'seen', color: 'green' },
      }),
      panels.coloredText,
      ['noValue', '–'],
      ['custom.width', 100],
    ])
    + panels.sortedBy('Source', desc=false)
    + panels.whenEmpty('Neither an agent on this node nor a watcher tells'),

  local settings =
    panels.table(
      "Docker's settings that need a successor",
      panels.about(
        "How many of Docker's settings on this node need a successor, by the check that is about them. Whether one was found is the check's state.",
        ['dockershim_docker_config_settings'],
        "it is not known: there is no agent on this node, or it cannot read Docker's configuration."
      ),
      [
        panels.instant('max by (%s, check) (label_join(%s, "check", "", "setting"))' % [config.clusterLabel, q.metric('dockershim_docker_config_settings', [node])]),
        // Only of settings that are counted: there is no row for a check alone.
        panels.instant('max by (%s, check) (\n%s\n)\nand on (%s, check)\nlabel_join(%s, "check", "", "setting")' % [
          config.clusterLabel,
          readiness.indented(q.checkState([node, 'check=~"DC-.*"'])),
          config.clusterLabel,
          q.metric('dockershim_docker_config_settings', [node]),
        ]),
      ],
      [[config.clusterLabel, 'Cluster'], ['check', 'Check'], ['Value #A', 'Settings'], ['Value #B', 'State']]
    )
    + checkColumn
    + panels.override('byName', 'Settings', [['custom.width', 80]])
    + panels.override('byName', 'State', [panels.mapped(readiness.states), panels.coloredText, ['custom.width', 90], ['noValue', 'not told']])
    + panels.whenEmpty("Not known: no agent reads Docker's configuration here")
    + { links: [links.runbook(config, 'DockershimRegistryConfigNotCarriedOver')] },

  local matrix(title, what, matchers, empty, text) =
    panels.table(
      title,
      panels.about(what, ['dockershim_check_failed', 'dockershim_check_evaluated'], empty),
      [panels.instant(q.withSeverity(q.checkState([node] + matchers)))],
      [[config.clusterLabel, 'Cluster'], ['check', 'Check'], ['severity', 'Severity'], ['Value', 'State']]
    )
    + checkColumn
    + panels.override('byName', 'Severity', [panels.mapped(readiness.severities), panels.coloredText, ['custom.width', 90]])
    + panels.override('byName', 'State', [panels.mapped(readiness.states), panels.coloredText, ['custom.width', 90]])
    + panels.whenEmpty(text),

  local checkMatrix =
    matrix(
      'Checks',
      "Every check of this node: what it finds if it passes, how much it weighs, and whether it passes, fails, or cannot be judged. A check's name leads to what it means and what to do.",
      [],
      'nobody judges this node.',
      'Nobody judges this node'
    )
    // What fails comes first.
    + panels.sortedBy('State'),

  local cni =
    matrix(
      'CNI',
      "The checks of the network plug-ins and their configuration. `CN-05` is of the watcher's, and never passes: it can only tell of an error.",
      ['check=~"CN-.*"'],
      'nobody judges this node.',
      'Nobody judges this node'
    )
    + { links: [links.runbook(config, 'DockershimCniAtRisk')] },

  local checksOverTime(title, ids) =
    panels.stateTimeline(
      title,
      panels.about(
        'The checks of this severity: red fails, green passes, grey cannot be judged. A gap is a time in which nobody judged it.',
        ['dockershim_check_failed', 'dockershim_check_evaluated'],
        'nobody judged this node in this time.'
      ),
      [panels.target(q.checkState([node, 'check=~"%s"' % ids]), '{{check}}')]
    )
    + colorsOfMappings
    + panels.mappings(readiness.states)
    + { maxDataPoints: 200 }
    + panels.whenEmpty('Nobody judged this node in this time'),

  // Agents count pods without saying on which node: the target does.
  local onNode = 'and on (%s, job, instance)\n%s' % [config.clusterLabel, q.metric('dockershim_node_info', ['observer="agent"', node])],

  local pods =
    panels.table(
      'Pods here that use Docker',
      panels.about(
        'Workloads with pods on this node that use Docker, and by which method, as its agent counts them.',
        ['dockershim_workload_docker_access_pods', 'dockershim_node_info'],
        'its agent sees none, if it sees pods at all (evidence E7); or there is no agent on this node. The checks `WL-*` say which.'
      ),
      [panels.instant('max by (%s, namespace, workload, workload_type, method) (\n  %s\n%s\n)' % [
        config.clusterLabel,
        q.metric('dockershim_workload_docker_access_pods', ['observer="agent"']),
        readiness.indented(onNode),
      ])],
      [[config.clusterLabel, 'Cluster'], ['namespace', 'Namespace'], ['workload', 'Workload'], ['workload_type', 'Type'], ['method', 'Method'], ['Value', 'Pods']]
    )
    + panels.override('byName', 'Workload', [['links', [links.dashboard('Workloads', 'dockershim-workloads')]]])
    + panels.whenEmpty('No agent on this node tells of any'),

  local agents =
    panels.table(
      "Vendors' agents here",
      panels.about(
        "Pods on this node that are a vendor's agent which may use Docker (suspected), or does (confirmed), as this node's agent counts them.",
        ['dockershim_telemetry_agent_pods', 'dockershim_node_info'],
        'its agent sees none, if it sees pods at all (evidence E7); or there is no agent on this node. The checks `TA-*` say which.'
      ),
      [panels.instant('max by (%s, namespace, workload, vendor, verdict) (\n  %s\n%s\n)' % [
        config.clusterLabel,
        q.metric('dockershim_telemetry_agent_pods', ['observer="agent"']),
        readiness.indented(onNode),
      ])],
      [[config.clusterLabel, 'Cluster'], ['namespace', 'Namespace'], ['workload', 'Workload'], ['vendor', 'Vendor'], ['verdict', 'Verdict'], ['Value', 'Pods']]
    )
    + panels.override('byName', 'Workload', [['links', [links.dashboard('Workloads', 'dockershim-workloads')]]])
    + panels.override('byName', 'Verdict', [panels.mapped({ confirmed: { text: 'confirmed', color: 'red' }, suspected: { text: 'suspected', color: 'orange' } }), panels.coloredText])
    + panels.whenEmpty('No agent on this node tells of any'),

  grafanaDashboards+:: {
    'node.json': dashboard.new(
      config,
      uid='dockershim-node',
      title='Leaving Docker: node',
      description='One node on its way from dockershim: its phase, what it runs, every check, and what they are judged by.',
      variables=[dashboard.clusterVariable(config), nodeVariable],
      rows=[
        [4, [[4, phase], [4, since], [4, runtime], [4, kubelet], [4, confidence], [4, observer]]],
        [4, [[12, blockers], [6, judged], [6, evictable]]],
        [4, [[24, phaseOverTime]]],
        dashboard.row('What is judged'),
        [18, [[12, checkMatrix], [6, evidence], [6, endpoints]]],
        [9, [[12, settings], [12, cni]]],
        [8, [[14, pods], [10, agents]]],
        dashboard.row('Checks over time'),
        [18, [[12, checksOverTime('Blockers', readiness.checksOf('blocker'))], [12, checksOverTime('Warnings, and what is only tidying up', readiness.checksOf('warning') + '|' + readiness.checksOf('info'))]]],
      ],
    ),
  },
}
