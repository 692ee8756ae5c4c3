local dashboard = import '../lib/dashboard.libsonnet';
local links = import '../lib/links.libsonnet';
local panels = import '../lib/panels.libsonnet';
local phases = import '../lib/phases.libsonnet';
local readiness = import '../lib/readiness.libsonnet';

{
  local config = $._config,
  local clusters = dashboard.matcher(config.clusterLabel, 'cluster'),
  local q = readiness.new(config, clusters),
  local done = std.join('|', config.donePhases),
  local over = readiness.over,

  local phaseNames = std.foldl(function(all, phase) all + panels.fixedColor(phase.name, phase.color), phases.all, {}),
  local doneNames = std.join(' or ', config.donePhases),

  // Nodes of which it is not known whether they are on dockershim, or clusters in which there may be such: meanwhile that
  // none is seen there is no good news yet.
  local doubtful = '%s > 0\nor on ()\n%s > 0\nor on ()\n%s' % [
    over('sum', q.nodePhase(['phase="unknown"'])),
    over('count', q.notJudged()),
    over('count', q.clustersNotListed()),
  ],
  local sure(expr) = '%s\nunless on ()\n(\n%s\n)' % [expr, readiness.indented(doubtful)],
  local unsure(expr) = '%s\nand on ()\n(\n%s\n)' % [expr, readiness.indented(doubtful)],
  local inPhase(phase) = over('sum', q.nodePhase(['phase="%s"' % phase])),

  local alertOfPhase = {
    dockershim: 'DockershimNodeUnmigrated',
    draining: 'DockershimMigrationStalled',
    migrating: 'DockershimMigrationStalled',
    unknown: 'DockershimEvidenceMissing',
    unsupported: 'DockershimNodeUnsupported',
  },
  local phaseStat(phase) =
    panels.stat(
      phase.name,
      panels.about(
        'Nodes in phase `%s`: %s.' % [phase.name, phase.meaning],
        ['dockershim_node_phase'],
        'nobody tells the phase of any node: neither an agent nor a watcher is scraped.'
      ),
      [panels.instant(inPhase(phase.name), phase.name)]
    )
    + panels.thresholds([[null, 'text'], [1, phase.color]])
    + panels.whenEmpty('not known')
    + panels.links(
      [links.docs(config, 'What the phases are', 'readiness.md#phases')]
      + (if std.objectHas(alertOfPhase, phase.name) then [links.runbook(config, alertOfPhase[phase.name])] else [])
    ),

  local dockershimStat =
    local phase = phases.all[0];
    phaseStat(phase) {
      description: panels.about(
        'Nodes in phase `dockershim`: %s. "none left" is said only where every node is judged and none is unknown, and somebody (a watcher, kube-state-metrics) lists the nodes of each cluster; else it is "none seen".' % phase.meaning,
        ['dockershim_node_phase', 'dockershim_check_last_evaluation_timestamp_seconds', 'kube_node_info'],
        'nobody tells the phase of any node: neither an agent nor a watcher is scraped.'
      ),
      targets: [
        panels.instant('%s\nunless on ()\n(\n%s\n)' % [
          inPhase(phase.name),
          readiness.indented(unsure(inPhase(phase.name) + ' == 0')),
        ], phase.name) { refId: 'A' },
        panels.instant(unsure(inPhase(phase.name) + ' == 0'), phase.name) { refId: 'B' },
      ],
    }
    + panels.mappings({ '0': { text: 'none left', color: 'green' } })
    + panels.override('byFrameRefID', 'B', [panels.mapped({ '0': { text: 'none seen', color: panels.grey } })]),

  local partDone = '%s\n/\n%s' % [
    over('sum', q.nodePhase(['phase=~"%s"' % done])),
    over('count', q.knownNodes()),
  ],

  local progress =
    panels.stat(
      'Done',
      panels.about(
        'Part of all nodes that are in a phase in which they may stay (%s). All nodes are those that agents, the watcher or kube-state-metrics know of, judged or not. All of them is green only where somebody lists the nodes of each cluster, and each is judged.' % doneNames,
        ['dockershim_node_phase', 'dockershim_check_last_evaluation_timestamp_seconds', 'kube_node_info'],
        'nobody tells the phase of any node.'
      ),
      [
        panels.instant(sure(partDone), 'done') { refId: 'A' },
        panels.instant(unsure(partDone), 'done') { refId: 'B' },
      ],
      'percentunit'
    )
    + panels.thresholds([[null, 'orange'], [1, 'green']])
    + panels.override('byFrameRefID', 'B', [['thresholds', {
      mode: 'absolute',
      steps: [{ color: 'orange', value: null }, { color: panels.grey, value: 1 }],
    }]])
    + { fieldConfig+: { defaults+: { min: 0, max: 1 } } }
    + panels.whenEmpty('not known')
    + panels.links([links.runbook(config, 'DockershimMigrationComplete')]),

  local nodes =
    panels.stat(
      'Nodes done',
      panels.about(
        'How many nodes are done, and how many there are.',
        ['dockershim_node_phase', 'dockershim_check_last_evaluation_timestamp_seconds', 'kube_node_info'],
        'nobody knows of a node.'
      ),
      [
        panels.instant(over('sum', q.nodePhase(['phase=~"%s"' % done])), 'done'),
        panels.instant(over('count', q.knownNodes()), 'of all'),
      ]
    )
    + { options+: { textMode: 'value_and_name' } }
    + panels.thresholds([[null, 'text']])
    + panels.whenEmpty('not known'),

  local serverVersion =
    panels.stat(
      'API server',
      panels.about(
        "Version of each cluster's API server.",
        ['dockershim_cluster_info'],
        'no watcher is scraped, or it may not ask for the version.'
      ),
      [panels.instant('max by (%s, server_version) (%s)' % [config.clusterLabel, q.metric('dockershim_cluster_info')], '{{%s}} {{server_version}}' % config.clusterLabel)]
    )
    + { options+: { textMode: 'name' } }
    + panels.thresholds([[null, 'text']])
    + panels.whenEmpty('no watcher tells'),

  local mayUpgrade =
    panels.stat(
      'May be upgraded',
      panels.about(
        'Whether the check `CL-01` lets each cluster go to its next minor version: no, if its API server is 1.23 or later and a node still depends on dockershim. Other checks may advise against it all the same.',
        ['dockershim_check_failed', 'dockershim_check_evaluated'],
        'no watcher is scraped, or it leaves out what passes (`--readiness.emit-passing=false`).'
      ),
      [panels.instant(q.checkState(['node=""', 'check="CL-01"']), '{{%s}}' % config.clusterLabel)]
    )
    + panels.thresholds([[null, 'text']])
    + panels.mappings({
      '0': { text: 'yes', color: 'green' },
      '1': { text: 'unknown', color: panels.grey },
      '2': { text: 'no', color: 'red' },
    })
    + panels.whenEmpty('not told')
    + panels.links([links.check(config, 'CL-01'), links.runbook(config, 'DockershimBlocksUpgrade')]),

  local notJudgedStat =
    panels.stat(
      'Nodes not judged',
      panels.about(
        'Nodes that are there, of which neither an agent nor the watcher tells a phase. The table below names them.',
        ['dockershim_node_phase', 'dockershim_check_last_evaluation_timestamp_seconds', 'kube_node_info'],
        'it is not known which nodes there are: of a cluster no watcher and no kube-state-metrics is scraped.'
      ),
      [panels.instant('%s\nor on ()\n0 * %s' % [over('count', q.notJudged()), q.nodesListed()], 'not judged')]
    )
    + panels.thresholds([[null, 'green'], [1, 'orange']])
    + panels.mappings({ '0': { text: 'none' } })
    + panels.whenEmpty('not known')
    + panels.links([links.runbook(config, 'DockershimNodeNotJudged')]),

  local blockedNodes =
    panels.stat(
      'Nodes with a blocker',
      panels.about(
        'Nodes on which a check of severity blocker fails. That there are none is shown only where every node is judged, and no such check is unknown on any.',
        ['dockershim_check_failed', 'dockershim_check_evaluated', 'dockershim_node_phase', 'dockershim_check_last_evaluation_timestamp_seconds', 'kube_node_info'],
        'no blocker fails, but on some node one could not be judged, or there may be a node that nobody judges, or what passes is left out (`--readiness.emit-passing=false`).'
      ),
      [panels.instant('%s\nor on ()\n%s' % [
        over('count', 'group by (%s, node) (%s)' % [config.clusterLabel, q.failing(['node!=""', 'severity="blocker"'])]),
        sure('0 * (min (max by (%s, node, check) (%s)) == 1)' % [
          config.clusterLabel,
          q.metric('dockershim_check_evaluated', ['node!=""', 'check=~"%s"' % readiness.checksOf('blocker')]),
        ]),
      ], 'nodes')]
    )
    + panels.thresholds([[null, 'green'], [1, 'red']])
    + panels.mappings({ '0': { text: 'none' } })
    + panels.whenEmpty('none seen'),

  local alertSelector = selector(['alertstate="firing"', 'alertname=~"Dockershim.*|ContainerFs.*"']),
  local selector(matchers) = '{%s}' % std.join(',', [clusters] + matchers),

  local firingStat =
    panels.stat(
      'Alerts firing',
      panels.about(
        'Our alerts that fire now. That there are none is shown only where our recording rules are there, which come in the same file.',
        ['ALERTS', 'phase:dockershim_nodes:count'],
        'none fires, or our rules are not loaded.'
      ),
      [panels.instant('count(ALERTS%s)\nor on ()\n0 * group(phase:dockershim_nodes:count{%s})' % [alertSelector, clusters], 'firing')]
    )
    + panels.thresholds([[null, 'green'], [1, 'orange']])
    + panels.mappings({ '0': { text: 'none' } })
    + panels.whenEmpty('none seen'),

  local burnDown =
    panels.timeSeries(
      'Burn-down: nodes not yet done',
      panels.about(
        'Nodes that are in no phase in which they may stay (%s), by phase, and their sum as a line. Nodes that nobody judges are among them: a node whose agent is gone has not arrived. Without a watcher and kube-state-metrics nobody knows of such a node, and it is missing here.' % doneNames,
        ['dockershim_node_phase', 'dockershim_check_last_evaluation_timestamp_seconds', 'kube_node_info'],
        'nobody told of a node in this time.'
      ),
      [
        panels.target(
          '%s\nor on (phase)\n0 * group by (phase) (%s)' % [
            over('count by (phase)', q.nodesIn(['phase!~"%s"' % done])),
            q.metric('dockershim_node_phase', ['phase!~"%s"' % done]),
          ],
          '{{phase}}'
        ),
        panels.target(over('count', q.notJudged()), 'not judged'),
        panels.target(
          '%s\nor on ()\n0 * group(%s)' % [
            over('count', q.nodesNotIn(['phase=~"%s"' % done])),
            q.metric('dockershim_node_phase', ['phase="unknown"']),
          ],
          'all that are left'
        ),
      ]
    )
    + panels.stacked
    + phaseNames
    + panels.fixedColor('not judged', '#5a5a5a')
    + panels.override('byName', 'all that are left', [
      ['color', { mode: 'fixed', fixedColor: 'text' }],
      ['custom.stacking', { group: 'B', mode: 'none' }],
      ['custom.fillOpacity', 0],
      ['custom.lineWidth', 2],
    ])
    + { fieldConfig+: { defaults+: { min: 0, decimals: 0 } }, maxDataPoints: 100 }
    + panels.whenEmpty('Nobody told of a node in this time'),

  local runtimes =
    panels.timeSeries(
      'Nodes by runtime and version',
      panels.about(
        'How many nodes run each runtime. `docker` is dockershim or cri-dockerd: the phases tell which.',
        ['dockershim_node_info'],
        'nobody told of a node in this time.'
      ),
      [panels.target(over('count by (container_runtime, container_runtime_version)', q.nodeInfo()), '{{container_runtime}} {{container_runtime_version}}')]
    )
    + panels.stacked
    + { fieldConfig+: { defaults+: { min: 0, decimals: 0 } }, maxDataPoints: 100 }
    + panels.whenEmpty('Nobody told of a node in this time'),

  local nodeTable =
    panels.table(
      'Nodes',
      panels.about(
        "Every node that is judged: its phase and how long it is in it, what it runs, how sure the phase is (observed, inferred from versions and defaults, or none), who tells, and, while it is cordoned, how many pods a drain has still to evict. A node's name leads to its dashboard.",
        ['dockershim_node_phase', 'dockershim_node_info', 'dockershim_node_phase_start_timestamp_seconds', 'dockershim_node_evictable_pods'],
        'neither an agent nor a watcher is scraped.'
      ),
      [
        panels.instant(q.nodePhaseCurrent()),
        panels.instant(q.nodeInfo()),
        panels.instant('time() - (\n%s\n)' % readiness.indented(q.phaseStart())),
        panels.instant('max by (%s, node) (%s)' % [config.clusterLabel, q.metric('dockershim_node_evictable_pods')]),
      ],
      [
        [config.clusterLabel, 'Cluster'],
        ['node', 'Node'],
        ['phase', 'Phase'],
        ['Value #C', 'In it for'],
        ['container_runtime', 'Runtime'],
        ['container_runtime_version', 'Version'],
        ['kubelet_version', 'Kubelet'],
        ['os', 'OS'],
        ['confidence', 'Confidence'],
        ['observer', 'Told by'],
        ['Value #D', 'Pods to evict'],
      ]
    )
    + panels.override('byName', 'Node', [['links', [links.node()]]])
    + panels.override('byName', 'Phase', [panels.mapped(phases.names), panels.coloredText])
    // When it began before its observer did, is not known.
    + panels.override('byName', 'In it for', [['unit', 's'], ['noValue', 'not known']])
    + panels.override('byName', 'Confidence', [panels.mapped({ none: { text: 'none', color: panels.grey } }), panels.coloredText])
    + panels.override('byName', 'Pods to evict', [['noValue', '–']])
    + panels.sortedBy('Node', desc=false)
    + panels.overrideAll(['Runtime', 'Version', 'Kubelet', 'OS'], [['noValue', 'not known']])
    + panels.whenEmpty('Nobody tells of a node: neither an agent nor a watcher is scraped'),

  local blockers =
    panels.table(
      'Blockers by check',
      panels.about(
        "Checks of severity blocker that fail, what each finds if it passes, and on how many nodes it fails. A check's name leads to what it means and what to do.",
        ['dockershim_check_failed'],
        'no blocker fails on any node that is judged. Whether all could be judged shows beside it.'
      ),
      [panels.instant('count by (check) (%s)' % q.failing(['node!=""', 'severity="blocker"']))],
      [['check', 'Check'], ['Value', 'Nodes']]
    )
    + panels.override('byName', 'Check', [['links', [links.check(config)]], panels.mapped(readiness.titles)])
    + panels.override('byName', 'Nodes', [['custom.width', 90]])
    + panels.sortedBy('Nodes')
    + panels.whenEmpty('No blocker is known to fail'),

  local unknown = q.notKnown(['node!=""', 'check!~"NS-01|CN-05"']),
  local unknownWhere(who) = over('count by (check)', '%s\n%s on (%s, node) %s' % [
    unknown,
    who,
    config.clusterLabel,
    q.metric('dockershim_node_info', ['observer="agent"']),
  ]),

  local notKnown =
    panels.table(
      'Checks that cannot be judged',
      panels.about(
        'Checks that are unknown for want of evidence, and on how many nodes: with an agent, which lacks a permission or a file, and without one, of which the API server does not show enough. `NS-01` (opt-in) and `CN-05` (never passes) are left out.',
        ['dockershim_check_evaluated', 'dockershim_node_info'],
        'every check of every judged node could be judged.'
      ),
      // The first is all of them, so that it is not empty if another one is not: Grafana calls the value of a lone one
      // otherwise.
      [panels.instant('count by (check) (%s)' % unknown), panels.instant(unknownWhere('and')), panels.instant(unknownWhere('unless'))],
      [['check', 'Check'], ['Value #A', 'Nodes'], ['Value #B', 'With an agent'], ['Value #C', 'Without one']]
    )
    + panels.override('byName', 'Check', [['links', [links.check(config)]], panels.mapped(readiness.titles)])
    + panels.overrideAll(['Nodes', 'With an agent', 'Without one'], [['custom.width', 110], ['noValue', '–']])
    + panels.sortedBy('Nodes')
    + panels.whenEmpty('Every check could be judged, or no node is'),

  local notJudged =
    panels.table(
      'Nodes nobody judges',
      panels.about(
        'Nodes that the watcher or kube-state-metrics knows of, of which neither an agent nor the watcher tells a phase. The watcher leaves a node with a ready agent to that: look whether the agent is scraped, and judges.',
        ['dockershim_node_phase', 'dockershim_check_last_evaluation_timestamp_seconds', 'kube_node_info'],
        'there is none, if the number above says "none"; else it is not known.'
      ),
      [panels.instant(q.notJudged())],
      [[config.clusterLabel, 'Cluster'], ['node', 'Node']]
    )
    + panels.override('byName', 'Node', [['links', [links.node(), links.runbook(config, 'DockershimNodeNotJudged')]]])
    + panels.whenEmpty('None is known'),

  local firing =
    panels.table(
      'Alerts that fire',
      panels.about(
        "Our alerts that fire now, and what about. An alert's name leads to its runbook.",
        ['ALERTS'],
        'none fires, if the number above says "none"; else our rules may not be loaded.'
      ),
      [panels.instant('max by (%s, alertname, severity, node, check, namespace, workload, source, metric) (ALERTS%s)' % [config.clusterLabel, alertSelector])],
      [
        [config.clusterLabel, 'Cluster'],
        ['alertname', 'Alert'],
        ['severity', 'Severity'],
        ['node', 'Node'],
        ['check', 'Check'],
        ['namespace', 'Namespace'],
        ['workload', 'Workload'],
        ['source', 'Source'],
        ['metric', 'Series'],
      ]
    )
    + panels.override('byName', 'Alert', [['links', [links.runbook(config)]], ['custom.width', 300]])
    + panels.overrideAll(['Severity', 'Check'], [['custom.width', 90]])
    + panels.override('byName', 'Node', [['links', [links.node()]]])
    + panels.override('byName', 'Severity', [panels.mapped({
      critical: { text: 'critical', color: 'red' },
      warning: { text: 'warning', color: 'orange' },
      info: { text: 'info', color: 'blue' },
    }), panels.coloredText])
    + panels.overrideAll(['Node', 'Check', 'Namespace', 'Workload', 'Source', 'Series'], [['noValue', ' ']])
    // Critical ones come first.
    + panels.sortedBy('Severity', desc=false)
    + panels.whenEmpty('None is seen to fire'),

  grafanaDashboards+:: {
    'overview.json': dashboard.new(
      config { dashboardFrom: config.migrationFrom },
      uid='dockershim-overview',
      title='Leaving Docker: overview',
      description='How far a cluster is on its way from dockershim: which nodes are left, what is in the way, and what nobody can tell.',
      variables=[dashboard.clusterVariable(config)],
      rows=[
        [4, [[3, if phase.name == 'dockershim' then dockershimStat else phaseStat(phase)] for phase in phases.all] + [[3, progress]]],
        [4, [[4, nodes], [4, serverVersion], [4, mayUpgrade], [4, blockedNodes], [4, notJudgedStat], [4, firingStat]]],
        dashboard.row('Over time'),
        [9, [[12, burnDown], [12, runtimes]]],
        dashboard.row('Each node'),
        [13, [[24, nodeTable]]],
        dashboard.row('What is in the way, and what is not known'),
        [10, [[12, blockers], [12, notKnown]]],
        [9, [[16, firing], [8, notJudged]]],
      ],
    ),
  },
}
