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

{{/* "true" if a kubelet's probe is refused: it shows neither password nor certificate, and rate_limit counts it among the clients. */}}
{{- define "dockershim-exporter.webConfig.authentication" -}}
{{- if .Values.webConfig.inline -}}
{{- $tls := default dict .Values.webConfig.inline.tls_server_config -}}
{{- if or .Values.webConfig.inline.rate_limit .Values.webConfig.inline.basic_auth_users (has $tls.client_auth_type (list "RequireAnyClientCert" "RequireAndVerifyClientCert")) }}true{{ end -}}
{{- else if .Values.webConfig.authentication }}true{{ end -}}
{{- end -}}

{{/* The volume. The whole Secret, never a subPath, so that what is renewed arrives. */}}
{{- define "dockershim-exporter.webConfig.volume" -}}
{{- $secret := include "dockershim-exporter.webConfig.secret" . -}}
- name: web-config
  {{- with .Values.webConfig.certificateSecret }}
  projected:
    defaultMode: 288 # 0440
    sources:
      - secret:
          name: {{ $secret }}
      - secret:
          name: {{ . }}
          items:
            - {key: tls.crt, path: tls/tls.crt}
            - {key: tls.key, path: tls/tls.key}
  {{- else }}
  secret:
    secretName: {{ $secret }}
    defaultMode: 288 # 0440
  {{- end }}
{{- end -}}

{{/* What a probe asks: (list $ "/-/healthy"). Behind a password, a client certificate or a limit it only connects. */}}
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
