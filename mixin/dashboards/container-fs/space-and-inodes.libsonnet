// What containers use of their file systems.
local containerFs = import '../../lib/container-fs.libsonnet';
local dashboard = import '../../lib/dashboard.libsonnet';
local panels = import '../../lib/panels.libsonnet';

function(board)
  local fs = board.fs;
  local topk = board.topk;
  local ofContainer = board.ofContainer;
  local ofDevice = board.ofDevice;
  local noSeries = board.noSeries;

  local usage(select) = select('container_fs_usage_bytes');
  local usedPart(select) = '(%s / %s)' % [select('container_fs_usage_bytes'), select('container_fs_limit_bytes')];
  local space = [
    dashboard.row('Space'),
    [11, [
      [12, panels.barGauge(
        'Largest containers',
        panels.about(
          'The 15 containers with most bytes in the writable layer and the log files, whoever serves it.',
          ['container_fs_usage_bytes'],
          'there is no such series of the containers chosen above.'
        ),
        [panels.instant(fs.largest(15, usage), ofContainer)],
        'bytes',
      ) + panels.bounds(0) + panels.whenEmpty(noSeries)],
      [12, panels.barGauge(
        'Largest part of the file system in one container',
        panels.about(
          'The 15 containers with the largest usage over limit. The limit is the size of the file system below the writable layer, which all containers of the node share: far less than 100 % can fill it.',
          ['container_fs_usage_bytes', 'container_fs_limit_bytes'],
          'one of the two is not there.'
        ),
        [panels.instant(fs.largest(15, usedPart), ofContainer)],
        'percentunit',
      ) + panels.bounds(0, 1) + panels.thresholds([[null, 'green'], [0.1, 'yellow'], [0.5, 'red']]) + panels.whenEmpty(noSeries)],
    ]],
    [9, [
      [12, panels.timeSeries(
        'Largest containers over time',
        panels.about(
          'Bytes in the writable layer and the log files, of the 10 largest containers at each moment.',
          ['container_fs_usage_bytes'],
          'there is no such series of the containers chosen above.'
        ),
        [panels.target(fs.largest(10, usage), ofContainer)],
        'bytes',
      ) + panels.fewPoints() + panels.bounds(0) + panels.legendTable + panels.whenEmpty(noSeries)],
      [12, panels.timeSeries(
        'All containers of a file system, as a part of it',
        panels.about(
          'For the 10 fullest: the usage of all containers on a device over the limit, which is its size. Images and all else on it are not in it, and with a namespace or a pod chosen it is theirs alone.',
          ['container_fs_usage_bytes', 'container_fs_limit_bytes'],
          'one of the two is not there.'
        ),
        [panels.target(topk(10, fs.deviceUsage()), ofDevice)],
        'percentunit',
      ) + panels.fewPoints() + panels.bounds(0) + panels.legendTable + panels.whenEmpty(noSeries)],
    ]],
  ];

  local inodes = [
    dashboard.row('Inodes'),
    [9, [
      [12, panels.timeSeries(
             "Inodes used, as a part of the file system's",
             panels.about(
               '1 - container_fs_inodes_free / container_fs_inodes_total, as `--series.values=corrected` serves them, for the 10 devices with most used. Devices of which containers tell different totals are left out: there the total is the number of inodes a container uses, and free is always 0, as dockershim had it (see the next panel).',
               ['container_fs_inodes_free', 'container_fs_inodes_total'],
               'no series in that meaning.'
             ),
             [panels.target(topk(10, fs.deviceInodes()), ofDevice)],
             'percentunit',
           ) + panels.fewPoints() + panels.bounds(0, 1) + panels.legendTable +
           panels.thresholds([[null, 'green'], [0.8, 'orange'], [0.95, 'red']]) + panels.whenEmpty('No inodes in the meaning of --series.values=corrected') +
           { fieldConfig+: { defaults+: { color: { mode: 'palette-classic' }, custom+: { thresholdsStyle: { mode: 'line' } } } } }],
      [12, panels.timeSeries(
        'Inodes used by a container',
        panels.about(
          'container_fs_inodes_total as dockershim had it and `--series.values=dockershim` serves it: inodes that the writable layer uses. The 10 largest, of devices of which containers tell different totals.',
          ['container_fs_inodes_total'],
          'no series in that meaning.'
        ),
        [panels.target(fs.largestInodes(10), ofContainer)],
      ) + panels.fewPoints() + panels.bounds(0) + panels.legendTable + panels.whenEmpty('No inodes in the meaning of --series.values=dockershim')],
    ]],
  ];

  space + inodes
