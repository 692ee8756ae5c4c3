local alerts = import '../lib/alerts.libsonnet';

{
  local config = $._config,
  local alert(name, severity, expr, summary, description) =
    alerts.alert(config, name, severity, expr, summary, description),

  prometheusAlerts+:: {
    groups+: [
      alerts.group(config, 'nodes', [
        alert(
          'DockershimNodeUnmigrated',
          'warning',
          'node:dockershim_phase:current{phase="dockershim"} == 1',
          'Node {{ $labels.node }} still runs its containers by dockershim.',
          'Node {{ $labels.node }} is on Docker Engine through dockershim, which Kubernetes 1.24 no longer has. Move it to containerd or to cri-dockerd: `dockershim-exporter report` prints the commands, and the order of the nodes.',
        ),
      ]),
    ],
  },
}
