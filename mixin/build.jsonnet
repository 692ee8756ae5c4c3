// All files that are made from the mixin, by their path in the repository: jsonnet -S -m . mixin/build.jsonnet
local mixin = import 'mixin.libsonnet';
local timeLapse = mixin { _config+:: { timeLapse: 1800, exporterSeenWithin: '12h' } };

local notice = '# Made from mixin/ by `make mixin`.\n';
local yaml(value) = notice + std.manifestYamlDoc(value, indent_array_in_object=true, quote_keys=false) + '\n';
local groups(of) = of.prometheusRules.groups + [group for group in of.prometheusAlerts.groups if std.length(group.rules) > 0];

{
  'alerts/dockershim-exporter.rules.yaml': yaml({ groups: groups(mixin) }),
  'alerts/dockershim-exporter.prometheusrule.yaml': yaml({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'dockershim-exporter', labels: { 'app.kubernetes.io/name': 'dockershim-exporter' } },
    spec: { groups: groups(mixin) },
  }),
  // What `demo --with-prometheus` evaluates, where an hour takes two seconds.
  'exporter/src/main/resources/demo/prometheus/time-lapse.rules.yaml': yaml({ groups: groups(timeLapse) }),
} + {
  ['dashboards/' + name]: std.manifestJsonEx(mixin.grafanaDashboards[name], '  ') + '\n'
  for name in std.objectFields(mixin.grafanaDashboards)
}
