// What scrapes bring, and how agents do.
local dashboard = import '../../lib/dashboard.libsonnet';
local panels = import '../../lib/panels.libsonnet';
local queries = import '../../lib/queries.libsonnet';

function(board)
  local config = board.config;
  local cluster = board.cluster;
  local clusters = board.clusters;
  local instances = board.instances;
  local own = board.own;
  local ofExporters = board.ofExporters;
  local topk = board.topk;
  local rate = board.rate;
  local ofInstance = board.ofInstance;
  local instanceColumns = board.instanceColumns;
  local noExporter = board.noExporter;
  local noAgent = board.noAgent;

  local scrapes = [
    dashboard.row('Scrapes'),
    [8, [
      [8, panels.timeSeries(
        'Longest scrapes',
        panels.about(
          'How long a scrape of `/metrics` takes: the 10 exporters where it is longest. Above the scrape time-out nothing is stored.',
          ['scrape_duration_seconds'],
          'no exporter is scraped.'
        ),
        [panels.target(topk(10, ofExporters('scrape_duration_seconds' + queries.selector([clusters, instances]))), ofInstance)],
        's',
      ) + panels.unfilled + panels.fewPoints() + panels.bounds(0) + panels.whenEmpty(noExporter)],
      [8, panels.timeSeries(
        'Largest scrapes',
        panels.about(
          'How many series `/metrics` serves: the 10 exporters with most.',
          ['scrape_samples_scraped'],
          'no exporter is scraped.'
        ),
        [panels.target(topk(10, ofExporters('scrape_samples_scraped' + queries.selector([clusters, instances]))), ofInstance)],
      ) + panels.unfilled + panels.fewPoints() + panels.bounds(0) + panels.whenEmpty(noExporter)],
      [8, panels.timeSeries(
        'Series of all exporters',
        panels.about(
          'What `/metrics` of all exporters serve, what is stored of it after relabelling, and how many of these were new with the last scrape.',
          ['scrape_samples_scraped', 'scrape_samples_post_metric_relabeling', 'scrape_series_added'],
          'no exporter is scraped.'
        ),
        [
          panels.target('sum(\n%s\n)' % queries.indented(ofExporters('scrape_samples_scraped' + queries.selector([clusters, instances]))), 'served'),
          panels.target('sum(\n%s\n)' % queries.indented(ofExporters('scrape_samples_post_metric_relabeling' + queries.selector([clusters, instances]))), 'stored'),
          panels.target('sum(\n%s\n)' % queries.indented(ofExporters('scrape_series_added' + queries.selector([clusters, instances]))), 'new'),
        ],
      ) + panels.unfilled + panels.fewPoints() + panels.bounds(0) + panels.whenEmpty(noExporter)],
    ]],
  ];

  local agents = [
    dashboard.row('Agents'),
    [8, [
      [8, panels.timeSeries(
        'Containers',
        panels.about(
          'Running containers that agents found in their last collection, and those left out because another one has the same labels.',
          ['dockershim_bridge_containers', 'dockershim_bridge_containers_duplicate'],
          'no agent is scraped.'
        ),
        [
          panels.target('sum(%s)' % own('dockershim_bridge_containers'), 'found'),
          panels.target('sum(%s)' % own('dockershim_bridge_containers_duplicate'), 'left out'),
        ],
      ) + panels.unfilled + panels.fewPoints() + panels.bounds(0) + panels.whenEmpty(noAgent)],
      [8, panels.timeSeries(
        'Containers of which something is unknown',
        panels.about(
          'By what is missing; what depends on it is not served for them. The board "container_fs: who serves what" shows on which nodes. Lines at 0 are good news.',
          ['dockershim_bridge_containers_incomplete'],
          'no agent is scraped.'
        ),
        [panels.target('sum by (missing) (%s)' % own('dockershim_bridge_containers_incomplete'), '{{missing}}')],
      ) + panels.unfilled + panels.fewPoints() + panels.bounds(0) + panels.whenEmpty(noAgent)],
      [8, panels.timeSeries(
            'Answers at /metrics/cadvisor',
            panels.about(
              "By how they ended: complete; refused, since the kubelet gave none; cut, since the kubelet's broke off; or left by the client. At 0 where nobody scrapes that endpoint.",
              ['dockershim_bridge_cadvisor_answers_total'],
              'no agent is scraped, or too shortly for a rate.'
            ),
            [panels.target('sum by (outcome) (%s)' % rate('dockershim_bridge_cadvisor_answers_total'), '{{outcome}}')],
            'reqps',
          ) + panels.unfilled + panels.fewPoints() + panels.bounds(0) +
          panels.override('byName', 'complete', [['color', { mode: 'fixed', fixedColor: 'green' }]]) +
          panels.override('byName', 'refused', [['color', { mode: 'fixed', fixedColor: 'red' }]]) +
          panels.override('byName', 'cut', [['color', { mode: 'fixed', fixedColor: 'orange' }]]) +
          panels.override('byName', 'left', [['color', { mode: 'fixed', fixedColor: 'yellow' }]]) +
          panels.whenEmpty(noAgent)],
    ]],
    [8, [
      [16, panels.timeSeries(
        'Nodes judged longest ago',
        panels.about(
          'How long ago agents judged their nodes: the 10 oldest. Agents judge each minute, a node that has arrived each fifth.',
          ['dockershim_check_last_evaluation_timestamp_seconds'],
          'no agent judges its node, as with `--readiness.interval=0`.'
        ),
        [panels.target(topk(10, 'time() - max by (%s, node) (%s)' % [cluster, own('dockershim_check_last_evaluation_timestamp_seconds', ['observer="agent"'])]), '{{node}} {{%s}}' % cluster)],
        's',
      ) + panels.unfilled + panels.fewPoints() + panels.bounds(0) + panels.whenEmpty('No agent judges its node') + panels.runbooks(config, ['DockershimReadinessStale'])],
      [8, panels.table(
        'Agents that do not verify their kubelet',
        panels.about(
          "Agents with `--kubelet.insecure-skip-verify`: whoever answers at the kubelet's address is believed. At most 100 rows.",
          ['dockershim_bridge_kubelet_insecure_skip_verify'],
          'good news where agents are scraped.'
        ),
        [panels.instant(topk(100, own('dockershim_bridge_kubelet_insecure_skip_verify') + ' == 1'))],
        instanceColumns,
      ) + panels.whenEmpty('All are verified, if agents are scraped') + panels.runbooks(config, ['DockershimKubeletNotVerified'])],
    ]],
  ];

  scrapes + agents
