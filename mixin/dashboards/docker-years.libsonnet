// Expressions as boards of the Docker years had them: no joins, no cluster, no node. Around those that show a line for
// each container is a topk, so that a large cluster does not drown the panel.
local dashboard = import '../lib/dashboard.libsonnet';
local panels = import '../lib/panels.libsonnet';
local queries = import '../lib/queries.libsonnet';

{
  local config = $._config,

  local chosen(matchers) = queries.selector(['namespace=~"$namespace"'] + matchers),
  // By today's labels, by those up to Kubernetes 1.15, and by Docker's name.
  local containers = chosen(['pod=~"$pod"', 'container=~"$container"', 'container!=""', 'container!="POD"']),
  local legacy = chosen(['pod_name=~"$pod"', 'container_name=~"$container"', 'container_name!=""', 'container_name!="POD"']),
  local docker = chosen(['pod=~"$pod"', 'name=~"k8s_.*"', 'name!~"k8s_POD_.*"']),

  local ofContainer = '{{namespace}}/{{pod}}/{{container}}',
  local ofLegacy = '{{namespace}}/{{pod_name}}/{{container_name}}',
  local ofDevice = '{{instance}} {{device}}',

  local none = 'No such series: is an exporter scraped, and its node moved?',
  local noName = 'No container is named k8s_...: --docker.naming=name is needed',
  local noLegacy = 'No label pod_name or container_name: --docker.naming=legacy-labels is needed',
  local empty(flags) = ' Empty: no container chosen above has such a series' + (if flags == '' then '.' else ', as without ' + flags + '.'),

  // Of each panel: the least that the agents need, if anything.
  local lines(title, description, targets, unit, whenEmpty=none, flags='') =
    panels.timeSeries(title, description + empty(flags), targets, unit) +
    panels.fewPoints() + panels.bounds(0) + panels.whenEmpty(whenEmpty),
  local largest(expr, legend) = [panels.target('topk(20, %s)' % expr, legend)],
  local each(expr, legend) = [panels.target(expr, legend)],
  local percent = panels.bounds(0, 100),
  local full = panels.thresholds([[null, 'green'], [80, 'orange'], [90, 'red']]),

  local space = [
    dashboard.row("Disk of containers: agents' /metrics or /metrics/cadvisor, no flag needed"),
    [5, [
      [6, panels.stat(
        'Used by containers',
        'container_fs_usage_bytes of the containers chosen above, summed.' + empty(''),
        [panels.instant('sum(container_fs_usage_bytes%s)' % containers)],
        'bytes'
      ) + panels.whenEmpty(none)],
      [6, panels.stat(
        'Fullest container',
        'The largest 100 * container_fs_usage_bytes / container_fs_limit_bytes, as the usual alert had it. The limit is the size of the file system, which the containers of a node share.' + empty(''),
        [panels.instant('max(100 * container_fs_usage_bytes%s / container_fs_limit_bytes)' % containers)],
        'percent'
      ) + full + panels.whenEmpty(none)],
      [6, panels.stat(
        'Containers over 80 %',
        'How many containers use more than 80 % of their limit: what the usual alert fired for. 0 is good news.' + empty(''),
        [panels.instant('count(100 * container_fs_usage_bytes%s / container_fs_limit_bytes > 80) or 0 * count(container_fs_usage_bytes%s)' % [containers, containers])],
      ) + panels.thresholds([[null, 'green'], [1, 'red']]) + panels.mappings({ '0': { text: 'none', color: 'green' } }) + panels.whenEmpty(none)],
      [6, panels.stat(
        'Largest file system below containers',
        'The largest container_fs_limit_bytes.' + empty(''),
        [panels.instant('max(container_fs_limit_bytes%s)' % containers)],
        'bytes'
      ) + panels.whenEmpty(none)],
    ]],
    [9, [
      [12, lines('Usage of a container', 'container_fs_usage_bytes: writable layer and log files. The 20 largest.', largest('container_fs_usage_bytes' + containers, ofContainer), 'bytes')],
      [12, lines('Usage of a container, in percent of its limit', '100 * container_fs_usage_bytes / container_fs_limit_bytes. The 20 largest.', largest('100 * container_fs_usage_bytes%s / container_fs_limit_bytes' % containers, ofContainer), 'percent') + percent],
    ]],
    [9, [
      [8, lines('Usage of a namespace', 'container_fs_usage_bytes, summed by namespace.', each('sum by (namespace) (container_fs_usage_bytes%s)' % containers, '{{namespace}}'), 'bytes')],
      [8, lines('Usage of a pod', 'container_fs_usage_bytes, summed by pod. The 20 largest.', largest('sum by (namespace, pod) (container_fs_usage_bytes%s)' % containers, '{{namespace}}/{{pod}}'), 'bytes')],
      [8, lines('Limit of a container', 'container_fs_limit_bytes: the size of the file system below it. The 20 largest.', largest('container_fs_limit_bytes' + containers, ofContainer), 'bytes')],
    ]],
    [8, [
      [12, panels.barGauge(
        'Pods that fill the disk',
        'The 10 pods with the largest sum of container_fs_usage_bytes.' + empty(''),
        [panels.instant('topk(10, sum by (namespace, pod) (container_fs_usage_bytes%s))' % containers, '{{namespace}}/{{pod}}')],
        'bytes',
      ) + panels.bounds(0) + panels.whenEmpty(none)],
      [12, panels.timeSeries(
        'File systems of nodes',
        'container_fs_usage_bytes{id="/"} over container_fs_limit_bytes{id="/"}, in percent: the kubelet serves these on every runtime, at its own /metrics/cadvisor and at the agents\'. The 20 fullest. Empty: neither is scraped, or the kubelet\'s gate PodAndContainerStatsFromCRI is on.',
        largest('100 * container_fs_usage_bytes{id="/",device=~"/dev/.*"} / container_fs_limit_bytes{id="/",device=~"/dev/.*"}', ofDevice),
        'percent'
      ) + panels.fewPoints() + percent + panels.whenEmpty('No series with id="/": scrape the kubelets or the agents at /metrics/cadvisor')],
    ]],
  ],

  local inodes = [
    dashboard.row('Inodes: the numbers of those years need --series.values=dockershim; by default they are those of the file system'),
    [8, [
      [6, panels.stat(
        'Inodes used, in percent',
        '100 * (1 - container_fs_inodes_free / container_fs_inodes_total), summed by instance, of the instance with most: the public alert on volumes, at 80. With --series.values=dockershim it is always 100, as it was: no free inodes were told. By default it is what it was meant to be.' + empty(''),
        [panels.instant('max(100 * (1 - sum by (instance) (container_fs_inodes_free%s) / sum by (instance) (container_fs_inodes_total%s)))' % [containers, containers])],
        'percent',
      ) + full + panels.whenEmpty(none)],
      [9, lines('container_fs_inodes_total', 'Inodes of the file system below the container; with --series.values=dockershim those that the container uses. The 20 largest.', largest('container_fs_inodes_total' + containers, ofContainer), 'short')],
      [9, lines('container_fs_inodes_free', 'Free inodes of the file system below the container; with --series.values=dockershim always 0. The 20 smallest.', [panels.target('bottomk(20, container_fs_inodes_free%s)' % containers, ofContainer)], 'short')],
    ]],
  ],

  local millionth = ' With --series.values=dockershim it is a millionth of that, as it was: a threshold tuned to those years needs it.',
  local ioOf(metric) = 'topk(20, max by (instance, device) (rate(%s%s[5m])))' % [metric, containers],
  local deviceIo = [
    dashboard.row('I/O of the device: the values of those years need --series.values=dockershim; by default times are true seconds'),
    [8, [
      [8, lines('I/O time', 'Rate of container_fs_io_time_seconds_total: the part of the time in which the device is busy. As all of this row it is of the whole device, the same in each container on it.' + millionth, each(ioOf('container_fs_io_time_seconds_total'), ofDevice), 'percentunit')],
      [8, lines('Weighted I/O time', 'Rate of container_fs_io_time_weighted_seconds_total: requests that wait, on average.' + millionth, each(ioOf('container_fs_io_time_weighted_seconds_total'), ofDevice), 'short')],
      [8, lines('I/Os in progress', 'container_fs_io_current.', largest('max by (instance, device) (container_fs_io_current%s)' % containers, ofDevice), 'short')],
    ]],
    [8, [
      [8, lines('Time spent reading and writing', 'Rates of container_fs_read_seconds_total and container_fs_write_seconds_total.' + millionth, [
        panels.target(ioOf('container_fs_read_seconds_total'), 'read ' + ofDevice),
        panels.target(ioOf('container_fs_write_seconds_total'), 'write ' + ofDevice),
      ], 's')],
      [8, lines('Sectors read and written', 'Rates of container_fs_sector_reads_total and container_fs_sector_writes_total; a sector is 512 bytes.', [
        panels.target(ioOf('container_fs_sector_reads_total'), 'read ' + ofDevice),
        panels.target(ioOf('container_fs_sector_writes_total'), 'write ' + ofDevice),
      ], 'ops')],
      [8, lines('Reads and writes merged', 'Rates of container_fs_reads_merged_total and container_fs_writes_merged_total.', [
        panels.target(ioOf('container_fs_reads_merged_total'), 'read ' + ofDevice),
        panels.target(ioOf('container_fs_writes_merged_total'), 'write ' + ofDevice),
      ], 'iops')],
    ]],
    [8, [
      [12, lines('I/O time by container', 'rate(container_fs_io_time_seconds_total) as most boards had it, a line for each container: all on one device have the same. The 20 largest.' + millionth, largest('rate(container_fs_io_time_seconds_total%s[5m])' % containers, ofContainer), 'percentunit')],
      [12, lines('Bytes to disk by container, from sectors', '512 * rate(container_fs_sector_writes_total) by container: of the whole device, so do not add them up. The 20 largest.', largest('512 * rate(container_fs_sector_writes_total%s[5m])' % containers, ofContainer), 'Bps')],
    ]],
  ],

  local byName = [
    dashboard.row("By Docker's name, k8s_...: scrape the agents at /metrics/cadvisor, with --docker.naming=name"),
    [9, [
      [8, lines('Usage by name', 'container_fs_usage_bytes{name=~"k8s_.*"}, without pause containers. The 20 largest.', largest('container_fs_usage_bytes' + docker, '{{name}}'), 'bytes', noName, '--docker.naming=name')],
      [8, lines('Usage by name, in percent of the limit', '100 * container_fs_usage_bytes{name=~"k8s_.*"} / container_fs_limit_bytes. The 20 largest.', largest('100 * container_fs_usage_bytes%s / container_fs_limit_bytes' % docker, '{{name}}'), 'percent', noName, '--docker.naming=name') + percent],
      [8, lines('Files in a container', 'container_fs_inodes_total{name=~"k8s_.*"}, summed by container. A number of files with --series.values=dockershim alone; not on cri-dockerd. The 20 largest.', largest('sum by (namespace, pod, container) (container_fs_inodes_total%s)' % docker, ofContainer), 'short', noName, '--docker.naming=name')],
    ]],
    [8, [
      [8, lines('Disk of Docker', 'The size of the device below containers, by device: container_fs_limit_bytes{name=~"k8s_.*"}.', each('max by (device) (container_fs_limit_bytes%s)' % docker, '{{device}}'), 'bytes', noName, '--docker.naming=name')],
      [8, lines('Requests in flight', 'container_fs_io_current{name=~"k8s_.*"}, by device.', each('max by (device) (container_fs_io_current%s)' % docker, '{{device}}'), 'short', noName, '--docker.naming=name')],
      [8, lines('Disk used by pause containers', 'container_fs_usage_bytes{container="POD"}, by pod. The 20 largest. Needs containerd\'s socket too, and is not there on cri-dockerd: nothing else measures pause containers.', largest('sum by (namespace, pod) (container_fs_usage_bytes%s)' % chosen(['pod=~"$pod"', 'container="POD"', 'name=~"k8s_POD_.*"']), '{{namespace}}/{{pod}}'), 'bytes', "No pause container is measured: --docker.naming=name,pod-container and containerd's socket are needed", "--docker.naming=name,pod-container and containerd's socket")],
    ]],
  ],

  local byLegacyLabels = [
    dashboard.row('By pod_name and container_name (Kubernetes up to 1.15): scrape the agents at /metrics/cadvisor, with --docker.naming=legacy-labels'),
    [9, [
      [8, lines('Usage by pod_name', 'container_fs_usage_bytes, summed by pod_name. The 20 largest.', largest('sum by (namespace, pod_name) (container_fs_usage_bytes%s)' % legacy, '{{namespace}}/{{pod_name}}'), 'bytes', noLegacy, '--docker.naming=legacy-labels')],
      [8, lines('Usage by container_name, in percent of the limit', '100 * container_fs_usage_bytes / container_fs_limit_bytes by pod_name and container_name. The 20 largest.', largest('100 * sum by (namespace, pod_name, container_name) (container_fs_usage_bytes%s) / sum by (namespace, pod_name, container_name) (container_fs_limit_bytes%s)' % [legacy, legacy], ofLegacy), 'percent', noLegacy, '--docker.naming=legacy-labels') + percent],
      [8, lines('Busy disk by pod_name', 'The largest rate of container_fs_io_time_seconds_total, by pod_name. The 20 largest.' + millionth, largest('max by (namespace, pod_name) (rate(container_fs_io_time_seconds_total%s[5m]))' % legacy, '{{namespace}}/{{pod_name}}'), 'percentunit', noLegacy, '--docker.naming=legacy-labels')],
    ]],
  ],

  grafanaDashboards+:: {
    'docker-years.json': dashboard.new(
      config,
      uid='container-fs-docker-years',
      title='Container file systems, as in the Docker years',
      description='The panels that people had on dockershim, with their expressions unchanged. Each row says what it needs; docs/migrating-dashboards.md says the rest.',
      variables=[
        dashboard.labelVariable('namespace', 'Namespace', 'label_values(container_fs_usage_bytes{container!=""}, namespace)'),
        dashboard.labelVariable('pod', 'Pod', 'label_values(container_fs_usage_bytes{namespace=~"$namespace",container!=""}, pod)'),
        dashboard.labelVariable('container', 'Container', 'label_values(container_fs_usage_bytes{namespace=~"$namespace",pod=~"$pod",container!=""}, container)'),
      ],
      rows=space + inodes + deviceIo + byName + byLegacyLabels,
    ),
  },
}
