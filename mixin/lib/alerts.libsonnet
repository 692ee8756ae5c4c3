// Groups of alerts, each with what every alert has: its time, severity and runbook.
local duration = import 'duration.libsonnet';
local text = import 'text.libsonnet';

{
  // A duration of the configuration, on its time-lapse.
  time(config, text):: duration.shortened(text, config.timeLapse),
  seconds(config, text):: duration.seconds($.time(config, text)),

  // Ends of sentences, where a store tells clusters apart.
  ofCluster(config):: '{{ with $labels.%s }} of cluster {{ . }}{{ end }}' % config.clusterLabel,
  inCluster(config):: '{{ with $labels.%s }} in cluster {{ . }}{{ end }}' % config.clusterLabel,

  // An alert; `summary` and `description` are templates of Prometheus.
  alert(config, name, severity, expr, summary, description):: {
    alert: name,
    expr: text.trimmed(expr),
    'for': $.time(config, config.alertFor[name]),
    labels: { severity: severity } + config.alertLabels +
            (if std.objectHas(config.alertLabelsOf, name) then config.alertLabelsOf[name] else {}),
    annotations: {
      summary: summary,
      description: description,
      runbook_url: config.runbookURLPattern % name,
    },
  },

  group(config, name, alerts):: {
    name: 'dockershim-exporter.' + name,
    rules: [alert for alert in alerts if !std.member(config.alertsLeftOut, alert.alert)],
  },
}
