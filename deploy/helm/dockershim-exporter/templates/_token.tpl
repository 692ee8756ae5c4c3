{{/*
The service account's token, the cluster's CA and the namespace, where clients look for them. Asked for by the pod, for an
hour; without an audience it is the API server's, by which kubelets check it too.
*/}}
{{- define "dockershim-exporter.token.volume" -}}
- name: token
  projected:
    sources:
      - serviceAccountToken:
          path: token
          expirationSeconds: 3600
      - configMap:
          name: kube-root-ca.crt
          items:
            - {key: ca.crt, path: ca.crt}
      - downwardAPI:
          items:
            - path: namespace
              fieldRef: {fieldPath: metadata.namespace}
{{- end -}}
