{{/*
The directory that holds the runtime's socket, on the node and in the pod. A socket that is mounted by itself is dead once the
runtime restarts.
*/}}
{{- define "dockershim-exporter.cri.directory" -}}
{{- $cri := .Values.agent.cri -}}
{{- if $cri.hostPath -}}
{{- $cri.hostPath -}}
{{- else if hasPrefix "unix://" $cri.endpoint -}}
{{- dir (trimPrefix "unix://" $cri.endpoint) -}}
{{- else -}}
/run
{{- end -}}
{{- end -}}

{{/* The volume of one of the node's directories. */}}
{{- define "dockershim-exporter.host.volume" -}}
{{- printf "host-%s" (. | trimAll "/" | replace "/" "-" | replace "." "-" | lower) | trimSuffix "-" | trunc 63 -}}
{{- end -}}
