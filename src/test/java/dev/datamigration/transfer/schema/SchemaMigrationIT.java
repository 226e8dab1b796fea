package dev.datamigration.transfer.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.PostgresServers;
import org.junit.jupiter.api.Test;

class SchemaMigrationIT {

    @Test
    void everythingIsCarriedFrom17To18() {
        var scene = rich(17, 18);
        var before = scene.before();
        var status = scene.after();
        assertThat(status.notCarried()).isEmpty();
        assertThat(before.created()).isEqualTo(before.objects()).isPositive();
        assertThat(status.deferredCreated()).isEqualTo(status.deferredObjects()).isPositive();
        assertThat(SchemaDescription.differences(scene.source, scene.target)).isEmpty();
    }

    private static SchemaScene rich(int from, int to) {
        var scene = new SchemaScene(PostgresServers.shared(from), PostgresServers.shared(to));
        RichSchema.create(PostgresServers.shared(from), scene.source);
        return scene;
    }
}
