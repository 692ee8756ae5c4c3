{{/* The directory of the runtime's socket on the node: a socket that is mounted by itself is dead once the runtime restarts. */}}
{{- define "dockershim-exporter.cri.hostPath" -}}
{{- dir (trimPrefix "unix://" .Values.agent.cri.endpoint) -}}
{{- end -}}

{{/* Where it is in the pod: at the same path, but never over the pod's own /run. */}}
{{- define "dockershim-exporter.cri.mountPath" -}}
{{- $directory := include "dockershim-exporter.cri.hostPath" . -}}
{{- ternary "/host-run" $directory (has $directory (list "/run" "/var/run")) -}}
{{- end -}}

{{/* The volume of one of the node's directories. */}}
{{- define "dockershim-exporter.host.volume" -}}
{{- printf "host-%s" (. | trimAll "/" | replace "/" "-" | replace "." "-" | lower) | trimSuffix "-" | trunc 63 -}}
{{- end -}}
