// What is read, what fails or is refused, and how long it takes.
local dashboard = import '../../lib/dashboard.libsonnet';
local panels = import '../../lib/panels.libsonnet';
local queries = import '../../lib/queries.libsonnet';

function(board)
  local config = board.config;
  local cluster = board.cluster;
  local own = board.own;
  local topk = board.topk;
  local instanceColumns = board.instanceColumns;
  local noExporter = board.noExporter;

  local asked = 'count by (source) (%s)' % own('dockershim_bridge_source_duration_seconds');
  local counted(metric, value) = panels.instant('count by (source) (%s == %d)\nor 0 * %s' % [own(metric), value, asked]);
  local allOrSome = panels.thresholds([[null, 'red'], [0.000001, 'orange'], [1, 'green']]);
  local sources = [
    dashboard.row('Sources'),
    [11, [
      [12, panels.stateTimeline(
        'Sources read, of all that were asked',
        panels.about(
          'Of each source, at which part of the exporters that ask it it could be read: green at all, orange at some not, red at none. What is refused for want of a permission is left out.',
          ['dockershim_bridge_source_up'],
          'no exporter is scraped.'
        ),
        [panels.target('avg by (source) (%s)' % own('dockershim_bridge_source_up'), '{{source}}')],
      ) + { fieldConfig+: { defaults+: { unit: 'percentunit' } } } + allOrSome + panels.fewPoints() + panels.whenEmpty(noExporter)],
      [12, panels.table(
             'Each source',
             panels.about(
               'How many exporters ask each source, at how many it is up, fails, or is refused, the longest last reading, and the longest time since it was read whole. Some are asked each 5 or 10 minutes only, or when a container is new.',
               ['dockershim_bridge_source_duration_seconds', 'dockershim_bridge_source_up', 'dockershim_bridge_source_forbidden', 'dockershim_bridge_source_last_success_timestamp_seconds'],
               'no exporter is scraped.'
             ),
             [
               panels.instant(asked),
               counted('dockershim_bridge_source_up', 1),
               counted('dockershim_bridge_source_up', 0),
               counted('dockershim_bridge_source_forbidden', 1),
               panels.instant('max by (source) (%s)' % own('dockershim_bridge_source_duration_seconds')),
               panels.instant('time() - min by (source) (%s)' % own('dockershim_bridge_source_last_success_timestamp_seconds')),
             ],
             [['source', 'Source'], ['Value #A', 'Asked by'], ['Value #B', 'Up'], ['Value #C', 'Fails'], ['Value #D', 'Refused'], ['Value #E', 'Slowest'], ['Value #F', 'Oldest']],
           ) + panels.column('Fails', 'short', [[null, 'text'], [1, 'red']]) +
           panels.column('Refused', 'short', [[null, 'text'], [1, 'yellow']]) +
           panels.column('Slowest', 's') +
           panels.column('Oldest', 's') + panels.override('byName', 'Oldest', [['noValue', 'never read']]) +
           panels.sortedBy('Fails') + panels.whenEmpty(noExporter)],
    ]],
    [9, [
      [12, panels.table(
        'Sources that fail, by exporter',
        panels.about(
          'Where a source could not be read when it was last asked, and how long ago it was read whole; without a time it never was since the start. At most 100 rows; the log of the exporter says why.',
          ['dockershim_bridge_source_up', 'dockershim_bridge_source_last_success_timestamp_seconds'],
          'good news where the panels above are not empty.'
        ),
        [
          panels.instant(topk(100, own('dockershim_bridge_source_up') + ' == 0')),
          panels.instant('time() - %s and on (%s, job, instance, source) %s == 0' % [own('dockershim_bridge_source_last_success_timestamp_seconds'), cluster, own('dockershim_bridge_source_up')]),
        ],
        instanceColumns + [['source', 'Source'], ['Value #B', 'Last read']],
      ) + panels.column('Last read', 's') + panels.override('byName', 'Last read', [['noValue', 'never']]) + panels.whenEmpty('No source fails, if exporters are scraped') + panels.runbooks(config, ['DockershimBridgeSourceDown'])],
      [12, panels.table(
        'Sources that are refused, by exporter',
        panels.about(
          'Where an optional source is refused for want of a permission. At most 100 rows.',
          ['dockershim_bridge_source_forbidden'],
          'good news where the panels above are not empty.'
        ),
        [panels.instant(topk(100, own('dockershim_bridge_source_forbidden') + ' == 1'))],
        instanceColumns + [['source', 'Source']],
      ) + panels.whenEmpty('No source is refused, if exporters are scraped') + panels.runbooks(config, ['DockershimBridgeSourceForbidden'])],
    ]],
    [9, [
      [12, panels.timeSeries(
        'Slowest reading of each source',
        panels.about(
          'The longest last reading of each source over all exporters, also if it failed.',
          ['dockershim_bridge_source_duration_seconds'],
          'no exporter is scraped.'
        ),
        [panels.target('max by (source) (%s)' % own('dockershim_bridge_source_duration_seconds'), '{{source}}')],
        's',
      ) + panels.fewPoints() + panels.bounds(0) + panels.legendTable + panels.whenEmpty(noExporter)],
      [12, panels.timeSeries(
        'Age of the oldest last success of each source',
        panels.about(
          "How long ago each source was read whole, at the exporter where it is longest. Agents read most at each scrape, the kubelet's own series each 5 minutes or when a container is new, its configuration and version each 10 minutes; one that grows on fails. Of a source that was never read nothing is shown here.",
          ['dockershim_bridge_source_last_success_timestamp_seconds'],
          'no exporter is scraped.'
        ),
        [panels.target('time() - min by (source) (%s)' % own('dockershim_bridge_source_last_success_timestamp_seconds'), '{{source}}')],
        's',
      ) + panels.fewPoints() + panels.bounds(0) + panels.legendTable + panels.whenEmpty(noExporter)],
    ]],
  ];

  sources
