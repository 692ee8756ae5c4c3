local alerts = import '../lib/alerts.libsonnet';
local conditions = import '../lib/conditions.libsonnet';
local configuration = import '../lib/configuration.libsonnet';

{
  local config = configuration.checked($._config),
  local c = conditions.new(config),
  local ofCluster = alerts.ofCluster(config),
  local theCluster = 'The cluster{{ with $labels.%s }} {{ . }}{{ end }}' % config.clusterLabel,
  local alert(name, severity, expr, summary, description) =
    alerts.alert(config, name, severity, expr, summary, description),

  local stalledAfter = alerts.time(config, config.stalledAfter),
  local leaving = ['draining', 'migrating'],

  prometheusAlerts+:: {
    groups+: [
      alerts.group(config, 'nodes', [
        alert(
          'DockershimNodeUnmigrated',
          'warning',
          c.inPhases(['dockershim']),
          'Node {{ $labels.node }}%s still runs its containers by dockershim.' % ofCluster,
          'The kubelet of node {{ $labels.node }}%s uses Docker Engine by dockershim, which Kubernetes 1.24 no longer has. First see what is in the way of its move, on the page of the node or by `dockershim-exporter report`, which prints the order of the nodes and the commands; then move it to containerd, CRI-O or cri-dockerd.' % ofCluster,
        ),
        alert(
          'DockershimBlocksUpgrade',
          'critical',
          |||
            count by (%(cluster)s) (
            %(leaving)s
            )
            and on (%(cluster)s)
            (max by (%(cluster)s) (last_over_time(%(minor)s[%(held)s])) >= %(from)d)
          ||| % {
            cluster: c.cluster,
            leaving: c.indented(c.inPhases(['dockershim'] + leaving)),
            minor: c.metric('dockershim_cluster_server_minor'),
            held: alerts.time(config, config.serverVersionHeld),
            from: config.upgradeBlockedFromMinor,
          },
          theCluster + ' may not be upgraded: {{ if eq $value 1.0 }}1 node depends{{ else }}{{ $value }} nodes depend{{ end }} on dockershim.',
          'The API server%s is of Kubernetes 1.%d or later, and {{ if eq $value 1.0 }}1 node is{{ else }}{{ $value }} nodes are{{ end }} on dockershim, draining or being moved: their kubelets do not work with 1.24. First stop the upgrade that is planned, and run `dockershim-exporter report --for-version=1.24`: it names the nodes, and prints in which order to move them.' % [ofCluster, config.upgradeBlockedFromMinor],
        ),
        alert(
          'DockershimNodeUnsupported',
          'critical',
          c.inPhases(['unsupported']),
          'The kubelet of node {{ $labels.node }}%s does not work with its runtime, or will not start again.' % ofCluster,
          'On node {{ $labels.node }}%s one of these is so: the kubelet is 1.24 or later and uses dockershim or finds it in its files; 1.27 or later and finds `--container-runtime` in its files; 1.26 or later on containerd before 1.6. First of all, do not restart its kubelet. See on the page of the node which of RT-03, RT-04 and RT-08-B fails, mend `/var/lib/kubelet/kubeadm-flags.env` or upgrade containerd, and restart the kubelet then.' % ofCluster,
        ),
        alert(
          'DockershimMigrationStalled',
          'warning',
          |||
            %(leaving)s
            and on (%(node)s)
            (
              time() - max by (%(node)s) (%(start)s) > %(seconds)d
              or
              last_over_time(node:dockershim_phase:current{phase=~"%(phases)s"}[%(silent)s] offset %(after)s)
                unless on (%(node)s)
              last_over_time(node:dockershim_phase:current{phase!~"%(phases)s|unknown"}[%(after)s])
            )
          ||| % {
            leaving: c.inPhases(leaving),
            node: c.node,
            start: c.metric('dockershim_node_phase_start_timestamp_seconds'),
            seconds: alerts.seconds(config, config.stalledAfter),
            phases: std.join('|', leaving),
            silent: alerts.time(config, config.heldWhileSilent),
            after: stalledAfter,
          },
          'Node {{ $labels.node }}%s has been on its way from dockershim for more than %s.' % [ofCluster, stalledAfter],
          'Node {{ $labels.node }}%s has been draining or migrating for more than %s. First see what its drain waits for: `kubectl get pods --all-namespaces --field-selector spec.nodeName={{ $labels.node }}` and, of PodDisruptionBudgets, `kubectl get pdb --all-namespaces` with 0 allowed disruptions. Then finish the move; while it only drains, `kubectl uncordon {{ $labels.node }}` takes it back.' % [ofCluster, stalledAfter],
        ),
        alert(
          'DockershimNodeNotBackInService',
          'warning',
          c.checkFails('check="RT-09"'),
          'Node {{ $labels.node }}%s has left dockershim, but is not back in service.' % ofCluster,
          'Node {{ $labels.node }}%s has been cordoned or not ready ever since it arrived on its new runtime (RT-09). First look at its conditions by `kubectl describe node {{ $labels.node }}`; when it is healthy, `kubectl uncordon {{ $labels.node }}`.' % ofCluster,
        ),
        alert(
          'DockershimEvidenceMissing',
          'warning',
          c.inUnknownPhase(),
          'It is not known which runtime node {{ $labels.node }}%s uses.' % ofCluster,
          'Nothing that could be seen of node {{ $labels.node }}%s tells its phase, so it may still be on dockershim. First look whether it is ready, by `kubectl get node {{ $labels.node }} --output=wide`; if it is, the page of the node names the evidence that is missing, and the permission or mount that grants it. Without an agent, run one there.' % ofCluster,
        ),
        alert(
          'DockershimNodeNotJudged',
          'warning',
          c.notJudged(),
          'Nobody tells in which phase node {{ $labels.node }}%s is.' % ofCluster,
          'Neither an agent nor the watcher speaks for node {{ $labels.node }}%s, so it may still be on dockershim. First look whether an agent runs there, and is ready and scraped: `kubectl get pods --all-namespaces --selector=app.kubernetes.io/name=dockershim-exporter --field-selector spec.nodeName={{ $labels.node }} --output=wide`. For nodes that can have none, such as those of Windows, run the watcher; where agents run with `--readiness.interval=0`, let it judge their nodes too, by `--watcher.defer-to-agents=false`.' % ofCluster,
        ),
        alert(
          'DockershimMigrationComplete',
          'info',
          |||
            count by (%(cluster)s) (
              last_over_time(node:dockershim_known:current[%(silent)s])
              and on (%(node)s)
            %(arrived)s
            )
            unless on (%(cluster)s)
            (
            %(elsewhere)s
            )
            unless on (%(cluster)s)
            cluster:dockershim_blind_spots:count
          ||| % {
            cluster: c.cluster,
            node: c.node,
            silent: alerts.time(config, config.heldWhileSilent),
            arrived: c.indented(c.inPhases(config.donePhases)),
            elsewhere: c.indented(c.notInPhases(config.donePhases)),
          },
          '{{ if eq $value 1.0 }}The one node{{ else }}All {{ $value }} nodes{{ end }}%s {{ if eq $value 1.0 }}has{{ else }}have{{ end }} left dockershim.' % ofCluster,
          'For %s each node%s has been in a phase to stay in (%s), and none was unknown, unseen or without the agent that it should have. First see what is left to tidy up, `node:dockershim_check_failed:current{check=~"DK-.*|RT-06"}`, and which workloads still name Docker; then the readiness part has done its work: `--readiness.interval=0` turns it off at the agents, and the watcher may go.' % [
            alerts.time(config, config.alertFor.DockershimMigrationComplete),
            ofCluster,
            std.join(' or ', config.donePhases),
          ],
        ),
      ]),
    ],
  },
}
