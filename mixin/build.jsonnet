// What is made from the mixin, by its path in the repository; `make mixin` writes it.
local mixin = import 'mixin.libsonnet';
// For the demo: an hour takes two seconds.
local timeLapse = mixin { _config+:: { timeLapse: 1800 } };

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
