local dashboard = import '../lib/dashboard.libsonnet';
local links = import '../lib/links.libsonnet';
local panels = import '../lib/panels.libsonnet';
local readiness = import '../lib/readiness.libsonnet';

{
  local config = $._config,
  local clusters = dashboard.matcher(config.clusterLabel, 'cluster'),
  local q = readiness.new(config, clusters),
  local namespaces = dashboard.matcher('namespace'),
  local over = readiness.over,
  local workloadOf = config.clusterLabel + ', namespace, workload, workload_type',

  local namespaceVariable = dashboard.labelVariable(
    'namespace',
    'Namespace',
    'label_values({%s}, namespace)' % std.join(',', std.filter(function(m) m != '', [
      '__name__=~"dockershim_workload_docker_access_pods|dockershim_workload_docker_access_templates|dockershim_telemetry_agent_pods"',
      config.exporterSelector,
      clusters,
    ]))
  ),

  // Ways to use Docker: which checks are about each, and what it is.
  local methods = [
    { name: 'socket', checks: 'WL-01', title: "mounts Docker's socket" },
    { name: 'dockershim_socket', checks: 'WL-06', title: "mounts dockershim's socket" },
    { name: 'cli', checks: 'WL-04|WL-04-B', title: 'calls docker' },
    { name: 'env', checks: 'WL-05|WL-05-B', title: 'is led to Docker by a variable or an argument' },
    { name: 'parent', checks: 'WL-02|WL-02-B', title: "mounts a directory above Docker's socket" },
    { name: 'directory', checks: 'WL-03', title: "mounts Docker's directories" },
    { name: 'local_image', checks: 'WL-07', title: 'may need an image that only Docker has' },
  ],
  local methodTexts = { [method.name]: { text: method.title } for method in methods },
  // Ways that break for certain once Docker is gone, as in the alert DockershimWorkloadNeedsDocker.
  local needed = 'socket|cli|dockershim_socket',
  local neededChecks = 'WL-01|WL-04|WL-04-B|WL-06',
  local agentChecks = 'TA-.*',

  local noneWhy = 'none is seen, but not all pods and templates could be looked at, or what passes is left out (`--readiness.emit-passing=false`); or nothing is scraped.',

  local count(title, what, from, expr, ids, color, more={}) =
    panels.stat(
      title,
      panels.about(what + ' That there are none is shown only where all checks behind it could be judged.', from + ['dockershim_check_evaluated'], noneWhy),
      [panels.instant(q.countKnown(expr, ids), title)]
    )
    + panels.thresholds([[null, 'green'], [1, color]])
    + panels.mappings({ '0': { text: 'none' } })
    + panels.whenEmpty('none seen')
    + more,

  local access = ['dockershim_workload_docker_access_pods', 'dockershim_workload_docker_access_templates'],
  local workloads(matchers) = over('group by (%s)' % workloadOf, q.dockerAccess([namespaces] + matchers)),

  local need =
    count(
      'Workloads that need Docker',
      "Workloads that mount Docker's or dockershim's socket or call docker: they break where Docker is gone.",
      access,
      workloads(['method=~"%s"' % needed]),
      neededChecks,
      'red',
      panels.links([links.runbook(config, 'DockershimWorkloadNeedsDocker')])
    ),
  local touch =
    count(
      'Workloads that may need it',
      'Workloads that need a look: by a directory, a variable, or an image that may be only in Docker. Some of them are among those that need Docker, too.',
      access,
      workloads(['method!~"%s"' % needed]),
      'WL-02|WL-02-B|WL-03|WL-05|WL-05-B|WL-07',
      'orange'
    ),
  local dormant =
    count(
      'Of these without a pod now',
      'Workloads that use Docker in some way of which no pod runs now: a CronJob between two runs, a Deployment at 0. Only a watcher sees them.',
      access,
      '(\n%s\n)\nunless on (%s)\n(\n%s\n)' % [
        readiness.indented('group by (%s) (%s)' % [workloadOf, q.templates([namespaces])]),
        workloadOf,
        readiness.indented(over('group by (%s)' % workloadOf, q.dockerAccessPods([namespaces]))),
      ],
      'WL-.*',
      'orange'
    ),
  local verdict(title, what, word, color, more={}) =
    count(
      title,
      what,
      ['dockershim_telemetry_agent_pods'],
      over('group by (%s, namespace, workload)' % config.clusterLabel, q.telemetryAgentPods([namespaces, 'verdict="%s"' % word])),
      agentChecks,
      color,
      more
    ),

  local dropped =
    panels.stat(
      'Findings left out',
      panels.about(
        'Findings beyond the cap (`--watcher.max-findings`; an agent has 500 of a kind): then lists and counts here are cut, and no count is whole.',
        ['dockershim_findings_dropped'],
        'no observer that sees pods is scraped.'
      ),
      [panels.instant('sum(max by (%s, job, instance, observer, kind) (%s))' % [config.clusterLabel, q.metric('dockershim_findings_dropped')], 'left out')]
    )
    + panels.thresholds([[null, 'text'], [1, 'orange']])
    + panels.mappings({ '0': { text: 'none' } })
    + panels.whenEmpty('not known')
    + panels.links([links.runbook(config, 'DockershimFindingsTruncated')]),

  local byNamespace =
    panels.table(
      'Workloads by namespace and by the way they use Docker',
      panels.about(
        'How many workloads of each namespace use Docker in each way, whether their pods run now or only their template is there. One that uses it in two ways is in two columns.',
        access,
        'no workload is seen to use Docker. The numbers above say whether all could be looked at.'
      ),
      // The first is all of them, so that it is not empty if another one is not: Grafana calls the value of a lone one
      // otherwise.
      [panels.instant(over('count by (namespace)', workloads([])))] + [
        panels.instant(over('count by (namespace)', q.dockerAccess([namespaces, 'method="%s"' % method.name])))
        for method in methods
      ],
      [['namespace', 'Namespace'], ['Value #A', 'Workloads']]
      + [['Value #%s' % std.char(std.codepoint('B') + i), methods[i].name] for i in std.range(0, std.length(methods) - 1)]
    )
    + panels.overrideAll([method.name for method in methods], [['noValue', '–']])
    + panels.overrideAll(['socket', 'dockershim_socket', 'cli'], [
      ['thresholds', { mode: 'absolute', steps: [{ value: null, color: 'text' }, { value: 1, color: 'red' }] }],
      ['color', { mode: 'thresholds' }],
      panels.coloredText,
    ])
    + panels.whenEmpty('No workload is seen to use Docker'),

  local workloadTable =
    panels.table(
      'Workloads',
      panels.about(
        'Each workload and way in which it uses Docker, and how many of its pods do: by the watcher, which counts all, else by the agents. The last column tells of what only a template shows: no pod runs now, but the next one will use Docker.',
        access + ['dockershim_node_evidence_available'],
        'no workload is seen to use Docker. The numbers above say whether all could be looked at.'
      ),
      // The first is both, so that it is not empty if another one is not: Grafana calls the value of a lone one otherwise.
      [panels.instant(expr) for expr in [
        over('group by (%s, method)' % workloadOf, q.dockerAccess([namespaces])),
        q.dockerAccessPods([namespaces]),
        q.onlyTemplate([namespaces]),
      ]],
      [
        [config.clusterLabel, 'Cluster'],
        ['namespace', 'Namespace'],
        ['workload', 'Workload'],
        ['workload_type', 'Type'],
        ['method', 'How it uses Docker'],
        ['Value #B', 'Pods'],
        ['Value #C', 'Template alone'],
      ]
    )
    + panels.override('byName', 'How it uses Docker', [panels.mapped(methodTexts), ['links', [links.docs(config, 'About the checks of workloads', 'checks.md#WL-01')]]])
    + panels.override('byName', 'Pods', [['noValue', '–'], ['custom.width', 80]])
    + panels.override('byName', 'Template alone', [
      panels.mapped({
        '1': { text: 'no pod runs now', color: 'orange' },
        '2': { text: 'pods are not seen', color: panels.grey },
      }),
      panels.coloredText,
      ['noValue', ' '],
    ])
    + panels.sortedBy('Namespace', desc=false)
    + panels.whenEmpty('No workload is seen to use Docker'),

  local vendorTable =
    panels.table(
      "Vendors' agents",
      panels.about(
        "Workloads that are a vendor's agent: confirmed where it is seen to use Docker, suspected where it is known by its name only. By the watcher, which counts all pods, else by the agents.",
        ['dockershim_telemetry_agent_pods'],
        'none is seen. The numbers above say whether all could be looked at.'
      ),
      [panels.instant(q.telemetryAgentPods([namespaces]))],
      [
        [config.clusterLabel, 'Cluster'],
        ['vendor', 'Vendor'],
        ['verdict', 'Verdict'],
        ['namespace', 'Namespace'],
        ['workload', 'Workload'],
        ['Value', 'Pods'],
      ]
    )
    + panels.override('byName', 'Verdict', [panels.mapped({ confirmed: { text: 'confirmed', color: 'red' }, suspected: { text: 'suspected', color: 'orange' } }), panels.coloredText])
    + panels.override('byName', 'Vendor', [['links', [links.docs(config, "About the checks of vendors' agents", 'checks.md#TA-01'), links.runbook(config, 'DockershimTelemetryAgentConfirmed')]]])
    + panels.whenEmpty('None is seen'),

  local overTime(title, what, from, expr, legend) =
    panels.timeSeries(
      title,
      panels.about(what, from, 'none was seen in this time.'),
      [panels.target(expr, legend)]
    )
    + { fieldConfig+: { defaults+: { min: 0, decimals: 0 } }, maxDataPoints: 100 }
    + panels.whenEmpty('None was seen in this time'),

  local accessOverTime = overTime(
    'Workloads by the way they use Docker, over time',
    'How many workloads use Docker in each way, with templates. One that uses it in two ways is in two lines.',
    access,
    over('count by (method)', q.dockerAccess([namespaces])),
    '{{method}}'
  ),
  local vendorsOverTime = overTime(
    "Pods of vendors' agents, over time",
    "Pods of each vendor's agents by verdict, as the watcher counts them, else the agents.",
    ['dockershim_telemetry_agent_pods'],
    over('sum by (vendor, verdict)', q.telemetryAgentPods([namespaces])),
    '{{vendor}}, {{verdict}}'
  ),

  local blockersByCheck =
    panels.table(
      'Checks of workloads that fail',
      panels.about(
        "Checks of workloads and of vendors' agents that fail, and on how many nodes a pod makes them fail. One that only a template makes fail is on no node.",
        ['dockershim_check_failed'],
        'none is known to fail.'
      ),
      [panels.instant(q.withSeverity('count by (check) (%s)' % q.failing(['node!=""', 'check=~"(WL|TA)-.*"'])))],
      [['check', 'Check'], ['severity', 'Severity'], ['Value', 'Nodes']]
    )
    + panels.override('byName', 'Check', [['links', [links.check(config)]], panels.mapped(readiness.titles)])
    + panels.override('byName', 'Severity', [panels.mapped(readiness.severities), panels.coloredText, ['custom.width', 90]])
    + panels.override('byName', 'Nodes', [['custom.width', 80]])
    + panels.sortedBy('Nodes')
    + panels.whenEmpty('None is known to fail'),

  local blockersByNode =
    panels.table(
      'Blockers of workloads, by node',
      panels.about(
        "Nodes on which a pod makes a check of workloads or vendors' agents fail that is a blocker, and the phase that the node is in: where it is migrated, that pod is broken already.",
        ['dockershim_check_failed', 'dockershim_node_phase'],
        'none is known.'
      ),
      [
        panels.instant(q.failing(['node!=""', 'severity="blocker"', 'check=~"(WL|TA)-.*"'])),
        // The phase of these nodes alone: there is no row without a check.
        panels.instant('(\n%s\n)\nand on (%s, node)\n%s' % [
          readiness.indented(q.nodePhaseCurrent()),
          config.clusterLabel,
          q.metric('dockershim_check_failed', ['node!=""', 'severity="blocker"', 'check=~"(WL|TA)-.*"']) + ' == 1',
        ]),
      ],
      [[config.clusterLabel, 'Cluster'], ['node', 'Node'], ['phase', 'Phase'], ['check', 'Check']]
    )
    + panels.override('byName', 'Node', [['links', [links.node()]]])
    + panels.override('byName', 'Phase', [panels.mapped((import '../lib/phases.libsonnet').names), panels.coloredText, ['noValue', 'not known']])
    + panels.override('byName', 'Check', [['links', [links.check(config), links.runbook(config, 'DockershimWorkloadBroken')]], panels.mapped(readiness.titles)])
    + panels.sortedBy('Node', desc=false)
    + panels.whenEmpty('None is known'),

  local notSeen = panels.text('What is not seen', |||
    - **Rules and dashboards** that ask for Docker's labels or series are not judged: see [migrating dashboards](%(docs)smigrating-dashboards.md).
    - **What an image has in it**, scripts in ConfigMaps, and volumes of CSI drivers or PersistentVolumes are not looked into.
    - **Without a watcher** only pods that run on a node with an agent are counted: no CronJob between two runs, no Deployment at 0.
    - **A variable from a Secret or a ConfigMap** is not read: a check that turns on it is unknown.
    - The variable *Namespace* narrows workloads and vendors' agents; checks know no namespace.
  ||| % { docs: config.docsURL }) { description: 'What neither an agent nor a watcher looks at. It asks for no series.' },

  grafanaDashboards+:: {
    'workloads.json': dashboard.new(
      config { dashboardFrom: config.migrationFrom },
      uid='dockershim-workloads',
      title='Leaving Docker: workloads',
      description="Which workloads and vendors' agents use Docker, in which way, and where they block or break a migration.",
      variables=[dashboard.clusterVariable(config), namespaceVariable],
      rows=[
        [4, [
          [4, need],
          [4, touch],
          [4, dormant],
          [4, verdict("Vendors' agents confirmed", "Vendors' agents that are seen to use Docker: they see less, or nothing, where it is gone.", 'confirmed', 'red', panels.links([links.runbook(config, 'DockershimTelemetryAgentConfirmed')]))],
          [4, verdict("Vendors' agents suspected", "Vendors' agents that are known by their name, and may use Docker.", 'suspected', 'orange')],
          [4, dropped],
        ]],
        dashboard.row('Docker access'),
        [9, [[12, byNamespace], [12, accessOverTime]]],
        [12, [[24, workloadTable]]],
        dashboard.row('Vendors'),
        [9, [[12, vendorTable], [12, vendorsOverTime]]],
        dashboard.row('What blocks, and where'),
        [10, [[12, blockersByCheck], [12, blockersByNode]]],
        [5, [[24, notSeen]]],
      ],
    ),
  },
}
