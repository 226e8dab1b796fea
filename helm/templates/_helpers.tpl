{{- define "operator.name" -}}
{{- printf "%s" .Release.Name | trunc 53 | trimSuffix "-" -}}
{{- end }}

{{- define "operator.serviceAccount" -}}
{{- default (include "operator.name" .) .Values.serviceAccount.name -}}
{{- end }}

{{- define "operator.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "operator.labels" -}}
{{ include "operator.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{/* What the operator may do, and nothing else. */}}
{{- define "operator.rules" -}}
# To see the tasks, and to set and remove their finalizer.
- apiGroups: [datamigration.dev]
  resources: [migrationtasks]
  verbs: [get, list, watch, update, patch]
- apiGroups: [datamigration.dev]
  resources: [migrationtasks/status]
  verbs: [get, update, patch]
- apiGroups: [datamigration.dev]
  resources: [migrationtasks/finalizers]
  verbs: [update]
# To carry out batch operations, and to delete finished ones whose time is up.
- apiGroups: [datamigration.dev]
  resources: [batchoperations]
  verbs: [get, list, watch, delete]
- apiGroups: [datamigration.dev]
  resources: [batchoperations/status]
  verbs: [get, update, patch]
# Logins and certificates, read one by one when they are used.
- apiGroups: [""]
  resources: [secrets]
  verbs: [get]
# To write the report of a switchover.
- apiGroups: [""]
  resources: [configmaps]
  verbs: [create, patch]
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create, patch]
{{- end }}
