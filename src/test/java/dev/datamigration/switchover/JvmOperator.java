package dev.datamigration.switchover;

import dev.datamigration.engine.local.LocalEngine;
import dev.datamigration.network.AddressPolicy;
import dev.datamigration.task.FixedSettings;
import dev.datamigration.task.MigrationTaskReconciler;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.alert.TestAlerts;
import io.javaoperatorsdk.operator.Operator;

/** The controller of tasks and its engine in this JVM, with the settings that they have by default. */
final class JvmOperator implements AutoCloseable {
    private final LocalEngine engine = new LocalEngine();
    private final Operator operator;

    JvmOperator(ApiServer server, String namespace) {
        operator = new Operator(overrider -> overrider
                .withKubernetesClient(server.newClient())
                .withUseSSAToPatchPrimaryResource(false)
                .withCloseClientOnStop(true));
        operator.register(
                new MigrationTaskReconciler(
                        engine,
                        operator.getKubernetesClient(),
                        FixedSettings.DEFAULT,
                        AddressPolicy.ANY,
                        TestAlerts.system()),
                overrider -> overrider.settingNamespace(namespace));
        operator.start();
    }

    @Override
    public void close() {
        operator.stop();
        engine.close();
    }
}
