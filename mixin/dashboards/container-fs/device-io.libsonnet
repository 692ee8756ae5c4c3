// I/O of the devices below containers.
local containerFs = import '../../lib/container-fs.libsonnet';
local dashboard = import '../../lib/dashboard.libsonnet';
local panels = import '../../lib/panels.libsonnet';

function(board)
  local fs = board.fs;
  local topk = board.topk;
  local ofDevice = board.ofDevice;

  local io(title, description, targets, unit='short') =
    panels.timeSeries(
      title,
      panels.about(
        description + ' The series are those of the whole device, the same in each container on it: the largest is taken, nothing is summed over containers. The devices with most.',
        containerFs.metricsIn(targets),
        'nobody serves it for the containers chosen above.'
      ),
      targets,
      unit,
    ) + panels.unfilled + panels.fewPoints() + panels.bounds(0) + panels.whenEmpty('No such I/O series');
  local millionth = ' With `--series.values=dockershim`, and from a kubelet, it is a millionth of that, and 0 on NVMe and some other disks.';
  local zeroOnSome = ' With `--series.values=dockershim`, and from a kubelet, it is 0 on NVMe and some other disks.';
  local deviceIo = [
    dashboard.row('I/O of devices'),
    [8, [
      [8, io('Busy', 'Part of the time with a request in flight: rate of container_fs_io_time_seconds_total.' + millionth, [
        panels.target(topk(10, fs.deviceRate('container_fs_io_time_seconds_total')), ofDevice),
      ], 'percentunit')],
      [8, io('Requests in flight, on average', 'Rate of container_fs_io_time_weighted_seconds_total: seconds in flight, summed over requests, a second.' + millionth, [
        panels.target(topk(10, fs.deviceRate('container_fs_io_time_weighted_seconds_total')), ofDevice),
      ])],
      [8, io('Requests in flight, at this moment', 'container_fs_io_current.' + zeroOnSome, [
        panels.target(topk(10, fs.device('container_fs_io_current')), ofDevice),
      ])],
    ]],
    [8, [
      [8, io('Read and written', '512 times the rate of container_fs_sector_reads_total and of container_fs_sector_writes_total.' + zeroOnSome, [
        panels.target(topk(5, '512 * ' + fs.deviceRate('container_fs_sector_reads_total')), 'read ' + ofDevice),
        panels.target(topk(5, '512 * ' + fs.deviceRate('container_fs_sector_writes_total')), 'written ' + ofDevice),
      ], 'Bps')],
      [8, io('Time spent reading and writing', 'Rates of container_fs_read_seconds_total and of container_fs_write_seconds_total: seconds, summed over requests, a second.' + millionth, [
        panels.target(topk(5, fs.deviceRate('container_fs_read_seconds_total')), 'reading ' + ofDevice),
        panels.target(topk(5, fs.deviceRate('container_fs_write_seconds_total')), 'writing ' + ofDevice),
      ], 's')],
      [8, io('Requests merged', 'Rates of container_fs_reads_merged_total and of container_fs_writes_merged_total: the more, the more sequential is the load.' + zeroOnSome, [
        panels.target(topk(5, fs.deviceRate('container_fs_reads_merged_total')), 'reads ' + ofDevice),
        panels.target(topk(5, fs.deviceRate('container_fs_writes_merged_total')), 'writes ' + ofDevice),
      ], 'iops')],
    ]],
  ];

  deviceIo
