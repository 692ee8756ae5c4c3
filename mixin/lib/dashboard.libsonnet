// A dashboard: its frame, its variables, and its panels in rows on Grafana's grid of 24 columns.
{
  // Which Prometheus; every query names it.
  datasourceVariable:: {
    type: 'datasource',
    name: 'datasource',
    label: 'Data source',
    query: 'prometheus',
    refresh: 1,
    hide: 0,
    includeAll: false,
    multi: false,
    regex: '',
    options: [],
    current: {},
    skipUrlSync: false,
  },

  // The values that a label has; with "All" it matches a missing label too.
  labelVariable(name, label, query, multi=true):: {
    type: 'query',
    name: name,
    label: label,
    datasource: { type: 'prometheus', uid: '${datasource}' },
    definition: query,
    query: { query: query, refId: 'StandardVariableQuery' },
    refresh: 2,
    sort: 1,
    hide: 0,
    includeAll: true,
    allValue: '.*',
    multi: multi,
    regex: '',
    options: [],
    current: { selected: true, text: 'All', value: '$__all' },
    skipUrlSync: false,
  },

  // Matchers for the variables of that name, such as those of $.clusterVariable.
  matcher(label, variable=label):: '%s=~"$%s"' % [label, variable],

  clusterVariable(config)::
    $.labelVariable('cluster', 'Cluster', 'label_values(dockershim_bridge_build_info{%s}, %s)' % [config.exporterSelector, config.clusterLabel]),

  // A heading over the panels below it.
  row(title):: { type: 'row', title: title, collapsed: false, panels: [] },

  // Rows of panels, each [height, [[width, panel], ...]] or a heading; widths of one row add up to 24 at most.
  local place(rows) =
    local sum(numbers) = std.foldl(function(a, b) a + b, numbers, 0);
    local heights = [if std.isObject(row) then 1 else row[0] for row in rows];
    local placed(y, row) =
      if std.isObject(row) then
        [row { gridPos: { x: 0, y: y, w: 24, h: 1 } }]
      else
        local widths = [cell[0] for cell in row[1]];
        assert sum(widths) <= 24 : 'a row is wider than 24';
        [
          row[1][i][1] { gridPos: { x: sum(widths[0:i]), y: y, w: widths[i], h: row[0] } }
          for i in std.range(0, std.length(widths) - 1)
        ];
    local all = std.flattenArrays([
      placed(sum(heights[0:i]), rows[i])
      for i in std.range(0, std.length(rows) - 1)
    ]);
    [all[i] { id: i + 1 } for i in std.range(0, std.length(all) - 1)],

  new(config, uid, title, description, variables, rows):: {
    uid: uid,
    title: title,
    description: description,
    tags: config.dashboardTags,
    schemaVersion: 36,
    version: 1,
    editable: true,
    fiscalYearStartMonth: 0,
    graphTooltip: 1,
    timezone: '',
    weekStart: '',
    refresh: config.dashboardRefresh,
    time: { from: config.dashboardFrom, to: 'now' },
    timepicker: {},
    annotations: { list: [] },
    templating: { list: [$.datasourceVariable] + variables },
    // The other dashboards, found by their tag, with the same variables and time.
    links: [{
      type: 'dashboards',
      title: 'dockershim-exporter',
      tags: config.dashboardTags,
      asDropdown: true,
      icon: 'external link',
      includeVars: true,
      keepTime: true,
      targetBlank: false,
      tooltip: '',
      url: '',
    }],
    panels: place(rows),
  },
}
