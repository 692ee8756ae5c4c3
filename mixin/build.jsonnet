// What is made from the mixin, by its path in the repository; `make mixin` writes it.
local mixin = import 'mixin.libsonnet';
// For the demo: an hour takes two seconds. What the machine itself takes, to start, to scrape, to judge, is not shortened:
// these are longer here, so that some seconds are left. A node of the demo's migration is drained for a step of 20 seconds,
// and moved for another: what takes longer is stalled. Nobody waits for a day.
local timeLapse = mixin {
  _config+:: {
    timeLapse: 1800,
    exporterSeenWithin: '24h',
    readinessStaleAfter: '75h',
    flappingWithin: '10h',
    serverVersionHeld: '24h',
    heldWhileSilent: '3h',
    heldWhileUnknown: '4h',
    stalledAfter: '23h',
    alertFor+: {
      DockershimNodeNotJudged: '3h',
      DockershimAgentMissing: '3h',
      DockershimWatcherShardMissing: '3h',
      DockershimExporterDown: '3h',
      DockershimReadinessStale: '3h',
      DockershimBridgeSourceDown: '3h',
      ContainerFsSeriesMissing: '3h',
      // as the migration begins anew, some agents have seen it, and others not yet
      DockershimRegistryConfigNotCarriedOver: '4h',
      DockershimWorkloadBroken: '4h',
      DockershimDockerdLeftRunning: '6h',
      DockershimMigrationComplete: '6h',
    },
  },
};

local groups(of) = of.prometheusRules.groups + [group for group in of.prometheusAlerts.groups if std.length(group.rules) > 0];

{
  'alerts/dockershim-exporter.rules.yaml': { groups: groups(mixin) },
  'alerts/dockershim-exporter.prometheusrule.yaml': {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'dockershim-exporter', labels: { 'app.kubernetes.io/name': 'dockershim-exporter' } },
    spec: { groups: groups(mixin) },
  },
  'exporter/src/main/resources/demo/prometheus/time-lapse.rules.yaml': { groups: groups(timeLapse) },
} + {
  ['dashboards/' + name]: mixin.grafanaDashboards[name]
  for name in std.objectFields(mixin.grafanaDashboards)
}
