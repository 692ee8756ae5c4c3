{
  _config+:: {
    // The label that tells clusters apart in one store; a store of one cluster needs no such label.
    clusterLabel: 'cluster',

    // Put into every selector of our own metrics, and of kube-state-metrics', such as 'job="dockershim-exporter"'.
    exporterSelector: '',
    kubeStateMetricsSelector: '',

    // Phases that a node may stay in for good, as with --readiness.accept-cri-dockerd: without cri-dockerd where
    // that is a stop on the way.
    donePhases: ['migrated', 'cri-dockerd'],

    // Added to every alert, and to some: { DockershimNodeUnmigrated: { severity: 'critical' } }.
    alertLabels: {},
    alertLabelsOf: {},
    // Alerts that are not wanted, by name.
    alertsLeftOut: [],
    runbookURLPattern: 'https://github.com/dockershim-exporter/dockershim-exporter/blob/main/docs/runbooks/%s.md',

    // How long each condition holds before its alert fires.
    alertFor: {
      DockershimNodeUnmigrated: '1h',
      DockershimBlocksUpgrade: '30m',
      DockershimNodeUnsupported: '5m',
      DockershimMigrationStalled: '15m',
      DockershimNodeNotBackInService: '15m',
      DockershimEvidenceMissing: '30m',
      DockershimNodeNotJudged: '30m',
      DockershimMigrationComplete: '24h',

      DockershimCriSocketAnnotationStale: '30m',
      DockershimEndpointSchemeMissing: '6h',
      DockershimRuntimeNotReady: '15m',
      DockershimCniAtRisk: '10m',
      DockershimRegistryConfigNotCarriedOver: '15m',
      DockershimDockerdLeftRunning: '24h',

      DockershimWorkloadNeedsDocker: '1h',
      DockershimWorkloadBroken: '15m',
      DockershimTelemetryAgentConfirmed: '1h',
      DockershimFindingsTruncated: '1h',

      ContainerFsSeriesMissing: '15m',
      ContainerFsSeriesDuplicated: '15m',
      ContainerFsShadowDiffers: '1h',

      DockershimAgentMissing: '30m',
      DockershimWatcherShardMissing: '15m',
      DockershimExporterDown: '10m',
      DockershimReadinessStale: '10m',
      DockershimBridgeSourceDown: '10m',
      DockershimBridgeSourceForbidden: '1h',
      DockershimKubeletNotVerified: '1h',
      DockershimWebConfigRejected: '15m',
      DockershimWebCertificateExpires: '1h',
    },

    // A node is stalled when it is being drained or moved for longer.
    stalledAfter: '2h',
    // Targets that were ours within this time, and are gone now, are missed; those that are still there, and down, are for
    // as long as they are.
    exporterSeenWithin: '6h',
    // A target, or a source, that comes and goes is as good as down: that changes between up and down as often as this
    // within that time, as of a pod that crashes and is started again.
    flappingWithin: '1h',
    flappingChanges: 6,
    // The version of the API server never falls by itself: it is believed for so long after a watcher told it.
    serverVersionHeld: '7d',
    // A node's readiness is stale when it was not judged for longer: agents judge each minute, but a node that has
    // arrived each fifth.
    readinessStaleAfter: '15m',
    // What an alert is about is not over because nobody tells of it any more: it is held for so long, which an agent's
    // restart takes, or the watcher's, or a node's way from one to the other.
    heldWhileSilent: '10m',
    // And so long while it is told to be unknown: longer than DockershimEvidenceMissing takes to fire.
    heldWhileUnknown: '1h',
    // Nodes on dockershim keep a cluster from its next version from this minor version of the API server on.
    upgradeBlockedFromMinor: 23,
    // A certificate that an exporter shows is to be renewed when it is valid for less.
    webCertificateExpiresWithin: '7d',
    // Nodes that have no agent on purpose, as a regular expression for their names. Windows nodes have none anyway.
    nodesWithoutAgent: 'fargate-.*|virtual-.*',
    // Which of the thirteen are missed, as a regular expression: those that --series.families names.
    containerFsWanted: 'container_fs_.*',
    // Which of them are looked at container by container, whether two targets tell them: each costs three looks at all of
    // its series at each evaluation. Who tells a container's usage twice tells the others twice, too.
    duplicatesSoughtIn: ['container_fs_usage_bytes'],
    // Values of the kubelet and ours, in shadow mode, that differ by a larger part are worth a look.
    shadowDifferenceRatio: 0.1,

    // How far boards look back for a node, whose last scrape may have been missed.
    heldInPanels: '5m',
    // And for what a target that is down now was.
    exporterRememberedFor: '7d',

    // Every duration above is divided by this: a demonstration in which an hour takes two seconds has 1800.
    timeLapse: 1,

    // Where each check is explained, by its id.
    checkURLPattern: 'https://github.com/dockershim-exporter/dockershim-exporter/blob/main/docs/checks.md#%s',
    docsURL: 'https://github.com/dockershim-exporter/dockershim-exporter/blob/main/docs/',

    dashboardTags: ['dockershim-exporter'],
    dashboardRefresh: '1m',
    dashboardFrom: 'now-6h',
    // Of the dashboards that show a way of weeks.
    migrationFrom: 'now-7d',
  },
}
