package dev.datamigration.testing.alert;

import dev.datamigration.alert.AlertPolicy;
import dev.datamigration.alert.AlertSystem;
import dev.datamigration.alert.Alerts;
import dev.datamigration.alert.dispatch.AlertDispatcher;
import dev.datamigration.alert.dispatch.RetryPolicy;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/** Alerting without a network. */
public final class TestAlerts {
    private static AlertSystem system;

    private TestAlerts() {}

    /** For controllers whose test is not about alerts; the product's own settings reach nothing of this machine. */
    public static synchronized AlertSystem system() {
        if (system == null) {
            system = new AlertSystem(TestSettings.DEFAULT, SharedVertx.get());
        }
        return system;
    }

    /** Alerts are raised and never leave. */
    public static Alerts sendingNothing(Clock clock) {
        var office = new AlertDispatcher(
                call -> new CompletableFuture<>(),
                new RetryPolicy(TestSettings.DEFAULT.gatherTime(), 3, TestSettings.DEFAULT.retryPause()),
                clock,
                (time, work) -> {});
        return with(office);
    }

    public static Alerts with(AlertDispatcher office) {
        var settings = TestSettings.DEFAULT;
        return new Alerts(
                office,
                AlertSystem.limits(settings),
                settings.language(),
                new AlertPolicy(settings.passingGrace(), settings.failedRetryInterval()));
    }
}
