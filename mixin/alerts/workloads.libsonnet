local alerts = import '../lib/alerts.libsonnet';

{
  prometheusAlerts+:: { groups+: [alerts.group($._config, 'workloads', [])] },
}
