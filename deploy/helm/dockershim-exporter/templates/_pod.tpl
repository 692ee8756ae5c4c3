{{- define "dockershim-exporter.image" -}}
{{- $image := .Values.image -}}
{{- $name := ternary (printf "%s/%s" $image.registry $image.repository) $image.repository (not (empty $image.registry)) -}}
{{- if $image.digest -}}
{{- printf "%s@%s" $name $image.digest -}}
{{- else -}}
{{- printf "%s:%s" $name (default .Chart.AppVersion $image.tag) -}}
{{- end -}}
{{- end -}}

{{/* The PriorityClass of a component's pods: (list $ "agent"). The chart's own is the agents' alone: a watcher can go elsewhere. */}}
{{- define "dockershim-exporter.priorityClassName" -}}
{{- $context := index . 0 -}}
{{- $own := (index $context.Values (index . 1)).priorityClassName -}}
{{- if $own -}}
{{- $own -}}
{{- else if and (eq (index . 1) "agent") $context.Values.priorityClass.create -}}
{{- include "dockershim-exporter.name" (list $context "" 63) -}}
{{- end -}}
{{- end -}}

{{/* Labels and annotations of a component's pods: (list $ "agent" port). */}}
{{- define "dockershim-exporter.podMetadata" -}}
{{- $context := index . 0 -}}
{{- $component := index . 1 -}}
{{- $values := index $context.Values $component -}}
{{- $annotations := dict -}}
{{- if $context.Values.scrapeAnnotations -}}
{{- $_ := set $annotations "prometheus.io/scrape" "true" -}}
{{- $_ := set $annotations "prometheus.io/port" (toString (index . 2)) -}}
{{- $_ := set $annotations "prometheus.io/path" (default "/metrics" $context.Values.web.telemetryPath) -}}
{{- if include "dockershim-exporter.webConfig.tls" $context -}}
{{- $_ := set $annotations "prometheus.io/scheme" "https" -}}
{{- end -}}
{{- end -}}
{{- $_ := set $annotations "kubectl.kubernetes.io/default-container" $component -}}
{{- if $context.Values.webConfig.inline -}}
{{- $_ := set $annotations "checksum/web-config" ($context.Values.webConfig.inline | toJson | sha256sum) -}}
{{- end -}}
{{- $annotations = mergeOverwrite $annotations $values.podAnnotations -}}
labels:
  {{- include "dockershim-exporter.podLabels" (list $context $component $values.podLabels) | nindent 2 }}
annotations:
  {{- toYaml $annotations | nindent 2 }}
{{- end -}}

{{/* What pods of both components have in common: (list $ "agent"). */}}
{{- define "dockershim-exporter.podSpec" -}}
{{- $context := index . 0 -}}
{{- $component := index . 1 -}}
{{- $values := index $context.Values $component -}}
serviceAccountName: {{ include "dockershim-exporter.serviceAccountName" . }}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with include "dockershim-exporter.priorityClassName" . }}
priorityClassName: {{ . }}
{{- end }}
{{- with $context.Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
terminationGracePeriodSeconds: {{ int64 $values.terminationGracePeriodSeconds }}
nodeSelector:
  {{- mergeOverwrite (dict) $values.nodeSelector (dict "kubernetes.io/os" "linux") | toYaml | nindent 2 }}
{{- with $values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* What containers of both components have in common: (list $ "agent"). */}}
{{- define "dockershim-exporter.container" -}}
{{- $context := index . 0 -}}
{{- $values := index $context.Values (index . 1) -}}
image: {{ include "dockershim-exporter.image" $context | quote }}
{{- with $context.Values.image.pullPolicy }}
imagePullPolicy: {{ . }}
{{- end }}
startupProbe:
  {{- include "dockershim-exporter.probe" (list $context "/-/healthy") | nindent 2 }}
  periodSeconds: 2
  timeoutSeconds: 5
  failureThreshold: 60
livenessProbe:
  {{- include "dockershim-exporter.probe" (list $context "/-/healthy") | nindent 2 }}
  periodSeconds: 20
  timeoutSeconds: 10
  failureThreshold: 6
readinessProbe:
  {{- include "dockershim-exporter.probe" (list $context "/-/ready") | nindent 2 }}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
resources:
  {{- toYaml $values.resources | nindent 2 }}
securityContext:
  {{- toYaml $values.securityContext | nindent 2 }}
{{- end -}}

{{/* Mounts of both components: (list $ "agent"). */}}
{{- define "dockershim-exporter.mounts" -}}
{{- $context := index . 0 -}}
- name: token
  mountPath: /var/run/secrets/kubernetes.io/serviceaccount
  readOnly: true
{{- if include "dockershim-exporter.webConfig.secret" $context }}
- name: web-config
  mountPath: /etc/dockershim-exporter/web
  readOnly: true
{{- end }}
{{- with (index $context.Values (index . 1)).extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Volumes of both components: (list $ "agent"). */}}
{{- define "dockershim-exporter.volumes" -}}
{{- $context := index . 0 -}}
{{ include "dockershim-exporter.token.volume" $context }}
{{- if include "dockershim-exporter.webConfig.secret" $context }}
{{ include "dockershim-exporter.webConfig.volume" $context }}
{{- end }}
{{- with (index $context.Values (index . 1)).extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/*
The pod's security context: (list $ "agent"). The files of the web configuration are root's, and the pod's group may read
them; where the platform chooses the group (OpenShift), it does that too.
*/}}
{{- define "dockershim-exporter.podSecurityContext" -}}
{{- $context := index . 0 -}}
{{- $own := deepCopy (default dict (index $context.Values (index . 1)).podSecurityContext) -}}
{{- if and (include "dockershim-exporter.webConfig.secret" $context) (hasKey $own "runAsGroup") (not (hasKey $own "fsGroup")) -}}
{{- $_ := set $own "fsGroup" (int64 $own.runAsGroup) -}}
{{- end -}}
{{- if eq (index . 1) "agent" -}}
{{- if $context.Values.agent.cri.enabled -}}
{{- $_ := set $own "supplementalGroups" (append (default list $own.supplementalGroups) 0 | uniq) -}}
{{- end -}}
{{- if $context.Values.agent.asRoot -}}
{{- $own = mergeOverwrite $own (dict "runAsNonRoot" false "runAsUser" 0 "runAsGroup" 0) -}}
{{- end -}}
{{- end -}}
{{- toYaml $own -}}
{{- end -}}
