package dev.datamigration.transfer.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.datamigration.api.status.TableResult;
import dev.datamigration.api.status.TableVerification;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.database.RunScope;
import dev.datamigration.testing.PlanCopy;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.transfer.run.Run;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which tables are compared after a full migration, and under which names. */
class LoadedTablesIT {
    @Test
    void loadedTablesAndLeavesUnderTheirNewNames() throws Exception {
        var pair = VerifiedPair.create(PostgresServers.source(), PostgresServers.target());
        create(pair.source()::execute, "shop");
        create(pair.target()::execute, "store");
        pair.target()
                .execute(
                        "ALTER TABLE store.parent RENAME TO ancestor",
                        "UPDATE store.orders_2026 SET mood = 'sad' WHERE id = 5",
                        "INSERT INTO datamigration.loaded_table (task_id, source_schema, source_table) SELECT '%s', 'shop', t FROM unnest('{parent,child,orders_2025,gone}'::text[]) t"
                                .formatted(VerifiedPair.TASK));
        var plan = pair.plan(VerifiedPair.settings(1));
        var objects = new ObjectSelection(
                List.of("shop.*"), null, Map.of("shop", "store"), Map.of("shop.parent", "store.ancestor"));
        var run = new Run(
                new RunScope(VerifiedPair.TASK, 1),
                PlanCopy.of(plan)
                        .types(Set.of(MigrationType.Full, MigrationType.FullVerification))
                        .objects(objects)
                        .plan());

        var status = new FullVerification(run, null, ignored -> {}).compare();
        run.scope().cancel();

        assertThat(status.tableResults())
                .extracting(TableVerification::table, TableVerification::result, TableVerification::consistent)
                .containsExactlyInAnyOrder(
                        tuple("shop.parent", TableResult.Consistent, 10L),
                        tuple("shop.child", TableResult.Consistent, 20L),
                        tuple("shop.orders_2025", TableResult.Consistent, 30L),
                        // a leaf that came after the load
                        tuple("shop.orders_2026", TableResult.Inconsistent, 29L),
                        tuple("shop.gone", TableResult.Error, 0L));
        assertThat(pair.correct())
                .containsExactly("UPDATE ONLY \"store\".\"orders_2026\" SET \"mood\" = 'ok'::store.mood"
                        + " WHERE \"id\" = '5'::integer AND \"at\" = '2026-05-05'::date;");
    }

    private static void create(Statements database, String schema) {
        database.execute(
                "CREATE SCHEMA " + schema,
                "CREATE TYPE %s.mood AS ENUM ('sad', 'ok')".formatted(schema),
                "CREATE TABLE %s.parent (id int PRIMARY KEY)".formatted(schema),
                "CREATE TABLE %1$s.child (PRIMARY KEY (id)) INHERITS (%1$s.parent)".formatted(schema),
                "INSERT INTO %s.parent SELECT generate_series(1, 10)".formatted(schema),
                "INSERT INTO %s.child SELECT generate_series(1, 20)".formatted(schema),
                "CREATE TABLE %1$s.orders (id int, at date, mood %1$s.mood, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)"
                        .formatted(schema),
                "CREATE TABLE %1$s.orders_2025 PARTITION OF %1$s.orders FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')"
                        .formatted(schema),
                "CREATE TABLE %1$s.orders_2026 PARTITION OF %1$s.orders FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')"
                        .formatted(schema),
                "INSERT INTO %s.orders SELECT g, d, 'ok' FROM generate_series(1, 30) g, unnest('{2025-05-05,2026-05-05}'::date[]) d"
                        .formatted(schema),
                "CREATE TABLE %s.not_loaded (id int)".formatted(schema));
    }

    private interface Statements {
        void execute(String... statements);
    }
}
