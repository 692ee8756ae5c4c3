local dashboard = import '../lib/dashboard.libsonnet';
local panels = import '../lib/panels.libsonnet';
local queries = import '../lib/queries.libsonnet';

{
  local config = $._config,
  local q = queries.new(config, dashboard.matcher(config.clusterLabel, 'cluster')),

  grafanaDashboards+:: {
    'workloads.json': dashboard.new(
      config,
      uid='dockershim-workloads',
      title='Leaving Docker: workloads',
      description='Workloads and vendor agents that need Docker, and how they use it.',
      variables=[dashboard.clusterVariable(config)],
      rows=[
        [4, [[24, panels.stat('Nodes', 'All nodes that an agent or a watcher tells of.', [
          panels.instant('count(\n' + queries.indented(q.nodePhaseCurrent()) + '\n)'),
        ])]]],
      ],
    ),
  },
}
