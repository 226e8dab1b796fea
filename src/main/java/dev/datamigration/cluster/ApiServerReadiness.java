package dev.datamigration.cluster;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the caches follow the API server, whether this replica leads or stands by. A watch that tries to come back
 * counts as one that follows, so the API server is asked for a sign of life, too: one small request for each probe.
 */
@Readiness
@Singleton
class ApiServerReadiness implements HealthCheck {
    private final Watches watches;
    private final Leadership leadership;
    private final ApiServerDiagnosis diagnosis;

    ApiServerReadiness(Watches watches, Leadership leadership, ApiServerDiagnosis diagnosis) {
        this.watches = watches;
        this.leadership = leadership;
        this.diagnosis = diagnosis;
    }

    @Override
    public HealthCheckResponse call() {
        var answer =
                HealthCheckResponse.named("API server").withData("role", leadership.leads() ? "leader" : "standby");
        leadership.leader().ifPresent(leader -> answer.withData("leader", leader));
        if (!watches.begun()) {
            return answer.withData("problem", "the operator is starting").down().build();
        }
        var behind = watches.behind();
        if (behind.isEmpty()) {
            return diagnosis
                    .silence()
                    .map(problem -> answer.withData("problem", problem).down())
                    .orElseGet(answer::up)
                    .build();
        }
        return answer.withData("watches", String.join(", ", behind))
                .withData("problem", diagnosis.problemAtFirstSight().orElse("the watches are being established again"))
                .down()
                .build();
    }
}
