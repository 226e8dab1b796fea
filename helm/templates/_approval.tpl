{{/* The operator itself, which carries out batch operations that were approved when they were let go. */}}
{{- define "approval.operator" -}}
'system:serviceaccount:{{ .Release.Namespace }}:{{ include "operator.serviceAccount" . }}'
{{- end }}

{{/* Parameters: the chart's root, and the plural of the kind. */}}
{{- define "approval.match" -}}
failurePolicy: Fail
matchConstraints:
  resourceRules:
    - apiGroups: [datamigration.dev]
      apiVersions: [v1alpha1]
      operations: [CREATE, UPDATE]
      resources: [{{ .resource }}]
matchConditions:
  - name: not-the-operator
    expression: request.userInfo.username != {{ include "approval.operator" .root }}
{{- end }}

{{- define "approval.binding" -}}
spec:
  policyName: {{ .policy }}
  validationActions: [Deny]
  {{- with include "operator.watched" .root | fromJsonArray }}
  # Elsewhere another installation may be at work.
  matchResources:
    namespaceSelector:
      matchExpressions:
        - key: kubernetes.io/metadata.name
          operator: In
          values: {{- toYaml . | nindent 12 }}
  {{- end }}
{{- end }}

{{/* Variables about the request for an approval, as it was before this write and as it is with it. */}}
{{- define "approval.request" -}}
# When the API server took this write: it notes so before policies are asked, and always for the writer's own entry.
- name: now
  expression: object.metadata.managedFields.filter(m, has(m.time)).map(m, timestamp(m.time)).max()
- name: mayAlone
  expression: "request.userInfo.username in {{ .Values.access.approvalPolicy.exemptUsers | default list | toJson | replace "\"" "'" }}"
{{- range tuple "By" "At" "For" }}
- name: asked{{ . }}
  expression: object.metadata.?annotations[?'datamigration.dev/approval-requested-{{ lower . }}'].orValue('')
- name: had{{ . }}
  expression: "oldObject == null ? '' : oldObject.metadata.?annotations[?'datamigration.dev/approval-requested-{{ lower . }}'].orValue('')"
{{- end }}
{{- end }}

{{- define "approval.rfc3339" -}}
'^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$'
{{- end }}

{{/* Nobody asks in somebody else's name, as of another time, or changes what somebody else has asked for. */}}
{{- define "approval.honestRequest" -}}
- expression: >-
    variables.askedBy == '' ||
    (variables.askedBy == variables.hadBy && variables.askedAt == variables.hadAt && variables.askedFor == variables.hadFor) ||
    (variables.askedBy == request.userInfo.username && variables.askedAt.matches({{ include "approval.rfc3339" . }})
    && variables.now - timestamp(variables.askedAt) < duration('5m') && timestamp(variables.askedAt) - variables.now < duration('5m'))
  messageExpression: >-
    'a request for an approval is made in one\'s own name and at the present time: set the annotations
    datamigration.dev/approval-requested-by to ' + request.userInfo.username + ' and
    datamigration.dev/approval-requested-at to the time now as RFC 3339, for instance ' + string(variables.now)
{{- end }}

{{/* Whether there was a request by somebody else that still counts. */}}
{{- define "approval.secondPerson" -}}
variables.hadBy != '' && variables.hadBy != request.userInfo.username
&& variables.now - timestamp(variables.hadAt) < duration({{ .Values.access.approvalPolicy.expiry | squote }})
&& timestamp(variables.hadAt) - variables.now < duration('5m')
{{- end }}

{{/* Nobody says that somebody else asked: reports quote it. */}}
{{- define "approval.honestName" -}}
- expression: >-
    !(object.metadata.?annotations[?'datamigration.dev/requested-by'].hasValue())
    || object.metadata.annotations['datamigration.dev/requested-by'] == request.userInfo.username
    || (oldObject != null && object.metadata.annotations['datamigration.dev/requested-by'] ==
    oldObject.metadata.?annotations[?'datamigration.dev/requested-by'].orValue(''))
  messageExpression: >-
    'the annotation datamigration.dev/requested-by names whoever writes it: set it to ' + request.userInfo.username +
    ', or leave it out'
  reason: Forbidden
{{- end }}
