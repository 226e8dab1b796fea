package dev.datamigration.switchover;

import dev.datamigration.engine.local.LocalEngine;
import dev.datamigration.kubernetes.RequesterSource;
import dev.datamigration.network.AddressPolicy;
import dev.datamigration.task.ControlSettings;
import dev.datamigration.task.MigrationTaskReconciler;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.alert.TestAlerts;
import io.javaoperatorsdk.operator.Operator;
import java.time.Duration;

/** The controller of tasks and its engine in this JVM, with the settings that they have by default. */
final class JvmOperator implements AutoCloseable {
    private final LocalEngine engine = new LocalEngine();
    private final Operator operator;

    JvmOperator(ApiServer server, String namespace) {
        operator = new Operator(overrider -> overrider
                .withKubernetesClient(server.newClient())
                .withUseSSAToPatchPrimaryResource(false)
                .withCloseClientOnStop(true));
        var settings = new Defaults(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(10));
        operator.register(
                new MigrationTaskReconciler(
                        engine, operator.getKubernetesClient(), settings, AddressPolicy.ANY, TestAlerts.system()),
                overrider -> overrider.settingNamespace(namespace));
        operator.start();
    }

    private record Defaults(Duration progressInterval, Duration pollInterval, Duration releaseRetryInterval)
            implements ControlSettings {
        @Override
        public RequesterSource requesters() {
            return RequesterSource.Manager;
        }

        @Override
        public boolean requireVerification() {
            return false;
        }
    }

    @Override
    public void close() {
        operator.stop();
        engine.close();
    }
}
