local dashboard = import '../lib/dashboard.libsonnet';
local panels = import '../lib/panels.libsonnet';
local queries = import '../lib/queries.libsonnet';

{
  local config = $._config,
  local q = queries.new(config, dashboard.matcher(config.clusterLabel, 'cluster')),

  grafanaDashboards+:: {
    'container-fs.json': dashboard.new(
      config,
      uid='dockershim-container-fs',
      title='container_fs: who serves what',
      description='The thirteen container_fs series: who serves each of them on each node, their values, and whether any is counted twice.',
      variables=[dashboard.clusterVariable(config)],
      rows=[
        [4, [[24, panels.stat('Nodes', 'All nodes that an agent or a watcher tells of.', [
          panels.instant('count(\n' + queries.indented(q.nodePhaseCurrent()) + '\n)'),
        ])]]],
      ],
    ),
  },
}
