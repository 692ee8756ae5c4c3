local alerts = import '../lib/alerts.libsonnet';
local conditions = import '../lib/conditions.libsonnet';
local configuration = import '../lib/configuration.libsonnet';
local text = import '../lib/text.libsonnet';

{
  local config = configuration.checked($._config),
  local c = conditions.new(config),
  local ofCluster = alerts.ofCluster(config),
  local inCluster = alerts.inCluster(config),
  local alert(name, severity, expr, summary, description) =
    alerts.alert(config, name, severity, expr, summary, description),

  // Where a target is, by what labels the scrape gives it.
  local where = '{{ with $labels.instance }} at {{ . }}{{ end }}{{ with $labels.pod }} (pod {{ with $labels.namespace }}{{ . }}/{{ end }}{{ . }}){{ end }}{{ with $labels.node }} on node {{ . }}{{ end }}' + inCluster,
  local target = c.cluster + ', job, instance, namespace, pod, node',
  local seenWithin = alerts.time(config, config.exporterSeenWithin),
  local staleAfter = alerts.time(config, config.readinessStaleAfter),

  prometheusAlerts+:: {
    groups+: [
      alerts.group(config, 'exporter', [
        alert(
          'DockershimAgentMissing',
          'warning',
          c.agentMissing(),
          'Node {{ $labels.node }}%s has no agent.' % ofCluster,
          'Agents run%s, but none speaks for node {{ $labels.node }}: its container_fs series are missing, and its readiness is known as far as the API server tells it, if at all. First look for its pod, `kubectl get pods --all-namespaces --selector=app.kubernetes.io/component=agent --field-selector spec.nodeName={{ $labels.node }}`, and if there is none whether the DaemonSet tolerates the taints of the node; then whether it is scraped. Nodes that have none on purpose belong into `nodesWithoutAgent`.' % inCluster,
        ),
        alert(
          'DockershimWatcherShardMissing',
          'warning',
          c.shardsMissing(),
          '{{ if eq $value 1.0 }}1 shard{{ else }}{{ $value }} shards{{ end }} of the watcher%s {{ if eq $value 1.0 }}is{{ else }}are{{ end }} missing.' % ofCluster,
          'Of the parts that the watcher%s is divided into (`dockershim_bridge_shards`), {{ $value }} {{ if eq $value 1.0 }}is{{ else }}are{{ end }} not scraped or {{ if eq $value 1.0 }}has{{ else }}have{{ end }} not listed the cluster yet, so that nodes and workloads are not seen. First look for its pods: `kubectl get pods --all-namespaces --selector=app.kubernetes.io/component=watcher`, and at the log of one that is not ready; `dockershim_bridge_shard_index` names those that answer.' % ofCluster,
        ),
        alert(
          'DockershimExporterDown',
          'warning',
          c.exporterDown(),
          '{{ if $labels.instance }}The exporter%(where)s is down, or comes and goes.{{ else if $labels.node }}The agent of node {{ $labels.node }}%(ofCluster)s is gone.{{ else }}The watcher%(ofCluster)s is gone.{{ end }}' % { where: where, ofCluster: ofCluster },
          '{{ if $labels.instance }}Prometheus cannot scrape the exporter%(where)s, or only by turns{{ else if $labels.node }}The agent of node {{ $labels.node }}%(ofCluster)s was scraped within the last %(seenWithin)s, and is a target no more{{ else }}A watcher%(ofCluster)s (job {{ $labels.job }}) was scraped within the last %(seenWithin)s, and none is a target any more{{ end }}: nothing that it told is known now. First look at its pod, by `kubectl describe pod` and, if it restarts, `kubectl logs --previous`, and at the error on the page of targets of Prometheus. If it was taken away on purpose, this ends by itself %(seenWithin)s after it was scraped last; not while it is still a target.' % { where: where, seenWithin: seenWithin, ofCluster: ofCluster },
        ),
        alert(
          'DockershimReadinessStale',
          'warning',
          |||
            time() - max by (%(node)s) (%(agents)s) > %(seconds)d
            or
            time() - max by (%(target)s) (%(watchers)s) > %(seconds)d
          ||| % {
            node: c.node,
            target: target,
            agents: c.held('dockershim_check_last_evaluation_timestamp_seconds', ['observer="agent"']),
            watchers: c.held('dockershim_bridge_evaluation_timestamp_seconds'),
            seconds: alerts.seconds(config, config.readinessStaleAfter),
          },
          '{{ if $labels.instance }}The watcher%(where)s has judged nothing{{ else }}The agent of node {{ $labels.node }}%(ofCluster)s has judged nothing{{ end }} for {{ $value | humanizeDuration }}.' % { where: where, ofCluster: ofCluster },
          '{{ if $labels.instance }}The watcher%(where)s{{ else }}The agent of node {{ $labels.node }}%(ofCluster)s{{ end }} answers scrapes, but its last evaluation is {{ $value | humanizeDuration }} old (more than %(after)s), and it serves nothing of readiness any more. First look in its log for a source that hangs or for `readiness could not be evaluated`, and compare the clock of the node with that of Prometheus; then restart its pod. With a `--readiness.interval` of more than a minute, raise `readinessStaleAfter` to ten of it.' % { where: where, ofCluster: ofCluster, after: staleAfter },
        ),
        alert(
          'DockershimBridgeSourceDown',
          'warning',
          text.over('group', target + ', source', c.downOrFlapping(c.metric('dockershim_bridge_source_up'))),
          'The exporter%s cannot read {{ $labels.source }}, or only by turns.' % where,
          'The source {{ $labels.source }} of the exporter%s fails; what only it tells is missing, or unknown. First read the line of its log that names the source, which says why, and the row of the source on its page, which says what to grant: a permission, a mount, or an address.' % where,
        ),
        alert(
          'DockershimBridgeSourceForbidden',
          'info',
          'count by (%s, job, source) (%s == 1)' % [c.cluster, c.held('dockershim_bridge_source_forbidden')],
          '{{ if eq $value 1.0 }}1 exporter{{ else }}{{ $value }} exporters{{ end }}%s may not read {{ $labels.source }}.' % inCluster,
          'The optional source {{ $labels.source }} refuses {{ if eq $value 1.0 }}1 exporter{{ else }}{{ $value }} exporters{{ end }} of job {{ $labels.job }}%s; what it would tell is unknown. First decide whether it is wanted: if so, the row of the source on the page of one of them names the rule of RBAC or the mount that grants it; if not, leave this alert out (`alertsLeftOut`).' % inCluster,
        ),
        alert(
          'DockershimKubeletNotVerified',
          'info',
          'count by (%s, job) (%s == 1)' % [c.cluster, c.held('dockershim_bridge_kubelet_insecure_skip_verify')],
          '{{ if eq $value 1.0 }}1 agent accepts{{ else }}{{ $value }} agents accept{{ end }} any certificate of the kubelet%s.' % inCluster,
          '{{ if eq $value 1.0 }}1 agent{{ else }}{{ $value }} agents{{ end }} of job {{ $labels.job }}%s run with `--kubelet.insecure-skip-verify`, and would give the token of their service account to whoever answers in place of a kubelet. First see who signs the certificates: with `serverTLSBootstrap` the flag can go; without, pin the own certificate of each kubelet by `--kubelet.ca-file=/var/lib/kubelet/pki/kubelet.crt`.' % inCluster,
        ),
        alert(
          'DockershimWebConfigRejected',
          'warning',
          'max by (%s) (%s == 0)' % [target, c.held('dockershim_bridge_web_config_last_reload_successful')],
          'The exporter%s cannot use its file of --web.config.file as it is now.' % where,
          'What the file of `--web.config.file` of the exporter%s, or one that it names, says now cannot be used; what it said before still holds, so that a renewed certificate or a user that was taken away is not in force. First read the line of its log that names the file and the key; mend it, and it is read again at the next request. A restart before that would not start.' % where,
        ),
        alert(
          'DockershimWebCertificateExpires',
          'warning',
          'max by (%s) (%s) - time() < %d' % [
            target,
            c.held('dockershim_bridge_web_config_certificate_not_after_timestamp_seconds'),
            alerts.seconds(config, config.webCertificateExpiresWithin),
          ],
          'The certificate that the exporter%s shows {{ if lt $value 0.0 }}has ended{{ else }}ends in {{ $value | humanizeDuration }}{{ end }}.' % where,
          'Prometheus refuses the exporter%s from then on, and all of its series are missing. First see whether a renewed one has arrived in the Secret or file that `cert_file` of `--web.config.file` names: it is picked up without a restart. If not, look at whoever issues it, as `kubectl get certificates --all-namespaces` of cert-manager.' % where,
        ),
      ]),
    ],
  },
}
