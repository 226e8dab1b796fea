package dev.datamigration.transfer.switchover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.testing.HostileNames;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.transfer.schema.SchemaMigration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Schema, load, changes and switchover of a database in which everything is called to do harm. */
class HostileNamesIT {
    private static final String OBJECTS = """
            SELECT relkind::text || relname || coalesce(obj_description(oid, 'pg_class'), '') FROM pg_class
             WHERE relnamespace = 'public'::regnamespace
            UNION ALL SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype = 'e'
            UNION ALL SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'p')
            UNION ALL SELECT proname || prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
            ORDER BY 1
            """;

    @Test
    void everythingArrivesUnderItsNameAndNothingIsRun() {
        var source = PostgresServers.source().createDatabase("names");
        var target = PostgresServers.target().createDatabase("names");
        source.execute(HostileNames.schema());
        HostileNames.ALL.forEach(name -> source.execute(HostileNames.insert(name, name, 1)));
        try (var scene = new SwitchoverScene(source, target, "CREATE TABLE canary (id int PRIMARY KEY)")) {
            scene.migrate();
            var schema = new AtomicReference<>();
            new SchemaMigration(scene.run, schema::set).afterLoad();
            for (var name : HostileNames.ALL) {
                source.execute(
                        HostileNames.insert(name, "new " + name, 2),
                        "UPDATE " + HostileNames.table(name) + " SET kind = 'other' WHERE \"id %s\" = 1");
            }
            scene.assertSame(HostileNames.ALL.stream().map(HostileNames::table).toArray(String[]::new));
            assertThat(target.query(OBJECTS)).containsAll(source.query(OBJECTS));
            assertThat(String.valueOf(schema.get())).contains("notCarried=[]");
            for (var step : SwitchoverStep.values()) {
                var found = scene.done(1, step);
                assertThat(found.items())
                        .noneMatch(item -> item.message().matches(HostileNames.INVISIBLE)
                                || item.name().matches(HostileNames.INVISIBLE));
            }
            assertThat(source.count("canary") + target.count("canary")).isZero();
        }
    }
}
