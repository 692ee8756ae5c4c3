// What the processes cost, and what runs.
local dashboard = import '../../lib/dashboard.libsonnet';
local panels = import '../../lib/panels.libsonnet';
local queries = import '../../lib/queries.libsonnet';

function(board)
  local cluster = board.cluster;
  local own = board.own;
  local exporters = board.exporters;
  local ofExporters = board.ofExporters;
  local topk = board.topk;
  local rate = board.rate;
  local ofInstance = board.ofInstance;
  local noExporter = board.noExporter;

  local processes(title, description, expr, unit='short', legend=ofInstance) =
    panels.timeSeries(
      title,
      description + ' The 10 exporters with most. Empty: no exporter is scraped.',
      [panels.target(topk(10, ofExporters(expr)), legend)],
      unit,
    ) + panels.overMinutes + panels.fewPoints() + panels.bounds(0) + panels.whenEmpty(noExporter);
  local cost = [
    dashboard.row('Processes'),
    [8, [
      [8, processes('Memory', 'Resident memory of the process (process_resident_memory_bytes).', own('process_resident_memory_bytes'), 'bytes')],
      [8, processes('CPU', 'Cores in use: rate of process_cpu_seconds_total.', rate('process_cpu_seconds_total'))],
      [8, processes(
        'Heap in use',
        'Part of the largest heap that is in use (jvm_memory_bytes_used over jvm_memory_bytes_max); it falls with each collection of garbage.',
        '%s / (%s > 0)' % [own('jvm_memory_bytes_used', ['area="heap"']), own('jvm_memory_bytes_max', ['area="heap"'])],
        'percentunit'
      ) + panels.bounds(0, 1)],
    ]],
    [8, [
      [8, processes(
        'Time spent on garbage',
        'Part of the time that collections of garbage take (rate of jvm_gc_collection_seconds_sum).',
        'sum by (%s, job, instance) (%s)' % [cluster, rate('jvm_gc_collection_seconds_sum')],
        'percentunit'
      )],
      [8, processes('Threads', 'Threads of the JVM (jvm_threads_current).', own('jvm_threads_current'))],
      [8, processes(
        'Open files',
        'Part of the file descriptors that the process may open (process_open_fds over process_max_fds).',
        '%s / %s' % [own('process_open_fds'), own('process_max_fds')],
        'percentunit'
      )],
    ]],
    [8, [
      [8, panels.timeSeries(
        'Youngest processes',
        'How long ago the process started (process_start_time_seconds): the 10 youngest exporters. One that falls to 0 again and again crashes or is killed. Empty: no exporter is scraped.',
        [panels.target('bottomk(10,\n%s\n)' % queries.indented(ofExporters('time() - ' + own('process_start_time_seconds'))), ofInstance)],
        's',
      ) + panels.fewPoints() + panels.bounds(0) + panels.whenEmpty(noExporter)],
      [16, panels.table(
        'Versions in use',
        'What runs, and how often (dockershim_bridge_build_info). More than one row while a new version is rolled out, or where roles run on different images. Empty: no exporter is scraped.',
        [panels.instant('count by (version, revision, branch, javaversion) (%s)' % exporters)],
        [['version', 'Version'], ['revision', 'Revision'], ['branch', 'Branch'], ['javaversion', 'Java'], ['Value', 'Exporters']],
      ) + panels.sortedBy('Exporters') + panels.whenEmpty(noExporter)],
    ]],
  ];

  cost
