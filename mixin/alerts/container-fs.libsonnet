local alerts = import '../lib/alerts.libsonnet';
local conditions = import '../lib/conditions.libsonnet';
local configuration = import '../lib/configuration.libsonnet';

{
  local config = configuration.checked($._config),
  local c = conditions.new(config),
  local ofCluster = alerts.ofCluster(config),
  local inCluster = alerts.inCluster(config),
  local silent = alerts.time(config, config.heldWhileSilent),
  local alert(name, severity, expr, summary, description) =
    alerts.alert(config, name, severity, expr, summary, description),

  local sources(matchers) = c.metric('dockershim_bridge_metric_source_info', matchers),
  local wanted = 'metric=~"%s"' % config.containerFsWanted,

  prometheusAlerts+:: {
    groups+: [
      alerts.group(config, 'container-fs', [
        alert(
          'ContainerFsSeriesMissing',
          'warning',
          // Where no container runs, nobody can serve a series of one.
          |||
            count by (%(node)s) (
              group by (%(node)s, metric) (
                last_over_time(%(none)s[%(silent)s])
                unless on (%(cluster)s, job, instance)
                %(containers)s == 0
              )
              unless on (%(node)s, metric)
              %(some)s
            )
          ||| % {
            node: c.node,
            cluster: c.cluster,
            none: sources(['source="none"', wanted]),
            some: sources(['source!="none"', wanted]),
            containers: c.metric('dockershim_bridge_containers'),
            silent: silent,
          },
          'Nobody serves {{ $value }} of the container_fs metrics of node {{ $labels.node }}%s.' % ofCluster,
          'Neither the kubelet of node {{ $labels.node }}%s nor its agent serves {{ $value }} of the thirteen container_fs metrics for any container: boards are empty there, and alerts on disks silent. First look which source of the agent fails, on its page or by `dockershim_bridge_source_up == 0`; if none does, whether `--series.families` leaves them out or `--series.when` is shadow.' % ofCluster,
        ),
        alert(
          'ContainerFsSeriesDuplicated',
          'warning',
          // What the store holds counts: an agent cannot know what the scrape drops. Where an agent sees that its kubelet
          // serves the same, it tells the node.
          |||
            (
              count by (%(node)s) (group by (%(node)s, metric) (%(both)s))
              and on (%(cluster)s)
              namespace:container_fs_duplicates:count
            )
            or
            (
              namespace:container_fs_duplicates:count
              unless on (%(cluster)s)
              %(both)s
            )
          ||| % { node: c.node, cluster: c.cluster, both: sources(['source="both"']) },
          'Metrics of {{ with $labels.node }}the containers of node {{ . }}{{ else }}containers in namespace {{ $labels.namespace }}{{ end }}%s are counted twice.' % inCluster,
          '{{ if $labels.node }}{{ $value }} of the container_fs metrics of node {{ $labels.node }} are served by its kubelet and by its agent{{ else }}{{ $labels.metric }} of {{ $value }} containers in namespace {{ $labels.namespace }} comes from more than one target{{ end }}%s, so that sums over them are too high. First see which targets: `count by (job, instance) (container_fs_usage_bytes{container!=""})`. Run the agents with `--series.when=missing`, which leaves out what the kubelet serves, scrape their `/metrics/cadvisor` in place of the kubelet and not beside it, or drop the copy at the scrape.' % inCluster,
        ),
        alert(
          'ContainerFsShadowDiffers',
          'info',
          |||
            max by (%(cluster)s, metric) (
              %(ratio)s > %(threshold)g
              and on (%(cluster)s, job, instance, metric)
              %(containers)s > 0
            )
          ||| % {
            cluster: c.cluster,
            ratio: c.held('dockershim_bridge_shadow_difference_ratio'),
            threshold: config.shadowDifferenceRatio,
            containers: c.held('dockershim_bridge_shadow_containers', ['verdict=~"different|missing"']),
          },
          'In the rehearsal%s, {{ $labels.metric }} is up to {{ $value | humanizePercentage }} off the value of the kubelet.' % ofCluster,
          'Agents in shadow mode%s would serve {{ $labels.metric }} with values that differ from those of the kubelet by more than %s after the move; nothing is wrong now. First look at the worst of them at `/api/v1/shadow` of an agent that `dockershim_bridge_shadow_difference_ratio{metric="{{ $labels.metric }}"}` names: with `--series.values=corrected` most differ by intent, and `--series.values=dockershim` keeps the old meaning.' % [ofCluster, '%g%%' % (config.shadowDifferenceRatio * 100)],
        ),
      ]),
    ],
  },
}
