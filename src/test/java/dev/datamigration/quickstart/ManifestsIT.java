package dev.datamigration.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.DesiredState;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.PostgresServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ManifestsIT {
    private static final Path EXAMPLE = Path.of(System.getProperty("project.directory", "."), "examples", "quickstart");

    private final ApiServer api = ApiServer.shared();
    private final String namespace = api.newNamespace("quickstart");

    @Test
    void theExampleGetsTheAddressesAndLoginsOfTheServers() {
        var source = PostgresServers.source();
        var target = PostgresServers.target();
        var databases = new Databases(source, target, source.maintenance(), target.maintenance());
        var task = new Manifests(api.client(), databases).apply(EXAMPLE, namespace);

        var spec = spec(task);
        assertThat(spec.getSpec().source().port()).isEqualTo(source.port());
        assertThat(spec.getSpec().target().port()).isEqualTo(target.port());
        assertThat(spec.getSpec().desiredState()).isEqualTo(DesiredState.Running);
        assertThat(task.status().state()).isNull();
        assertThat(password("shop-target")).isEqualTo(target.maintenance().password());

        task.want(DesiredState.Stopped);
        assertThat(spec(task).getSpec().desiredState()).isEqualTo(DesiredState.Stopped);
        assertThat(spec(task).getSpec().source().port()).isEqualTo(source.port());
    }

    private MigrationTask spec(TaskHandle task) {
        return api.client()
                .resources(MigrationTask.class)
                .inNamespace(namespace)
                .withName(task.name())
                .get();
    }

    private String password(String secret) {
        var data = api.client()
                .secrets()
                .inNamespace(namespace)
                .withName(secret)
                .get()
                .getData();
        return new String(Base64.getDecoder().decode(data.get("password")), StandardCharsets.UTF_8);
    }
}
