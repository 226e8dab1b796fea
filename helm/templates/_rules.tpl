{{/* What the operator may do in the namespaces it looks after, and nothing else. */}}
{{- define "operator.rules" -}}
# To see the tasks, to set and remove their finalizer, and to edit the fields that a batch operation means; one that changes
# at that moment is read again.
- apiGroups: [datamigration.dev]
  resources: [migrationtasks]
  verbs: [get, list, watch, patch]
- apiGroups: [datamigration.dev]
  resources: [migrationtasks/status]
  verbs: [update]
# To carry out batch operations, and to delete finished ones whose time is up.
- apiGroups: [datamigration.dev]
  resources: [batchoperations]
  verbs: [list, watch, delete]
- apiGroups: [datamigration.dev]
  resources: [batchoperations/status]
  verbs: [update]
# Logins and certificates, read one by one when they are used.
- apiGroups: [""]
  resources: [secrets]
  verbs: [get]
# To write the report of a switchover.
- apiGroups: [""]
  resources: [configmaps]
  verbs: [create, patch]
{{- if eq .Values.engine.runIn "pod" }}
# To have a worker for each task under way: found again by a new leader, started, and removed with its token.
- apiGroups: [apps]
  resources: [statefulsets]
  verbs: [get, list, create, patch, delete]
- apiGroups: [""]
  resources: [services, serviceaccounts]
  verbs: [create, patch, delete]
- apiGroups: [""]
  resources: [secrets]
  verbs: [create, delete]
# To see at once that a worker does not run, to say why, and to replace one on a node that is lost.
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch, delete]
{{- end }}
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create]
{{- end }}

{{/* What it may do in its own namespace. */}}
{{- define "operator.leaseRules" -}}
# To be the one that works. Creating cannot be restricted to a name.
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  verbs: [create]
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  resourceNames: [{{ include "operator.name" . }}]
  verbs: [get, patch]
{{- end }}
