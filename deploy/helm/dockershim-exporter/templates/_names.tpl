{{/* The name of the release's objects without their ends, as long as it may become. */}}
{{- define "dockershim-exporter.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/*
The name of an object: (list $ "end" longest). What is too long is cut, and gets a hash of the whole: two releases whose
names begin alike do not meet. So has one with dots, which a release may have and a Service may not.
*/}}
{{- define "dockershim-exporter.name" -}}
{{- $context := index . 0 -}}
{{- $longest := index . 2 -}}
{{- $fullname := include "dockershim-exporter.fullname" $context -}}
{{- $end := ternary "" (printf "-%s" (index . 1)) (empty (index . 1)) -}}
{{- $room := sub $longest (len $end) | int -}}
{{- if or (gt (len $fullname) $room) (contains "." $fullname) -}}
{{- printf "%s-%s%s" ($fullname | replace "." "-" | trunc (sub $room 9 | int) | trimSuffix "-") ($fullname | sha256sum | trunc 8) $end -}}
{{- else -}}
{{- printf "%s%s" $fullname $end -}}
{{- end -}}
{{- end -}}

{{- define "dockershim-exporter.agent.name" -}}
{{- include "dockershim-exporter.name" (list . "agent" 63) -}}
{{- end -}}

{{/* A StatefulSet's pods have a label of its name and 11 characters, and a label has 63 at most. */}}
{{- define "dockershim-exporter.watcher.name" -}}
{{- include "dockershim-exporter.name" (list . "watcher" 52) -}}
{{- end -}}

{{- define "dockershim-exporter.namespace" -}}
{{- default .Release.Namespace .Values.namespaceOverride -}}
{{- end -}}

{{/* The ServiceAccount of a component: (list $ "agent"). */}}
{{- define "dockershim-exporter.serviceAccountName" -}}
{{- $context := index . 0 -}}
{{- $component := index . 1 -}}
{{- $account := (index $context.Values $component).serviceAccount -}}
{{- if $account.create -}}
{{- default (include (printf "dockershim-exporter.%s.name" $component) $context) $account.name -}}
{{- else -}}
{{- default "default" $account.name -}}
{{- end -}}
{{- end -}}
