// Expressions as boards of the Docker years had them: no joins, no cluster, no node. Around those that show a line for
// each container, pod or device is a topk, so that a large cluster does not drown the panel.
local containerFs = import '../lib/container-fs.libsonnet';
local dashboard = import '../lib/dashboard.libsonnet';
local links = import '../lib/links.libsonnet';
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

  // What a row of panels needs of the agents, if anything, and what its panels say where that is missing.
  local plain = { flags: '', missing: 'No such series of the containers chosen' },
  local named = { flags: '--docker.naming=name', missing: 'No container is named k8s_...: it needs --docker.naming=name' },
  local labelled = { flags: '--docker.naming=legacy-labels', missing: 'No label pod_name: it needs --docker.naming=legacy-labels' },
  local pause = { flags: "--docker.naming=name,pod-container and containerd's socket", missing: "No pause container: it needs --docker.naming=name,pod-container and containerd's socket" },

  local about(what, targets, needs) = panels.about(
    what,
    containerFs.metricsIn(targets),
    'no container chosen above has such a series: nobody serves it' +
    (if needs.flags == '' then '' else ', or the agents run without `%s`' % needs.flags) + '. It is not 0.'
  ),
  local lines(title, what, targets, unit='short', needs=plain) =
    panels.timeSeries(title, about(what, targets, needs), targets, unit) +
    panels.fewPoints() + panels.bounds(0) + panels.whenEmpty(needs.missing),
  local stat(title, what, expr, unit='short') =
    local targets = [panels.instant(expr)];
    panels.stat(title, about(what, targets, plain), targets, unit) + panels.whenEmpty(plain.missing),

  local all(expr, legend) = [panels.target(expr, legend)],
  local largest(expr, legend) = all('topk(20, %s)' % expr, legend),
  local full = panels.thresholds([[null, 'green'], [80, 'orange'], [90, 'red']]),
  local migrating(anchor) = { links+: [links.docs(config, 'What each of these needs', 'migrating-dashboards.md#' + anchor)] },

  local usage = 'container_fs_usage_bytes',
  local limit = 'container_fs_limit_bytes',
  local usedPercent(selector) = '100 * %s%s / %s' % [usage, selector, limit],

  local space = [
    dashboard.row('Disk of containers: no flag needed'),
    [5, [
      [6, stat('Used by containers', 'Bytes in the writable layers and log files of the containers chosen above.', 'sum(%s%s)' % [usage, containers], 'bytes')],
      [6, stat('Fullest container', 'The largest usage in percent of the limit. The limit is the size of the file system, which the containers of a node share.', 'max(%s)' % usedPercent(containers), 'percent') + full],
      [6, stat('Containers over 80 %', 'How many containers use more than 80 % of their limit: what the usual alert fired for.', 'count(%s > 80) or 0 * count(%s%s)' % [usedPercent(containers), usage, containers]) +
          panels.thresholds([[null, 'green'], [1, 'red']]) + panels.mappings({ '0': { text: 'none', color: 'green' } })],
      [6, stat('Largest file system', 'The largest file system below a container.', 'max(%s%s)' % [limit, containers], 'bytes')],
    ]],
    [9, [
      [12, lines('Usage of a container', 'Writable layer and log files. The 20 largest.', largest(usage + containers, ofContainer), 'bytes')],
      [12, lines('Usage of a container, in percent of its limit', 'The 20 largest.', largest(usedPercent(containers), ofContainer), 'percent')],
    ]],
    [9, [
      [8, lines('Usage of a namespace', 'All containers of a namespace. The 20 largest.', largest('sum by (namespace) (%s%s)' % [usage, containers], '{{namespace}}'), 'bytes')],
      [8, lines('Usage of a pod', 'All containers of a pod. The 20 largest.', largest('sum by (namespace, pod) (%s%s)' % [usage, containers], '{{namespace}}/{{pod}}'), 'bytes')],
      [8, lines('Limit of a container', 'The size of the file system below it. The 20 largest.', largest(limit + containers, ofContainer), 'bytes')],
    ]],
    [8, [
      [
        12,
        local targets = [panels.instant('topk(10, sum by (namespace, pod) (%s%s))' % [usage, containers], '{{namespace}}/{{pod}}')];
        panels.barGauge('Pods that fill the disk', about('The 10 pods with most bytes in writable layers and log files.', targets, plain), targets, 'bytes') +
        panels.bounds(0) + panels.whenEmpty(plain.missing),
      ],
      [
        12,
        local root = '{id="/",device=~"/dev/.+",device!="/dev/shm"}';
        local targets = largest('100 * %s%s / %s%s' % [usage, root, limit, root], ofDevice);
        panels.timeSeries(
          'File systems of nodes, in percent',
          panels.about(
            'What is used of the file systems of each node, with images and all else. Kubelets serve these on every runtime, at their own `/metrics/cadvisor`, and so do agents at theirs. The 20 fullest.',
            [usage, limit],
            "neither is scraped, or the kubelet's gate PodAndContainerStatsFromCRI is on."
          ),
          targets,
          'percent'
        ) + panels.fewPoints() + panels.bounds(0) + panels.whenEmpty('No series with id="/": scrape kubelets or agents at /metrics/cadvisor'),
      ],
    ]],
  ],

  local inodes = [
    dashboard.row("Inodes: old numbers need --series.values=dockershim; by default they are the file system's"),
    [8, [
      [6, stat(
        'Inodes used, in percent',
        'The public alert on volumes, which fired at 80: one less the part that is free, of the instance with most. With `--series.values=dockershim` it is always 100, as it was, since no free inodes were told; by default it is what it was meant to be.',
        'max(100 * (1 - sum by (instance) (container_fs_inodes_free%s) / sum by (instance) (container_fs_inodes_total%s)))' % [containers, containers],
        'percent'
      ) + full + migrating('what-the-series-mean')],
      [9, lines('Inodes, total', 'Inodes of the file system below the container; with `--series.values=dockershim` those that the container uses. The 20 largest.', largest('container_fs_inodes_total' + containers, ofContainer))],
      [9, lines('Inodes, free', 'Free inodes of the file system below the container; with `--series.values=dockershim` always 0. The 20 smallest.', all('bottomk(20, container_fs_inodes_free%s)' % containers, ofContainer))],
    ]],
  ],

  local millionth = ' With `--series.values=dockershim` it is a millionth of that, as it was; thresholds of those years are tuned to it.',
  local device = ' Of the whole device, the same in each container on it. The 20 largest.',
  local ofDevices(of) = 'topk(20, max by (instance, device) (%s))' % of,
  local rate(metric, selector=containers) = 'rate(%s%s[5m])' % [metric, selector],
  local readAndWritten(title, what, read, written, unit) = lines(title, what + device, [
    panels.target(ofDevices(rate(read)), 'read ' + ofDevice),
    panels.target(ofDevices(rate(written)), 'write ' + ofDevice),
  ], unit),
  local deviceIo = [
    dashboard.row('I/O of the device: old values need --series.values=dockershim; by default times are true seconds'),
    [8, [
      [8, lines('I/O time', 'Part of the time in which the device is busy.' + millionth + device, all(ofDevices(rate('container_fs_io_time_seconds_total')), ofDevice), 'percentunit')],
      [8, lines('Weighted I/O time', 'Requests that wait, on average.' + millionth + device, all(ofDevices(rate('container_fs_io_time_weighted_seconds_total')), ofDevice))],
      [8, lines('I/Os in progress', 'Requests in flight at this moment.' + device, all(ofDevices('container_fs_io_current' + containers), ofDevice))],
    ]],
    [8, [
      [8, readAndWritten('Time spent reading and writing', 'Seconds a second, summed over requests.' + millionth, 'container_fs_read_seconds_total', 'container_fs_write_seconds_total', 's')],
      [8, readAndWritten('Sectors read and written', 'Sectors of 512 bytes a second.', 'container_fs_sector_reads_total', 'container_fs_sector_writes_total', 'ops')],
      [8, readAndWritten('Reads and writes merged', 'Requests a second that were merged with another.', 'container_fs_reads_merged_total', 'container_fs_writes_merged_total', 'iops')],
    ]],
    [8, [
      [12, lines('I/O time by container', 'A line for each container, as most boards had it: all on one device have the same.' + millionth + ' The 20 largest.', largest(rate('container_fs_io_time_seconds_total'), ofContainer), 'percentunit')],
      [12, lines('Bytes to disk by container', '512 bytes for each sector written: of the whole device, so they are not to be added up. The 20 largest.', largest('512 * ' + rate('container_fs_sector_writes_total'), ofContainer), 'Bps')],
    ]],
  ],

  local byName = [
    dashboard.row("By Docker's name, k8s_...: agents at /metrics/cadvisor, with --docker.naming=name"),
    [9, [
      [8, lines('Usage by name', 'Writable layer and log files, without pause containers. The 20 largest.', largest(usage + docker, '{{name}}'), 'bytes', named)],
      [8, lines('Usage by name, in percent of the limit', 'The 20 largest.', largest(usedPercent(docker), '{{name}}'), 'percent', named)],
      [8, lines('Files in a container', 'Inodes that the writable layer uses, with `--series.values=dockershim`; without it those of the file system. cri-dockerd tells none. The 20 largest.', largest('sum by (namespace, pod, container) (container_fs_inodes_total%s)' % docker, ofContainer), 'short', named)],
    ]],
    [8, [
      [8, lines('Disk below containers', 'Its size, by device.', all('max by (device) (%s%s)' % [limit, docker], '{{device}}'), 'bytes', named)],
      [8, lines('Requests in flight', 'At this moment, by device.', all('max by (device) (container_fs_io_current%s)' % docker, '{{device}}'), 'short', named)],
      [8, lines('Disk used by pause containers', 'Files that a sandbox keeps, by pod. On cri-dockerd nothing measures them. The 20 largest.', largest('sum by (namespace, pod) (%s%s)' % [usage, chosen(['pod=~"$pod"', 'container="POD"', 'name=~"k8s_POD_.*"'])], '{{namespace}}/{{pod}}'), 'bytes', pause)],
    ]],
  ],

  local byLegacyLabels = [
    dashboard.row('By pod_name and container_name (Kubernetes up to 1.15): agents at /metrics/cadvisor, with --docker.naming=legacy-labels'),
    [9, [
      [8, lines('Usage by pod_name', 'All containers of a pod. The 20 largest.', largest('sum by (namespace, pod_name) (%s%s)' % [usage, legacy], '{{namespace}}/{{pod_name}}'), 'bytes', labelled)],
      [8, lines('Usage by container_name, in percent of the limit', 'The 20 largest.', largest('100 * sum by (namespace, pod_name, container_name) (%s%s) / sum by (namespace, pod_name, container_name) (%s%s)' % [usage, legacy, limit, legacy], ofLegacy), 'percent', labelled)],
      [8, lines('Busy disk by pod_name', 'Part of the time in which the device below the pod is busy.' + millionth + ' The 20 largest.', largest('max by (namespace, pod_name) (%s)' % rate('container_fs_io_time_seconds_total', legacy), '{{namespace}}/{{pod_name}}'), 'percentunit', labelled)],
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
        dashboard.labelVariable('container', 'Container', 'label_values(container_fs_usage_bytes{namespace=~"$namespace",pod=~"$pod",container!="",container!="POD"}, container)'),
      ],
      rows=space + inodes + deviceIo + byName + byLegacyLabels,
    ),
  },
}
