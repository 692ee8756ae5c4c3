{{/* The directory of the runtime's socket on the node: a socket that is mounted by itself is dead once the runtime restarts. */}}
{{- define "dockershim-exporter.cri.hostPath" -}}
{{- dir (trimPrefix "unix://" .Values.agent.cri.endpoint) -}}
{{- end -}}

{{/* Where it is in the pod: at the same path, but never over the pod's own /run. */}}
{{- define "dockershim-exporter.cri.mountPath" -}}
{{- $directory := include "dockershim-exporter.cri.hostPath" . -}}
{{- ternary "/host-run" $directory (has $directory (list "/run" "/var/run")) -}}
{{- end -}}

{{/*
The volume of one of the node's directories. What a volume's name cannot say is left out, and a hash of the whole comes
behind: two directories never share one.
*/}}
{{- define "dockershim-exporter.host.volume" -}}
{{- $words := . | trimAll "/" | replace "/" "-" -}}
{{- if or (regexMatch "[^a-z0-9/]" .) (gt (len $words) 58) -}}
{{- printf "host-%s-%s" (regexReplaceAll "[^a-z0-9]+" ($words | lower) "-" | trimAll "-" | trunc 45 | trimSuffix "-") (sha256sum . | trunc 8) -}}
{{- else -}}
{{- printf "host-%s" $words | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
