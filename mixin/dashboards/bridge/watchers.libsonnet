// How watchers do.
local dashboard = import '../../lib/dashboard.libsonnet';
local panels = import '../../lib/panels.libsonnet';
local queries = import '../../lib/queries.libsonnet';

function(board)
  local config = board.config;
  local cluster = board.cluster;
  local own = board.own;
  local topk = board.topk;
  local ofInstance = board.ofInstance;
  local instanceColumns = board.instanceColumns;
  local noWatcher = board.noWatcher;

  local watchers = [
    dashboard.row('Watchers'),
    [8, [
      [8, panels.timeSeries(
        'Evaluation of the cluster',
        panels.about(
          'How long it took to judge the cluster and to write its series down.',
          ['dockershim_bridge_evaluation_duration_seconds'],
          'no watcher is scraped, or none has judged yet.'
        ),
        [panels.target(topk(10, own('dockershim_bridge_evaluation_duration_seconds')), ofInstance)],
        's',
      ) + panels.fewPoints() + panels.bounds(0) + panels.whenEmpty(noWatcher)],
      [8, panels.timeSeries(
        'Age of the last evaluation',
        panels.about(
          'How long ago the cluster was judged. Three intervals late it is not served any more.',
          ['dockershim_bridge_evaluation_timestamp_seconds'],
          'no watcher is scraped, or none has judged yet.'
        ),
        [panels.target(topk(10, 'time() - ' + own('dockershim_bridge_evaluation_timestamp_seconds')), ofInstance)],
        's',
      ) + panels.fewPoints() + panels.bounds(0) + panels.whenEmpty(noWatcher) + panels.runbooks(config, ['DockershimReadinessStale'])],
      [8, panels.timeSeries(
        "Text of the cluster's series",
        panels.about(
          'How long it is before compression.',
          ['dockershim_bridge_evaluation_bytes'],
          'no watcher is scraped, or none has judged yet.'
        ),
        [panels.target(topk(10, own('dockershim_bridge_evaluation_bytes')), ofInstance)],
        'bytes',
      ) + panels.fewPoints() + panels.bounds(0) + panels.whenEmpty(noWatcher)],
    ]],
    [8, [
      [8, panels.timeSeries(
        'Watched objects',
        panels.about(
          'Objects that were judged last, by resource, of the watcher with most: each shard sees all nodes, but keeps the pods of its own. Of a resource that is missing here nothing is known.',
          ['dockershim_bridge_watched_objects'],
          'no watcher is scraped.'
        ),
        [panels.target('max by (%s, resource) (%s)' % [cluster, own('dockershim_bridge_watched_objects')], '{{resource}} {{%s}}' % cluster)],
      ) + panels.fewPoints() + panels.bounds(0) + panels.legendTable + panels.whenEmpty(noWatcher)],
      [8, panels.stateTimeline(
        'Listed',
        panels.about(
          'Whether all that is watched was listed once, refused, or given up for now; before that nothing is judged. At most 20 watchers, those that are not listed first.',
          ['dockershim_bridge_synced'],
          'no watcher is scraped.'
        ),
        [panels.target('bottomk(20, %s)' % own('dockershim_bridge_synced'), ofInstance)],
      ) + panels.mappings({ '0': { text: 'not yet', color: 'orange' }, '1': { text: 'listed', color: 'green' } }) + panels.fewPoints() + panels.whenEmpty(noWatcher)],
      [8, panels.table(
        'Shards',
        panels.about(
          'Watchers, the part of the cluster that each speaks for, from 0, and into how many it is divided.',
          ['dockershim_bridge_shard_index', 'dockershim_bridge_shards'],
          'no watcher is scraped.'
        ),
        [panels.instant(own('dockershim_bridge_shard_index')), panels.instant(own('dockershim_bridge_shards'))],
        instanceColumns + [['Value #A', 'Shard'], ['Value #B', 'Of']],
      ) + panels.sortedBy('Shard', false) + panels.whenEmpty(noWatcher) + panels.runbooks(config, ['DockershimWatcherShardMissing'])],
    ]],
  ];

  watchers
