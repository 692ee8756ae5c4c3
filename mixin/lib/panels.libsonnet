// Panels of Grafana 9 and later, by what they show. Each takes the expressions as targets, and `more` options to merge in.
local datasource = { type: 'prometheus', uid: '${datasource}' };

{
  // What one series or row is called, and how it is asked for. Rates reach over at least four minutes, so that they have
  // two samples at any usual scrape interval: the least step of a target stands for the scrape interval in
  // $__rate_interval, that of a panel does not. What has no rate keeps the finer step.
  target(expr, legend='__auto'):: {
    datasource: datasource,
    editorMode: 'code',
    expr: expr,
    legendFormat: legend,
    range: true,
  } + if std.length(std.findSubstr('$__rate_interval', expr)) > 0 then { interval: '1m' } else {},

  // Only the newest value, for stats, tables and bars; `format` is time_series or table.
  instant(expr, legend='__auto', format='time_series'):: $.target(expr, legend) {
    instant: true,
    range: false,
    format: format,
  },

  panel(type, title, description, targets, unit='short'):: {
    type: type,
    title: title,
    description: description,
    datasource: datasource,
    targets: [targets[i] { refId: std.char(std.codepoint('A') + i) } for i in std.range(0, std.length(targets) - 1)],
    fieldConfig: { defaults: { unit: unit, custom: {} }, overrides: [] },
    options: {},
  },

  // Colours from a value on: $.thresholds([[null, 'green'], [1, 'red']]).
  thresholds(steps):: { fieldConfig+: { defaults+: {
    color: { mode: 'thresholds' },
    thresholds: { mode: 'absolute', steps: [{ value: step[0], color: step[1] } for step in steps] },
  } } },

  // Texts and colours in place of values: $.mappings({ '0': { text: 'pass', color: 'green' } }).
  mappings(options):: { fieldConfig+: { defaults+: { mappings+: [{
    type: 'value',
    options: { [key]: options[key] { index: i } for i in std.range(0, std.length(std.objectFields(options)) - 1) for key in [std.objectFields(options)[i]] },
  }] } } },

  // What is shown in place of "No data", where nothing is an answer too.
  whenEmpty(text):: { fieldConfig+: { defaults+: { noValue: text } } },

  // Changes one series or column: $.override('byName', 'node', [['custom.width', 200]]).
  override(matcher, options, properties):: { fieldConfig+: { overrides+: [{
    matcher: { id: matcher, options: options },
    properties: [{ id: property[0], value: property[1] } for property in properties],
  }] } },

  // Links of the panel itself to what to do when one of these alerts fires.
  runbooks(config, alerts):: { links+: [
    { title: 'Runbook: ' + alert, url: config.runbookURLPattern % alert, targetBlank: true }
    for alert in alerts
  ] },

  // A range is asked for at no more points than that: what reads each container's series is dear.
  fewPoints(points=100):: { maxDataPoints: points },

  // Of a time series: lines alone, where many of them cross.
  unfilled:: { fieldConfig+: { defaults+: { custom+: { fillOpacity: 0 } } } },

  // Of a panel with an axis or a bar: from where to where it goes, such as 0 to 1.
  bounds(min, max=null):: { fieldConfig+: { defaults+: { min: min } + if max == null then {} else { max: max } } },

  // Of a time series: its legend as a table beside it, with the newest value and the largest.
  legendTable:: { options+: { legend+: { displayMode: 'table', placement: 'right', calcs: ['lastNotNull', 'max'] } } },

  // Of a table: the column by which it is ordered first.
  sortedBy(heading, desc=true):: { options+: { sortBy: [{ displayName: heading, desc: desc }] } },

  // Of a table: one column's unit, and with `steps` its colours.
  column(heading, unit, steps=[])::
    $.override('byName', heading, [['unit', unit]] + (
      if std.length(steps) == 0 then [] else [
        $.coloredText,
        ['color', { mode: 'thresholds' }],
        ['thresholds', { mode: 'absolute', steps: [{ value: step[0], color: step[1] } for step in steps] }],
      ]
    )),

  links(links):: { fieldConfig+: { defaults+: { links+: links } } },

  // A description: what is shown, from which series, and what it means that nothing is.
  about(what, from, empty):: '%s\n\nFrom: %s.\n\nEmpty: %s' % [what, std.join(', ', ['`%s`' % name for name in from]), empty],

  // What is not known, in any panel: neither good nor bad.
  grey:: '#8e8e8e',

  // One series or column of a fixed colour.
  fixedColor(name, color):: $.override('byName', name, [['color', { mode: 'fixed', fixedColor: color }]]),

  // Several, as { name: color }.
  fixedColors(colors):: std.foldl(function(all, name) all + $.fixedColor(name, colors[name]), std.objectFields(colors), {}),

  // Cells of a table in the colours of their mappings or thresholds. Grafana 9 knows it by this name; later ones turn
  // it into cellOptions by the dashboard's schemaVersion.
  coloredText:: ['custom.displayMode', 'color-text'],

  // Changes some columns alike.
  overrideAll(names, properties):: $.override('byRegexp', '/^(%s)$/' % std.join('|', names), properties),

  // One value mapping for a property of $.override.
  mapped(options):: ['mappings', $.mappings(options).fieldConfig.defaults.mappings],

  stat(title, description, targets, unit='short')::
    $.panel('stat', title, description, targets, unit) {
      options: {
        colorMode: 'value',
        graphMode: 'none',
        justifyMode: 'auto',
        orientation: 'auto',
        reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
        textMode: 'auto',
      },
    },

  timeSeries(title, description, targets, unit='short')::
    $.panel('timeseries', title, description, targets, unit) {
      fieldConfig+: { defaults+: { custom+: {
        drawStyle: 'line',
        fillOpacity: 10,
        lineWidth: 1,
        showPoints: 'never',
        spanNulls: false,
        stacking: { group: 'A', mode: 'none' },
      } } },
      options: {
        legend: { calcs: [], displayMode: 'list', placement: 'bottom', showLegend: true },
        tooltip: { mode: 'multi', sort: 'desc' },
      },
    },

  // Of a time series: areas on top of each other.
  stacked:: { fieldConfig+: { defaults+: { custom+: { fillOpacity: 60, lineWidth: 0, stacking: { group: 'A', mode: 'normal' } } } } },

  barGauge(title, description, targets, unit='short')::
    $.panel('bargauge', title, description, targets, unit) {
      options: {
        displayMode: 'basic',
        minVizHeight: 10,
        minVizWidth: 0,
        orientation: 'horizontal',
        reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
        showUnfilled: true,
      },
    },

  stateTimeline(title, description, targets)::
    $.panel('state-timeline', title, description, targets) {
      fieldConfig+: { defaults+: { custom+: { fillOpacity: 80, lineWidth: 0 } } },
      options: {
        alignValue: 'left',
        legend: { displayMode: 'list', placement: 'bottom', showLegend: true },
        mergeValues: true,
        rowHeight: 0.9,
        showValue: 'never',
        tooltip: { mode: 'single', sort: 'none' },
      },
    },

  // The column of the i-th target's values, where there is more than one.
  valueOf(i):: 'Value #' + std.char(std.codepoint('A') + i),

  // `columns` is [[label or Value #A, heading], ...]: what is not named is hidden. Where but one target answers, Grafana
  // calls its value "Value": so the first should answer whenever another does.
  table(title, description, targets, columns)::
    local shown = std.flatMap(function(column) [column] + (if column[0] == 'Value #A' then [['Value', column[1]]] else []), columns);
    $.panel('table', title, description, [target { format: 'table', instant: true, range: false } for target in targets]) {
      fieldConfig+: {
        defaults+: { custom+: { align: 'auto', filterable: true } },
        // Else an empty cell would say what an empty table does.
        overrides: [{ matcher: { id: 'byRegexp', options: '/.+/' }, properties: [{ id: 'noValue', value: '–' }] }],
      },
      options: { cellHeight: 'sm', footer: { show: false, countRows: false, fields: '', reducer: ['sum'] }, showHeader: true },
      transformations: [
        { id: 'merge', options: {} },
        { id: 'filterFieldsByName', options: { include: { names: [column[0] for column in shown] } } },
        { id: 'organize', options: {
          excludeByName: {},
          indexByName: { [shown[i][0]]: i for i in std.range(0, std.length(shown) - 1) },
          renameByName: { [column[0]]: column[1] for column in shown },
        } },
      ],
    },

  text(title, markdown):: {
    type: 'text',
    title: title,
    description: '',
    options: { mode: 'markdown', content: markdown },
  },
}
