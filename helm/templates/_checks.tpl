{{/* What the schema of the values cannot say. */}}
{{- define "checks" -}}
{{- if and (gt (int .Values.replicas) 1) (not .Values.leaderElection.enabled) }}
{{- fail (printf "replicas is %v, which needs leaderElection.enabled: without it two operators would work at once" .Values.replicas) }}
{{- end }}
{{- if and .Values.watchAllNamespaces .Values.watchNamespaces }}
{{- fail "watchAllNamespaces is set, and watchNamespaces names some: set one of them" }}
{{- end }}
{{- with .Values.leaderElection }}
{{- if and .enabled (not (lt (include "millis" .renewDeadline | int64) (include "millis" .leaseDuration | int64))) }}
{{- fail (printf "leaderElection.renewDeadline (%s) must be less than leaseDuration (%s): a leader has to give up before another takes over" .renewDeadline .leaseDuration) }}
{{- end }}
{{- if and .enabled (not (lt (include "millis" .retryPeriod | int64) (include "millis" .renewDeadline | int64))) }}
{{- fail (printf "leaderElection.retryPeriod (%s) must be less than renewDeadline (%s)" .retryPeriod .renewDeadline) }}
{{- end }}
{{- end }}
{{- with .Values.metrics.serviceMonitor }}
{{- if and .scrapeTimeout (gt (include "millis" .scrapeTimeout | int64) (include "millis" .interval | int64)) }}
{{- fail (printf "metrics.serviceMonitor.scrapeTimeout (%s) must not be longer than interval (%s): Prometheus refuses such a ServiceMonitor" .scrapeTimeout .interval) }}
{{- end }}
{{- end }}
{{- with .Values.access.approvalPolicy }}
{{- if and .secondPerson (not .enabled) }}
{{- fail "access.approvalPolicy.secondPerson has no effect without access.approvalPolicy.enabled: set both, or neither" }}
{{- end }}
{{- end }}
{{- end }}

{{- define "millis" -}}
{{- mul (regexFind "^[0-9]+" . | int64) (get (dict "ms" 1 "s" 1000 "m" 60000 "h" 3600000) (regexFind "[a-z]+$" .)) -}}
{{- end }}
