local dashboard = import '../lib/dashboard.libsonnet';
local panels = import '../lib/panels.libsonnet';
local queries = import '../lib/queries.libsonnet';

{
  local config = $._config,
  local q = queries.new(config, dashboard.matcher(config.clusterLabel, 'cluster')),

  grafanaDashboards+:: {
    'node.json': dashboard.new(
      config,
      uid='dockershim-node',
      title='Leaving Docker: node',
      description='One node: its runtime by each place that names one, every check of the migration guide, and by what evidence it is judged.',
      variables=[dashboard.clusterVariable(config)],
      rows=[
        [4, [[24, panels.stat('Nodes', 'All nodes that an agent or a watcher tells of.', [
          panels.instant('count(\n' + queries.indented(q.nodePhaseCurrent()) + '\n)'),
        ])]]],
      ],
    ),
  },
}
