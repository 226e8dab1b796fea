package dev.datamigration.modification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.TaskState;
import dev.datamigration.api.modification.ModificationState;
import dev.datamigration.api.modification.ModificationStatus;
import dev.datamigration.api.task.MigrationTaskStatus;
import dev.datamigration.lifecycle.status.ConditionList;
import dev.datamigration.switchover.JvmOperator;
import dev.datamigration.switchover.LiveTask;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tables are added to a task that runs and removed from it, by patches of its spec, on both databases. */
class ModificationIT {
    private static final String LIMITED = "limits: {rowsPerSecond: 2000, adaptive: {enabled: false}}";

    private final TestDatabase source = PostgresServers.source().createDatabase("modify_source");
    private final TestDatabase target = PostgresServers.target().createDatabase("modify_target");
    private final ApiServer server = ApiServer.mock();
    private JvmOperator operator;
    private LiveTask task;

    @AfterEach
    void close() {
        if (operator != null) {
            operator.close();
        }
    }

    @Test
    void tablesAreAddedThroughAKillAndRemovedAndWithdrawn() {
        source.execute(
                "CREATE TABLE public.a (id int PRIMARY KEY, v text)",
                "INSERT INTO public.a SELECT i, 'a' || i FROM generate_series(1, 500) i",
                "CREATE SCHEMA sales",
                "CREATE TABLE sales.keyed (id int PRIMARY KEY, v text)",
                "INSERT INTO sales.keyed SELECT i, 'k' || i FROM generate_series(1, 5000) i",
                "CREATE TABLE sales.keyless (v text)",
                "ALTER TABLE sales.keyless REPLICA IDENTITY FULL",
                "INSERT INTO sales.keyless SELECT 'l' || i % 7 FROM generate_series(1, 100) i",
                "CREATE SCHEMA stock",
                "CREATE TABLE stock.taken (id int PRIMARY KEY)");
        task = new LiveTask(server, source, target, LIMITED);
        operator = new JvmOperator(server);
        task.verified();
        added();
        removed();
        failedAndWithdrawn();
        task.end();
        assertThat(source.query("SELECT slot_name FROM pg_replication_slots WHERE database = current_database()"))
                .isEmpty();
        assertThat(source.query("SELECT pubname FROM pg_publication")).isEmpty();
        assertThat(target.query("SELECT nspname FROM pg_namespace WHERE nspname = 'datamigration'"))
                .isEmpty();
    }

    /** The load takes some seconds, in which rows are written and the operator is killed. */
    private void added() {
        include("public.*", "sales.*");
        awaitState(TaskState.Modifying);
        write("during");
        var loading = awaitStatus("loading", status -> target.queryOne("SELECT to_regclass('sales.keyed')") != null);
        assertThat(loading.latency()).isNotNull();
        operator.close();
        write("killed");
        operator = new JvmOperator(server);
        var integrated = awaitOver(1, ModificationState.Integrated);
        assertThat(last(integrated).added()).containsExactly("sales.keyed", "sales.keyless");
        assertThat(integrated.objects().include()).containsExactly("public.*", "sales.*");
        task.verified();
        write("after");
        awaitEqual();
        assertThat(awaitStatus(
                                "all are compared",
                                status -> status.verification().tables() == 3)
                        .verification()
                        .consistent())
                .isTrue();
    }

    private void removed() {
        task.patch("{\"objects\": {\"exclude\": [\"sales.keyless\"], \"removedTables\": \"Drop\"}}");
        var integrated = awaitOver(2, ModificationState.Integrated);
        assertThat(last(integrated).removed()).containsExactly("sales.keyless");
        assertThat(target.queryOne("SELECT to_regclass('sales.keyless')")).isNull();
        task.patch("{\"objects\": {\"removedTables\": \"Leave\"}}");
    }

    /** The target has another table of that name. */
    private void failedAndWithdrawn() {
        target.execute(
                "CREATE SCHEMA stock", "CREATE TABLE stock.taken (other text)", "INSERT INTO stock.taken VALUES ('x')");
        include("public.*", "sales.*", "stock.*");
        var failed = awaitOver(3, ModificationState.Failed);
        assertThat(failed.state()).isEqualTo(TaskState.Running);
        assertThat(ConditionList.find(failed.conditions(), "ModificationFailed")
                        .orElseThrow()
                        .getMessage())
                .contains("stock.taken");
        source.execute("INSERT INTO public.a VALUES (90000, 'while it stands')");
        await("goes on").until(() -> target.count("public.a WHERE id = 90000") == 1);
        include("public.*", "sales.*");
        awaitOver(3, ModificationState.Withdrawn);
        assertThat(target.query("SELECT other FROM stock.taken")).containsExactly("x");
    }

    private void include(String... patterns) {
        task.patch("{\"objects\": {\"include\": [\"%s\"]}}".formatted(String.join("\", \"", patterns)));
    }

    private void write(String word) {
        source.execute(
                "INSERT INTO public.a SELECT coalesce(max(id), 0) + 1, '%s' FROM public.a".formatted(word),
                "UPDATE sales.keyed SET v = '%s' WHERE id %% 1000 = 0".formatted(word),
                "DELETE FROM sales.keyed WHERE id = (SELECT max(id) FROM sales.keyed)",
                "INSERT INTO sales.keyless VALUES ('%s'), ('%s')".formatted(word, word));
    }

    private void awaitEqual() {
        for (var table : List.of("public.a", "sales.keyed", "sales.keyless")) {
            var rows = "SELECT t::text FROM %s t ORDER BY 1".formatted(table);
            await(table).until(() -> source.query(rows).equals(target.query(rows)));
        }
    }

    private void awaitState(TaskState state) {
        awaitStatus(state.name(), status -> status.state() == state);
    }

    private MigrationTaskStatus awaitOver(long number, ModificationState state) {
        return awaitStatus("modification " + number + " is " + state, status -> {
            assertThat(status.state()).as("%s", status.failure()).isNotEqualTo(TaskState.Failed);
            return status.modifications() != null
                    && last(status).number() == number
                    && last(status).state() == state;
        });
    }

    private MigrationTaskStatus awaitStatus(String what, Predicate<MigrationTaskStatus> wanted) {
        return await(what).until(task::status, wanted);
    }

    private static ModificationStatus last(MigrationTaskStatus status) {
        return status.modifications().get(status.modifications().size() - 1);
    }
}
