local alerts = import '../lib/alerts.libsonnet';
local conditions = import '../lib/conditions.libsonnet';
local configuration = import '../lib/configuration.libsonnet';

{
  local config = configuration.checked($._config),
  local c = conditions.new(config),
  local ofCluster = alerts.ofCluster(config),
  local alert(name, severity, expr, summary, description) =
    alerts.alert(config, name, severity, expr, summary, description),

  prometheusAlerts+:: {
    groups+: [
      alerts.group(config, 'checks', [
        alert(
          'DockershimCriSocketAnnotationStale',
          'warning',
          c.checkFails('check=~"RT-06|RT-06-B"'),
          'kubeadm would take the runtime of node {{ $labels.node }}%s for another one than it is.' % ofCluster,
          'The annotation kubeadm.alpha.kubernetes.io/cri-socket of node {{ $labels.node }}%s, or its `/var/lib/kubelet/instance-config.yaml`, names another socket than the kubelet uses (RT-06), and the next `kubeadm upgrade` goes there. First see which one the kubelet uses, on the page of the node; then `kubectl annotate node {{ $labels.node }} --overwrite kubeadm.alpha.kubernetes.io/cri-socket=unix:///run/containerd/containerd.sock` with that socket.' % ofCluster,
        ),
        alert(
          'DockershimEndpointSchemeMissing',
          'info',
          c.checkFails('check="RT-05"'),
          'An endpoint of the runtime of node {{ $labels.node }}%s is written without unix://.' % ofCluster,
          'The flags or the configuration of the kubelet of node {{ $labels.node }}%s, or the annotation for kubeadm, name the endpoint of the runtime by its path alone (RT-05), which is deprecated. First see on the page of the node which of them it is; then write it with unix:// there.' % ofCluster,
        ),
        alert(
          'DockershimRuntimeNotReady',
          'critical',
          c.checkFails('check="RT-07"'),
          'The runtime of node {{ $labels.node }}%s does not answer CRI, or is not ready.' % ofCluster,
          'No pod starts on node {{ $labels.node }}%s, or none gets a network: its runtime does not answer CRI, or says that it or its network is not ready (RT-07). First ask it on the node by `crictl info` and `systemctl status containerd`; see that `disabled_plugins` in `/etc/containerd/config.toml` does not name cri, and that the pod of the network plug-in runs.' % ofCluster,
        ),
        alert(
          'DockershimCniAtRisk',
          'critical',
          c.checkFails('check=~"CN-.*"', 'severity="blocker"', ', check'),
          'Pods on node {{ $labels.node }}%s fail to start or to stop, or are about to: {{ $labels.check }} fails.' % ofCluster,
          'containerd, the CNI plug-ins and their configuration do not fit each other on node {{ $labels.node }}%s. First read what {{ $labels.check }} says on the page of the node; then drain the node, bring containerd (not 1.6.0 to 1.6.3), `/opt/cni/bin` and the first file of `/etc/cni/net.d` to versions that belong together, restart containerd, and uncordon.' % ofCluster,
        ),
        alert(
          'DockershimRegistryConfigNotCarriedOver',
          'critical',
          c.failsOnMigrated('check=~"DC-01|DC-02"', more=', check'),
          'containerd on node {{ $labels.node }}%s does not know {{ if eq $labels.check "DC-01" }}the registry mirrors{{ else }}the insecure or private registries{{ end }} that Docker was given.' % ofCluster,
          'Node {{ $labels.node }}%s has left Docker, and its settings of registries were not carried over ({{ $labels.check }}): pulls fail, or go past the mirror. First compare `/etc/docker/daemon.json` with `/etc/containerd/certs.d` on the node; write a hosts.toml for each registry, set `config_path` in the registry table of containerd, and restart it.' % ofCluster,
        ),
        alert(
          'DockershimDockerdLeftRunning',
          'info',
          c.failsOnMigrated('check="DK-01"'),
          'Docker Engine still runs on node {{ $labels.node }}%s, whose kubelet no longer needs it.' % ofCluster,
          'Node {{ $labels.node }}%s has left Docker, but dockerd runs there (DK-01). First find out whether something on the node builds images by it; if nothing does, `systemctl disable docker.service docker.socket --now`.' % ofCluster,
        ),
      ]),
    ],
  },
}
