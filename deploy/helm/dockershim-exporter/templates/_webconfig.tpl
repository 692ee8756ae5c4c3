{{/* The Secret with the web configuration; nothing if there is none. */}}
{{- define "dockershim-exporter.webConfig.secret" -}}
{{- if .Values.webConfig.existingSecret -}}
{{- .Values.webConfig.existingSecret -}}
{{- else if .Values.webConfig.inline -}}
{{- include "dockershim-exporter.name" (list . "web-config" 63) -}}
{{- end -}}
{{- end -}}

{{/* "true" if the port speaks TLS. */}}
{{- define "dockershim-exporter.webConfig.tls" -}}
{{- if .Values.webConfig.inline -}}
{{- if .Values.webConfig.inline.tls_server_config }}true{{ end -}}
{{- else if .Values.webConfig.tls }}true{{ end -}}
{{- end -}}

{{/* "true" if a kubelet's probe, which shows neither password nor certificate, is refused. */}}
{{- define "dockershim-exporter.webConfig.authentication" -}}
{{- if .Values.webConfig.inline -}}
{{- $tls := default dict .Values.webConfig.inline.tls_server_config -}}
{{- if or .Values.webConfig.inline.basic_auth_users (has $tls.client_auth_type (list "RequireAnyClientCert" "RequireAndVerifyClientCert")) }}true{{ end -}}
{{- else if .Values.webConfig.authentication }}true{{ end -}}
{{- end -}}

{{/* The volume: the file under one name, whatever its key, beside all else that the Secret holds. */}}
{{- define "dockershim-exporter.webConfig.volume" -}}
- name: web-config
  projected:
    defaultMode: 0440
    sources:
      {{- if .Values.webConfig.existingSecret }}
      - secret:
          name: {{ .Values.webConfig.existingSecret }}
      {{- if ne .Values.webConfig.key "web.yml" }}
      - secret:
          name: {{ .Values.webConfig.existingSecret }}
          items:
            - {key: {{ .Values.webConfig.key | quote }}, path: web.yml}
      {{- end }}
      {{- else }}
      - secret:
          name: {{ include "dockershim-exporter.webConfig.secret" . }}
      {{- end }}
      {{- with .Values.webConfig.certificateSecret }}
      - secret:
          name: {{ . }}
          items:
            - {key: tls.crt, path: tls/tls.crt}
            - {key: tls.key, path: tls/tls.key}
      {{- end }}
{{- end -}}

{{/* What a probe asks: (list $ "/-/healthy"). Behind a password or a client certificate it only connects. */}}
{{- define "dockershim-exporter.probe" -}}
{{- $context := index . 0 -}}
{{- if include "dockershim-exporter.webConfig.authentication" $context -}}
tcpSocket:
  port: http
{{- else -}}
httpGet:
  path: {{ index . 1 }}
  port: http
  {{- if include "dockershim-exporter.webConfig.tls" $context }}
  scheme: HTTPS
  {{- end }}
{{- end -}}
{{- end -}}
