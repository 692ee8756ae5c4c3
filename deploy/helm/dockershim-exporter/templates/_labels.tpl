{{/* Labels of an object, and those that it has of its own: (list $ "agent" own). The component may be empty. */}}
{{- define "dockershim-exporter.labels" -}}
{{- $context := index . 0 -}}
{{- $version := default $context.Chart.AppVersion $context.Values.image.tag -}}
{{- $labels := mergeOverwrite (dict) $context.Values.commonLabels (default dict (index . 2)) -}}
{{- $labels = mergeOverwrite $labels (include "dockershim-exporter.selector" . | fromYaml) -}}
{{- $_ := set $labels "app.kubernetes.io/part-of" "dockershim-exporter" -}}
{{- $_ := set $labels "app.kubernetes.io/version" ($version | trunc 63 | trimAll "-._") -}}
{{- $_ := set $labels "app.kubernetes.io/managed-by" $context.Release.Service -}}
{{- $_ := set $labels "helm.sh/chart" (printf "%s-%s" $context.Chart.Name $context.Chart.Version | replace "+" "_" | trunc 63 | trimAll "-._") -}}
{{- toYaml $labels -}}
{{- end -}}

{{/* Labels of a component's pods: (list $ "agent" own). What changes with the chart alone is not among them. */}}
{{- define "dockershim-exporter.podLabels" -}}
{{- omit (include "dockershim-exporter.labels" . | fromYaml) "helm.sh/chart" "app.kubernetes.io/managed-by" | toYaml -}}
{{- end -}}

{{/* Labels that select, and never change. Watchers know agents by name and component, whatever the release is called. */}}
{{- define "dockershim-exporter.selector" -}}
{{- $context := index . 0 -}}
{{- $component := index . 1 -}}
app.kubernetes.io/name: dockershim-exporter
{{- with $component }}
app.kubernetes.io/component: {{ . }}
{{- end }}
app.kubernetes.io/instance: {{ $context.Release.Name | quote }}
{{- end -}}

{{/*
The metadata of an object: (dict "context" $ "component" "agent" "name" "..."), and if it has such: "namespace", "labels",
"annotations". With "cluster" it has no namespace.
*/}}
{{- define "dockershim-exporter.metadata" -}}
{{- $values := .context.Values -}}
name: {{ .name }}
{{- if not .cluster }}
namespace: {{ default (include "dockershim-exporter.namespace" .context) .namespace }}
{{- end }}
labels:
  {{- include "dockershim-exporter.labels" (list .context (default "" .component) .labels) | nindent 2 }}
{{- with mergeOverwrite (dict) $values.commonAnnotations (default dict .annotations) }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}
