{{/* A PodMonitor of a component, and the paths that it scrapes: (list $ "agent" (list "/metrics")). */}}
{{- define "dockershim-exporter.podMonitor" -}}
{{- $context := index . 0 -}}
{{- $component := index . 1 -}}
{{- $monitor := $context.Values.podMonitor -}}
{{- $namespace := include "dockershim-exporter.namespace" $context -}}
{{- $name := include (printf "dockershim-exporter.%s.name" $component) $context -}}
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata:
  {{- include "dockershim-exporter.metadata" (dict "context" $context "component" $component "name" $name "namespace" $monitor.namespace "labels" $monitor.labels) | nindent 2 }}
spec:
  selector:
    matchLabels:
      {{- include "dockershim-exporter.selector" (list $context $component) | nindent 6 }}
  {{- if and $monitor.namespace (ne $monitor.namespace $namespace) }}
  namespaceSelector:
    matchNames:
      - {{ $namespace }}
  {{- end }}
  podMetricsEndpoints:
    {{- range index . 2 }}
    - port: http
      path: {{ . }}
      # Else node, namespace, pod and container of the samples would become exported_node, ...
      honorLabels: true
      {{- if include "dockershim-exporter.webConfig.tls" $context }}
      scheme: https
      {{- end }}
      {{- with $monitor.tlsConfig }}
      tlsConfig:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $monitor.basicAuth }}
      basicAuth:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $monitor.interval }}
      interval: {{ . }}
      {{- end }}
      {{- with $monitor.scrapeTimeout }}
      scrapeTimeout: {{ . }}
      {{- end }}
      relabelings:
        {{- if eq . "/metrics/cadvisor" }}
        # In place of the kubelet's own, under its labels.
        - targetLabel: job
          replacement: kubelet
        - targetLabel: metrics_path
          replacement: /metrics/cadvisor
        {{- else }}
        - targetLabel: job
          replacement: dockershim-exporter
        {{- end }}
        {{- if eq $component "agent" }}
        # Of the pod, so that Prometheus needs no right to nodes, as attachMetadata would. What a watcher tells of the
        # cluster has no label node, and must not get that of the watcher's own.
        - sourceLabels: [__meta_kubernetes_pod_node_name]
          targetLabel: node
        # The kubelet's address, so that its job's series of a node join on instance. The second rule is for IPv6.
        - sourceLabels: [__meta_kubernetes_pod_host_ip]
          regex: ([^:]+)
          targetLabel: instance
          replacement: $1:10250
        - sourceLabels: [__meta_kubernetes_pod_host_ip]
          regex: (.+:.*)
          targetLabel: instance
          replacement: "[$1]:10250"
        {{- end }}
        {{- with $monitor.relabelings }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- with $monitor.metricRelabelings }}
      metricRelabelings:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- end }}
{{- end -}}
