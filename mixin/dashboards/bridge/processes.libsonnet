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

  local processes(title, description, from, expr, unit='short', legend=ofInstance) =
    panels.timeSeries(
      title,
      panels.about(description + ' The 10 exporters with most.', from, 'no exporter is scraped.'),
      [panels.target(topk(10, ofExporters(expr)), legend)],
      unit,
    ) + panels.unfilled + panels.fewPoints() + panels.bounds(0) + panels.whenEmpty(noExporter);
  local cost = [
    dashboard.row('Processes'),
    [8, [
      [8, processes('Memory', 'Resident memory of the process.', ['process_resident_memory_bytes'], own('process_resident_memory_bytes'), 'bytes')],
      [8, processes('CPU', 'Cores in use.', ['process_cpu_seconds_total'], rate('process_cpu_seconds_total'))],
      [8, processes(
        'Heap in use',
        'Part of the largest heap that is in use; it falls with each collection of garbage.',
        ['jvm_memory_bytes_used', 'jvm_memory_bytes_max'],
        '%s / (%s > 0)' % [own('jvm_memory_bytes_used', ['area="heap"']), own('jvm_memory_bytes_max', ['area="heap"'])],
        'percentunit'
      ) + panels.bounds(0, 1)],
    ]],
    [8, [
      [8, processes(
        'Time spent on garbage',
        'Part of the time that collections of garbage take.',
        ['jvm_gc_collection_seconds_sum'],
        'sum by (%s, job, instance) (%s)' % [cluster, rate('jvm_gc_collection_seconds_sum')],
        'percentunit'
      )],
      [8, processes('Threads', 'Threads of the JVM.', ['jvm_threads_current'], own('jvm_threads_current'))],
      [8, processes(
        'Open files',
        'Part of the file descriptors that the process may open.',
        ['process_open_fds', 'process_max_fds'],
        '%s / %s' % [own('process_open_fds'), own('process_max_fds')],
        'percentunit'
      )],
    ]],
    [8, [
      [8, panels.timeSeries(
        'Youngest processes',
        panels.about(
          'How long ago the process started: the 10 youngest exporters. One that falls to 0 again and again crashes or is killed.',
          ['process_start_time_seconds'],
          'no exporter is scraped.'
        ),
        [panels.target('bottomk(10,\n%s\n)' % queries.indented(ofExporters('time() - ' + own('process_start_time_seconds'))), ofInstance)],
        's',
      ) + panels.unfilled + panels.fewPoints() + panels.bounds(0) + panels.whenEmpty(noExporter)],
      [16, panels.table(
        'Versions in use',
        panels.about(
          'What runs, and how often. More than one row while a new version is rolled out, or where roles run on different images.',
          ['dockershim_bridge_build_info'],
          'no exporter is scraped.'
        ),
        [panels.instant('count by (version, revision, branch, javaversion) (%s)' % exporters)],
        [['version', 'Version'], ['revision', 'Revision'], ['branch', 'Branch'], ['javaversion', 'Java'], ['Value', 'Exporters']],
      ) + panels.sortedBy('Exporters') + panels.whenEmpty(noExporter)],
    ]],
  ];

  cost
