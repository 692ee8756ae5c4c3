local dashboard = import '../lib/dashboard.libsonnet';
local panels = import '../lib/panels.libsonnet';
local queries = import '../lib/queries.libsonnet';

{
  local config = $._config,
  local q = queries.new(config, dashboard.matcher(config.clusterLabel, 'cluster')),

  grafanaDashboards+:: {
    'overview.json': dashboard.new(
      config,
      uid='dockershim-overview',
      title='Leaving Docker: overview',
      description='Where the nodes are on their way from dockershim, what is left, and what is in the way.',
      variables=[dashboard.clusterVariable(config)],
      rows=[
        [4, [[24, panels.stat('Nodes', 'All nodes that an agent or a watcher tells of.', [
          panels.instant('count(\n' + queries.indented(q.nodePhaseCurrent()) + '\n)'),
        ])]]],
      ],
    ),
  },
}
