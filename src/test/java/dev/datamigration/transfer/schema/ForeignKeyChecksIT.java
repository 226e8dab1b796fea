package dev.datamigration.transfer.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.task.MigrationType;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.PostgresServers;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An interrupted load leaves a child that is newer than its parent, until changes are applied. */
class ForeignKeyChecksIT {
    private static final Set<MigrationType> LIVE =
            Set.of(MigrationType.Schema, MigrationType.Full, MigrationType.Incremental);

    /** Version 18 takes an unchecked foreign key on a partitioned table, 17 does not. */
    @ParameterizedTest
    @ValueSource(ints = {17, 18})
    void foreignKeysAreCheckedOnceTheTablesStandAsOfOneMoment(int targetVersion) {
        var scene = new SchemaScene(PostgresServers.source(), PostgresServers.shared(targetVersion));
        scene.source.execute(
                "CREATE TABLE parent (id int PRIMARY KEY)",
                "CREATE TABLE child (id int PRIMARY KEY, parent int CONSTRAINT child_fk REFERENCES parent)",
                "CREATE TABLE parted (id int, parent int CONSTRAINT parted_fk REFERENCES parent) PARTITION BY LIST (id)",
                "CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1)",
                "CREATE TABLE lax (parent int)",
                "ALTER TABLE lax ADD CONSTRAINT lax_fk FOREIGN KEY (parent) REFERENCES parent NOT VALID");
        new SchemaMigration(scene.run(LIVE), status -> {}).beforeLoad();
        scene.target.execute(
                "INSERT INTO child VALUES (1, 7)", "INSERT INTO parted VALUES (1, 7)", "INSERT INTO lax VALUES (9)");

        new SchemaMigration(scene.run(LIVE), status -> {}).afterLoad();
        assertThatThrownBy(() -> new SchemaMigration(scene.run(LIVE), status -> {}).afterCatchUp())
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("RowRefused");

        scene.target.execute("INSERT INTO parent VALUES (7)");
        var status = new SchemaMigration(scene.run(LIVE), progress -> {}).afterCatchUp();
        assertThat(status.deferredCreated()).isEqualTo(status.deferredObjects());
        assertThat(scene.target.query("SELECT conname || ' ' || convalidated FROM pg_constraint WHERE contype = 'f'"
                        + " AND conparentid = 0 AND connamespace = 'public'::regnamespace ORDER BY 1"))
                .containsExactly("child_fk true", "lax_fk false", "parted_fk true");
    }
}
