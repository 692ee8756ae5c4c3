local queries = import 'lib/queries.libsonnet';

{
  local q = queries.new($._config),

  prometheusRules+:: {
    groups+: [{
      name: 'dockershim-exporter.rules',
      rules: [
        { record: 'node:dockershim_phase:current', expr: q.nodePhaseCurrent() },
        { record: 'phase:dockershim_nodes:count', expr: q.nodesByPhase() },
        { record: 'workload:dockershim_docker_access:pods', expr: q.dockerAccessPods() },
        { record: 'workload:dockershim_telemetry_agents:pods', expr: q.telemetryAgentPods() },
      ],
    }],
  },
}
