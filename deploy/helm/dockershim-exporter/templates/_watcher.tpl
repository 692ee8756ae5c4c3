{{/* The watcher's pod, alike in a Deployment and in a StatefulSet. */}}
{{- define "dockershim-exporter.watcher.pod" -}}
{{- $watcher := .Values.watcher -}}
metadata:
  {{- include "dockershim-exporter.podMetadata" (list . "watcher" 10062) | nindent 2 }}
spec:
  {{- include "dockershim-exporter.podSpec" (list . "watcher") | nindent 2 }}
  {{- with $watcher.topologySpreadConstraints }}
  topologySpreadConstraints:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    {{- include "dockershim-exporter.podSecurityContext" (list . "watcher") | nindent 4 }}
  containers:
    - name: watcher
      {{- include "dockershim-exporter.container" (list . "watcher") | nindent 6 }}
      command: [java, "@/opt/dockershim-exporter/watcher.args"]
      args:
        - watcher
        {{- include "dockershim-exporter.watcher.flags" . | trim | nindent 8 }}
      env:
        - name: POD_NAME
          valueFrom:
            fieldRef:
              fieldPath: metadata.name
        - name: POD_NAMESPACE
          valueFrom:
            fieldRef:
              fieldPath: metadata.namespace
        {{- with $watcher.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      ports:
        - name: http
          containerPort: 10062
          protocol: TCP
      volumeMounts:
        {{- include "dockershim-exporter.mounts" (list . "watcher") | nindent 8 }}
  volumes:
    {{- include "dockershim-exporter.volumes" (list . "watcher") | nindent 4 }}
{{- end -}}
