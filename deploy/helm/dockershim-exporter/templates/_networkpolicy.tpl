{{/* Who reaches a component's pods, and whom they reach: (list $ "agent"). */}}
{{- define "dockershim-exporter.networkPolicy" -}}
{{- $context := index . 0 -}}
{{- $policy := $context.Values.networkPolicy -}}
podSelector:
  matchLabels:
    {{- include "dockershim-exporter.selector" . | nindent 4 }}
policyTypes:
  - Ingress
  {{- if $policy.egress }}
  - Egress
  {{- end }}
ingress:
  - from:
      {{- toYaml $policy.from | nindent 6 }}
    ports:
      - port: http
        protocol: TCP
{{- with $policy.egress }}
egress:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}
