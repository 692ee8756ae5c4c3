// Links of panels and cells. A link to a dashboard takes the data source, the clusters and the time along.
local link(title, url) = { title: title, url: url, targetBlank: false };
local kept = '${datasource:queryparam}&${cluster:queryparam}&${__url_time_range}';

{
  // `more` are further variables, such as var-node=....
  dashboard(title, uid, more=''):: link(title, '/d/%s?%s%s' % [uid, kept, more]),

  // Of a cell or a series; `node` is Grafana's name of its value.
  node(node='${__value.raw}'):: self.dashboard('Node ' + node, 'dockershim-node', '&var-node=' + node),

  outside(title, url):: link(title, url) { targetBlank: true },
  runbook(config, alert='${__value.raw}'):: self.outside('Runbook of ' + alert, config.runbookURLPattern % alert),
  check(config, check='${__value.raw}'):: self.outside('About ' + check, config.checkURLPattern % check),
  docs(config, title, page):: self.outside(title, config.docsURL + page),
}
