// A monitoring mixin: https://monitoring.mixins.dev. Everything that it is made of can be changed by _config.
(import 'config.libsonnet') +
(import 'rules.libsonnet') +
(import 'alerts/nodes.libsonnet') +
(import 'alerts/checks.libsonnet') +
(import 'alerts/workloads.libsonnet') +
(import 'alerts/container-fs.libsonnet') +
(import 'alerts/exporter.libsonnet') +
(import 'dashboards/overview.libsonnet') +
(import 'dashboards/node.libsonnet') +
(import 'dashboards/workloads.libsonnet') +
(import 'dashboards/container-fs.libsonnet') +
(import 'dashboards/bridge.libsonnet') +
(import 'dashboards/docker-years.libsonnet')
