{{/* Flags that have a value of their own, and which. A value left empty leaves its flag to the exporter's default. */}}
{{- define "dockershim-exporter.agent.values" -}}
--kubelet.url: agent.kubelet.url
--kubelet.server-name: agent.kubelet.serverName
--kubelet.ca-file: agent.kubelet.tls.caFile
--kubelet.insecure-skip-verify: agent.kubelet.tls.mode
--cri.endpoint: agent.cri.endpoint
--host.root: agent.host.enabled
--readiness.search-path: agent.host.searchPaths
--series.values: agent.series.values
--series.families: agent.series.families
--series.when: agent.series.when
--docker.naming: agent.docker.naming
--docker.image-form: agent.docker.imageForm
--cadvisor.timestamps: agent.cadvisor.timestamps
--collector.container-info: agent.collector.containerInfo
--readiness.interval: agent.readiness.interval
--readiness.emit-passing: agent.readiness.emitPassing
--readiness.accept-cri-dockerd: agent.readiness.acceptCriDockerd
--readiness.state-file: agent.readiness.keepState
--apiserver.url: agent.apiserver.url
{{ include "dockershim-exporter.common.values" . }}
{{- end -}}

{{- define "dockershim-exporter.watcher.values" -}}
--shard: watcher.shards
--total-shards: watcher.shards
--readiness.interval: watcher.readiness.interval
--readiness.emit-passing: watcher.readiness.emitPassing
--readiness.accept-cri-dockerd: watcher.readiness.acceptCriDockerd
--watcher.agent-namespace: watcher.agentNamespace
--watcher.defer-to-agents: watcher.deferToAgents
--watcher.stall-after: watcher.stallAfter
--watcher.max-findings: watcher.maxFindings
{{ include "dockershim-exporter.common.values" . }}
{{- end -}}

{{- define "dockershim-exporter.common.values" -}}
--web.telemetry-path: web.telemetryPath
--web.access-log: web.accessLog
--web.config.file: webConfig
--log.level: log.level
--log.format: log.format
{{- end -}}

{{/* A flag with its value, if there is one: (list "--series.values" value). */}}
{{- define "dockershim-exporter.flag" -}}
{{- $value := index . 1 -}}
{{- if not (or (kindIs "invalid" $value) (eq (toString $value) "")) }}
- {{ printf "%s=%v" (index . 0) (ternary (int64 $value) $value (kindIs "float64" $value)) | quote }}
{{- end -}}
{{- end -}}

{{- define "dockershim-exporter.agent.flags" -}}
{{- $agent := .Values.agent -}}
{{- include "dockershim-exporter.flag" (list "--kubelet.url" $agent.kubelet.url) }}
{{- include "dockershim-exporter.flag" (list "--kubelet.server-name" $agent.kubelet.serverName) }}
{{- if eq $agent.kubelet.tls.mode "pinnedCertificate" }}
- "--kubelet.ca-file=/etc/dockershim-exporter/kubelet/kubelet.crt"
{{- else if eq $agent.kubelet.tls.mode "insecureSkipVerify" }}
- "--kubelet.insecure-skip-verify"
{{- else }}
{{- include "dockershim-exporter.flag" (list "--kubelet.ca-file" $agent.kubelet.tls.caFile) }}
{{- end }}
{{- if $agent.cri.enabled }}
- {{ printf "--cri.endpoint=unix://%s/%s" (include "dockershim-exporter.cri.mountPath" .) (base $agent.cri.endpoint) | quote }}
{{- end }}
{{- if $agent.host.enabled }}
- "--host.root=/host"
{{- range $agent.host.searchPaths }}
{{- include "dockershim-exporter.flag" (list "--readiness.search-path" .) }}
{{- end }}
{{- end }}
{{- include "dockershim-exporter.flag" (list "--series.values" $agent.series.values) }}
{{- include "dockershim-exporter.flag" (list "--series.families" $agent.series.families) }}
{{- include "dockershim-exporter.flag" (list "--series.when" $agent.series.when) }}
{{- include "dockershim-exporter.flag" (list "--docker.naming" $agent.docker.naming) }}
{{- include "dockershim-exporter.flag" (list "--docker.image-form" $agent.docker.imageForm) }}
{{- include "dockershim-exporter.flag" (list "--cadvisor.timestamps" $agent.cadvisor.timestamps) }}
{{- if $agent.collector.containerInfo }}
- "--collector.container-info"
{{- end }}
{{- include "dockershim-exporter.readiness.flags" $agent.readiness }}
{{- if $agent.readiness.keepState }}
- "--readiness.state-file=/var/lib/dockershim-exporter/phase"
{{- end }}
{{- include "dockershim-exporter.flag" (list "--apiserver.url" $agent.apiserver.url) }}
{{- include "dockershim-exporter.common.flags" . }}
{{- with $agent.extraArgs }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "dockershim-exporter.watcher.flags" -}}
{{- $watcher := .Values.watcher -}}
{{- if gt (int $watcher.shards) 1 }}
- "--shard=auto"
{{- include "dockershim-exporter.flag" (list "--total-shards" $watcher.shards) }}
{{- end }}
{{- include "dockershim-exporter.readiness.flags" $watcher.readiness }}
{{- include "dockershim-exporter.flag" (list "--watcher.agent-namespace" $watcher.agentNamespace) }}
{{- include "dockershim-exporter.flag" (list "--watcher.defer-to-agents" $watcher.deferToAgents) }}
{{- include "dockershim-exporter.flag" (list "--watcher.stall-after" $watcher.stallAfter) }}
{{- include "dockershim-exporter.flag" (list "--watcher.max-findings" $watcher.maxFindings) }}
{{- include "dockershim-exporter.common.flags" . }}
{{- with $watcher.extraArgs }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "dockershim-exporter.readiness.flags" -}}
{{- include "dockershim-exporter.flag" (list "--readiness.interval" .interval) }}
{{- include "dockershim-exporter.flag" (list "--readiness.emit-passing" .emitPassing) }}
{{- include "dockershim-exporter.flag" (list "--readiness.accept-cri-dockerd" .acceptCriDockerd) }}
{{- end -}}

{{- define "dockershim-exporter.common.flags" -}}
{{- include "dockershim-exporter.flag" (list "--web.telemetry-path" .Values.web.telemetryPath) }}
{{- if .Values.web.accessLog }}
- "--web.access-log"
{{- end }}
{{- if include "dockershim-exporter.webConfig.secret" . }}
- "--web.config.file=/etc/dockershim-exporter/web/{{ .Values.webConfig.key }}"
{{- end }}
{{- include "dockershim-exporter.flag" (list "--log.level" .Values.log.level) }}
{{- include "dockershim-exporter.flag" (list "--log.format" .Values.log.format) }}
{{- end -}}
