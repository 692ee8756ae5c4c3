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

  local workload = c.cluster + ', namespace, workload, workload_type',
  // The ways that end with Docker.
  local needs = 'method=~"cli|dockershim_socket|socket"',

  prometheusAlerts+:: {
    groups+: [
      alerts.group(config, 'workloads', [
        alert(
          'DockershimWorkloadNeedsDocker',
          'warning',
          // By its pods; by its template alone, with the value 0.
          |||
            max by (%(workload)s) (
              last_over_time(workload:dockershim_docker_access:pods{%(needs)s}[%(silent)s])
            )
            or on (%(workload)s)
            max by (%(workload)s) (
              last_over_time(%(templates)s[%(silent)s])
            ) * 0
          ||| % {
            workload: workload,
            needs: needs,
            templates: c.metric('dockershim_workload_docker_access_templates', [needs]),
            silent: silent,
          },
          'The {{ $labels.workload_type }} {{ $labels.namespace }}/{{ $labels.workload }}%s needs Docker.' % inCluster,
          '{{ if eq $value 0.0 }}No pod of it runs now, but those{{ else if eq $value 1.0 }}One pod{{ else }}{{ $value }} pods{{ end }} of the {{ $labels.workload_type }} {{ $labels.namespace }}/{{ $labels.workload }}%s use the socket of Docker or dockershim, or call the docker command, and break on a node without Docker. First see how: `dockershim_workload_docker_access_pods{namespace="{{ $labels.namespace }}",workload="{{ $labels.workload }}"}`, and `dockershim_workload_docker_access_templates`. Ask its owner to use the runtime or the API of Kubernetes instead, or to build images by BuildKit or kaniko, before its nodes are moved.' % inCluster,
        ),
        alert(
          'DockershimWorkloadBroken',
          'critical',
          c.failsOnMigrated('check=~"WL-.*"', 'severity="blocker"', ', check'),
          'A workload on node {{ $labels.node }}%s needs Docker, which is gone from there: {{ $labels.check }} fails.' % ofCluster,
          'The kubelet of node {{ $labels.node }}%s no longer uses Docker, and a pod there still does ({{ $labels.check }}): it fails, or sees none of the containers. First see on the page of the node which pods {{ $labels.check }} names. Mend the workload, or move it for now to a node on dockershim or cri-dockerd.' % ofCluster,
        ),
        alert(
          'DockershimTelemetryAgentConfirmed',
          'warning',
          |||
            max by (%(cluster)s, namespace, workload, vendor) (
              last_over_time(workload:dockershim_telemetry_agents:pods{verdict="confirmed"}[%(silent)s])
            ) > 0
          ||| % { cluster: c.cluster, silent: silent },
          'The {{ $labels.vendor }} agent {{ $labels.namespace }}/{{ $labels.workload }}%s uses Docker.' % inCluster,
          '{{ if eq $value 1.0 }}One pod{{ else }}{{ $value }} pods{{ end }} of {{ $labels.namespace }}/{{ $labels.workload }}%s, an agent of {{ $labels.vendor }}, see containers by Docker alone, and are blind on a node without it. First read what the vendor says about containerd, in the remedy of its check (TA-02 to TA-07); then change the configuration of the agent before its nodes are moved.' % inCluster,
        ),
        alert(
          'DockershimFindingsTruncated',
          'info',
          'max by (%s, observer, kind) (%s) > 0' % [c.cluster, c.held('dockershim_findings_dropped')],
          '{{ if eq $value 1.0 }}1 finding{{ else }}{{ $value }} findings{{ end }} of kind {{ $labels.kind }}%s {{ if eq $value 1.0 }}is{{ else }}are{{ end }} not shown.' % inCluster,
          'The {{ $labels.observer }}%s has found more workloads (kind {{ $labels.kind }}) than it serves, so that some that need Docker have no series and no alert. First mend those that are shown, or raise `--watcher.max-findings` of the watcher; an agent always ends at 500.' % inCluster,
        ),
      ]),
    ],
  },
}
