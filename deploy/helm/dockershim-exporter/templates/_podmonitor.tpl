{{/* A PodMonitor of a component, and the paths that it scrapes: (list $ "agent" (list "/metrics")). */}}
{{- define "dockershim-exporter.podMonitor" -}}
{{- $context := index . 0 -}}
{{- $component := index . 1 -}}
{{- $monitor := $context.Values.podMonitor -}}
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata:
  {{- $name := include (printf "dockershim-exporter.%s.name" $component) $context }}
  {{- include "dockershim-exporter.metadata" (dict "context" $context "component" $component "name" $name "namespace" $monitor.namespace "labels" $monitor.labels) | nindent 2 }}
spec:
  selector:
    matchLabels:
      {{- include "dockershim-exporter.selector" (list $context $component) | nindent 6 }}
  namespaceSelector:
    matchNames:
      - {{ include "dockershim-exporter.namespace" $context }}
  podMetricsEndpoints:
    {{- range index . 2 }}
    - port: http
      path: {{ . }}
    {{- end }}
{{- end -}}
