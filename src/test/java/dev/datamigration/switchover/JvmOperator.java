package dev.datamigration.switchover;

import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.engine.local.LocalEngine;
import dev.datamigration.kubernetes.TaskCache;
import dev.datamigration.network.AddressPolicy;
import dev.datamigration.task.FixedSettings;
import dev.datamigration.task.MigrationTaskReconciler;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.alert.TestAlerts;
import dev.datamigration.testing.operator.OperatorScene;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import java.util.function.Consumer;

/** The controller of tasks and its engine in this JVM, with the settings that they have by default. */
public final class JvmOperator implements AutoCloseable {
    private final LocalEngine engine = new LocalEngine();
    private final Operator operator;

    /** Of the tasks of one namespace. */
    JvmOperator(ApiServer server, String namespace) {
        this(server, overrider -> overrider.settingNamespace(namespace));
    }

    /** Of the tasks of all namespaces. */
    public JvmOperator(ApiServer server) {
        this(server, ControllerConfigurationOverrider::watchingAllNamespaces);
    }

    private JvmOperator(ApiServer server, Consumer<ControllerConfigurationOverrider<MigrationTask>> namespaces) {
        operator = OperatorScene.operator(server.newClient());
        operator.register(
                new MigrationTaskReconciler(
                        engine,
                        operator.getKubernetesClient(),
                        FixedSettings.DEFAULT,
                        AddressPolicy.ANY,
                        TestAlerts.system(),
                        new TaskCache()),
                namespaces);
        operator.start();
    }

    @Override
    public void close() {
        operator.stop();
        engine.close();
    }
}
