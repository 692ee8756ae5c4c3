local dashboard = import '../lib/dashboard.libsonnet';
local panels = import '../lib/panels.libsonnet';
local queries = import '../lib/queries.libsonnet';

{
  local config = $._config,
  local q = queries.new(config, dashboard.matcher(config.clusterLabel, 'cluster')),

  grafanaDashboards+:: {
    'docker-years.json': dashboard.new(
      config,
      uid='container-fs-docker-years',
      title='Container file systems, as in the Docker years',
      description='The panels that people had on dockershim, with their expressions unchanged.',
      variables=[dashboard.clusterVariable(config)],
      rows=[
        [4, [[24, panels.stat('Nodes', 'All nodes that an agent or a watcher tells of.', [
          panels.instant('count(\n' + queries.indented(q.nodePhaseCurrent()) + '\n)'),
        ])]]],
      ],
    ),
  },
}
