package dev.datamigration.switchover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.Api;
import dev.datamigration.api.Phase;
import dev.datamigration.api.Side;
import dev.datamigration.api.TaskState;
import dev.datamigration.api.switchover.LateWrites;
import dev.datamigration.api.switchover.SwitchoverStep;
import dev.datamigration.lifecycle.model.CurrentFlow;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.compare.DatabaseComparer;
import dev.datamigration.testing.compare.TableComparison;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application moves from one side to the other and back while it lives, and keeps its books. */
class SwitchoverIT {
    private static final int PER_SECOND = 500;
    private static final String ROLE = "till_" + ProcessHandle.current().pid();
    private static final String BALANCE = "SELECT sum(balance) FROM account";
    private static final String TYPES =
            "migrationTypes: [Schema, Full, Incremental, FullVerification, ReverseIncrement]";

    private final TestDatabase source = PostgresServers.source().createDatabase("switch_source");
    private final TestDatabase target = PostgresServers.target().createDatabase("switch_target");
    private final Till till = new Till(PER_SECOND);
    private final List<Long> stops = new ArrayList<>();
    private LiveTask task;
    private JvmOperator operator;

    @AfterEach
    void close() {
        till.close();
        if (operator != null) {
            operator.close();
        }
    }

    @Test
    void thereAndBackAndThereAndBack() {
        switchOver(4);
        deletedWithARowThatNobodyHasAcknowledged();
    }

    @Test
    @Tag("long")
    void fiftyTimes() {
        switchOver(50);
        task.end();
        assertNothingHeld();
    }

    /** On the side that the application has left; kept on the other one, as the ConfigMap says that stays of the task. */
    private void deletedWithARowThatNobodyHasAcknowledged() {
        target.execute("INSERT INTO receipt (clerk, number) VALUES (-1, 1)");
        task.awaitStatus(
                "counted",
                status -> status.forwardSwitchover().stranded() != null
                        && status.forwardSwitchover().stranded().unacknowledged() == 1);
        task.resource().delete();
        Awaitility.await("gone").until(() -> task.resource().get() == null);
        var sql = keptRows(leftBehind());
        assertThat(source.query(sql.group(1))).hasSize(1);
        source.execute(sql.group(2), "DROP SCHEMA datamigration");
        assertNothingHeld();
    }

    private String leftBehind() {
        var kept = task.server
                .client()
                .configMaps()
                .inNamespace(task.namespace)
                .withLabel(Api.GROUP + "/report", "left-behind")
                .list()
                .getItems();
        assertThat(kept).hasSize(1);
        return kept.get(0).getData().get("left-behind.txt");
    }

    private static Matcher keptRows(String text) {
        var found =
                Pattern.compile("To read: (.*;) When dealt with, drop: (.*;)").matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found;
    }

    @Test
    void whatIsWrittenAfterTheConfirmationIsReportedAndKept() {
        source.execute(Till.SCHEMA);
        till.open(source);
        begin(TYPES);
        task.enter(1);
        task.waits(SwitchoverStep.ConfirmSourceWritesStopped);
        task.confirm(SwitchoverStep.ConfirmSourceWritesStopped);
        task.awaitCompleted(1);
        var atCompletion = till.committed();
        awaitCommitted(atCompletion + 100);
        till.shut();
        var late = task.awaitStatus(
                "all late writes are counted",
                status -> status.forwardSwitchover().lateWrites() != null
                        && missing(status.forwardSwitchover().lateWrites(), "public.receipt") == 0);
        for (var table : List.of("public.account", "public.ledger", "public.receipt", "public.audit")) {
            var found = of(late.forwardSwitchover().lateWrites(), table);
            assertThat(found.side()).isEqualTo(Side.Source);
            assertThat(found.round()).isEqualTo(1);
            assertThat(found.stranded()).as(table).isGreaterThanOrEqualTo(100);
            assertThat(source.count(table) - target.count(table))
                    .as(table)
                    .isEqualTo(table.equals("public.account") ? 0 : found.stranded());
        }
        assertThat(late.message()).contains("writes after the confirmation");
        var counted = late.forwardSwitchover().lateWrites();
        assertThat(late.forwardSwitchover().stranded().unacknowledged())
                .isEqualTo(counted.stream().mapToLong(LateWrites::stranded).sum());
        var kept = target.count("datamigration.late_row WHERE NOT carried");
        assertThat(kept).isGreaterThanOrEqualTo(400);
        endKeeping(kept);
    }

    /** Nobody has acknowledged them; the SQL that the ended task prints reads and drops them. */
    private void endKeeping(long rows) {
        task.patch("{\"desiredState\": \"Ended\"}");
        var ended = task.awaitStatus("ended", status -> status.state() == TaskState.Ended);
        assertThat(ended.forwardSwitchover().stranded().kept()).hasSize(1);
        var told = keptRows(ended.forwardSwitchover().stranded().kept().get(0));
        assertThat(target.query(told.group(1))).hasSize((int) rows);
        target.execute(told.group(2));
        assertThat(target.count("pg_tables WHERE schemaname = 'datamigration'")).isZero();
    }

    @Test
    void aRehearsalAndAFenceThatAnAbortLifts() throws SQLException {
        source.execute(Till.SCHEMA);
        createRole();
        begin(TYPES);
        task.patch("{\"forwardSwitchover\": {\"rehearsalNonce\": 1}}");
        var rehearsal = task.awaitStatus(
                        "rehearsed",
                        status -> status.forwardSwitchover() != null
                                && status.forwardSwitchover().rehearsal() != null)
                .forwardSwitchover()
                .rehearsal();
        assertThat(rehearsal.passed()).as("%s", rehearsal).isTrue();
        assertThat(rehearsal.expectedDowntimeMillis()).isPositive();
        assertThat(target.count("pg_replication_slots WHERE database = current_database()"))
                .as("what a rehearsal leaves")
                .isZero();
        fencedAndAborted();
    }

    @Test
    void anEndedTaskLeavesNoFenceWhereTheApplicationStillIs() throws SQLException {
        source.execute(Till.SCHEMA);
        createRole();
        begin(TYPES);
        task.patch("{\"forwardSwitchover\": {\"fenceSource\": true, \"applicationRoles\": [\"" + ROLE + "\"]}}");
        task.enter(1);
        try (var blocker = target.connect();
                var lock = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            task.waits(SwitchoverStep.ConfirmSourceWritesStopped);
            lock.execute("LOCK TABLE account");
            writeAsApplication();
            task.confirm(SwitchoverStep.ConfirmSourceWritesStopped);
            task.awaitDone(SwitchoverStep.ConfirmSourceWritesStopped);
            assertThatThrownBy(this::writeAsApplication).hasMessageContaining("read-only transaction");
            task.patch("{\"desiredState\": \"Stopped\"}");
            task.awaitStatus("stopped", status -> status.state() == TaskState.Stopped);
            blocker.rollback();
        }
        task.end();
        writeAsApplication();
        assertNothingHeld();
        source.execute("DROP OWNED BY " + ROLE, "DROP ROLE " + ROLE);
    }

    private void createRole() {
        source.execute(
                "CREATE ROLE " + ROLE + " LOGIN PASSWORD 'secret'",
                "GRANT SELECT, UPDATE ON account TO " + ROLE,
                "ALTER FUNCTION log_change() SECURITY DEFINER");
    }

    /** The target keeps the last changes waiting, so that there is time to think better of it. */
    private void fencedAndAborted() throws SQLException {
        task.patch("{\"forwardSwitchover\": {\"fenceSource\": true, \"applicationRoles\": [\"" + ROLE + "\"]}}");
        task.enter(1);
        task.waits(SwitchoverStep.ConfirmSourceWritesStopped);
        try (var blocker = target.connect();
                var lock = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            lock.execute("LOCK TABLE account");
            writeAsApplication();
            task.confirm(SwitchoverStep.ConfirmSourceWritesStopped);
            task.awaitDone(SwitchoverStep.ConfirmSourceWritesStopped);
            assertThatThrownBy(this::writeAsApplication).hasMessageContaining("read-only transaction");
            task.patch("{\"forwardSwitchover\": {\"entered\": false}}");
            Awaitility.await("the application may write again")
                    .ignoreExceptions()
                    .untilAsserted(this::writeAsApplication);
            blocker.rollback();
        }
        task.awaitStatus("aborted", status -> status.phase() == Phase.FullVerification);
        assertThat(target.count("pg_replication_slots WHERE database = current_database()"))
                .isZero();
        Awaitility.await("changes flow on").until(() -> source.queryOne(BALANCE).equals(target.queryOne(BALANCE)));
        source.execute("DROP OWNED BY " + ROLE, "DROP ROLE " + ROLE);
    }

    private void writeAsApplication() {
        new TestDatabase(source.host(), source.port(), source.name(), ROLE, "secret")
                .execute("UPDATE account SET balance = balance + 1 WHERE id = 1");
    }

    /** Rows of the table that are on the source only and not counted as such. */
    private long missing(List<LateWrites> late, String table) {
        return source.count(table) - target.count(table) - of(late, table).stranded();
    }

    private static LateWrites of(List<LateWrites> late, String table) {
        return late.stream()
                .filter(found -> found.table().equals(table))
                .findFirst()
                .orElse(new LateWrites(null, null, table, 0L, 0L, null, null));
    }

    private void switchOver(int rounds) {
        source.execute(Till.SCHEMA);
        till.open(source);
        begin(TYPES);
        for (var round = 1; round <= rounds; round++) {
            round(round);
        }
        till.shut();
        awaitEqual("at the end");
        report(rounds);
    }

    private void begin(String spec) {
        task = new LiveTask(ApiServer.mock(), source, target, spec);
        operator = new JvmOperator(task.server, task.namespace);
        task.verified();
    }

    private void round(int round) {
        var next = round % 2 == 1 ? target : source;
        var before = till.committed();
        task.enter(round);
        task.waits(SwitchoverStep.ConfirmSourceWritesStopped);
        awaitCommitted(before + PER_SECOND / 4);
        till.shut();
        task.confirm(SwitchoverStep.ConfirmSourceWritesStopped);
        task.awaitDone(SwitchoverStep.StopForwardSync);
        till.assertBooks(next, "round " + round);
        var completed = task.awaitCompleted(round);
        till.open(next);
        if (round == 1) {
            awaitKnownAsOf(Instant.now());
        }
        stops.add(completed.forwardSwitchover().stopMillis());
        assertThat(completed.forwardSwitchover().lateWrites())
                .as("round %d", round)
                .isNullOrEmpty();
    }

    /** The latest timestamp of the task is that of the way back now, whose source the till works on. */
    private void awaitKnownAsOf(Instant time) {
        task.awaitStatus("the source holds what the target had at " + time, status -> {
            var flow = CurrentFlow.of(status);
            return flow != null
                    && flow.checkpointTimestamp() != null
                    && Instant.parse(flow.checkpointTimestamp()).isAfter(time);
        });
    }

    /** The till works on whichever side it is. */
    private void awaitCommitted(long number) {
        Awaitility.await().until(() -> till.committed() >= number);
    }

    private void awaitEqual(String what) {
        Awaitility.await(what).untilAsserted(() -> {
            till.assertBooks(source, what);
            till.assertBooks(target, what);
        });
        assertThat(DatabaseComparer.compare(source, target)).as(what).allMatch(TableComparison::same);
    }

    private void report(int rounds) {
        var sorted = stops.stream().sorted().toList();
        System.out.printf(
                "%d switchovers at %d transactions/s, %d transactions, none lost or doubled; from the confirmation to the"
                        + " end of StopForwardSync: median %d ms, worst %d ms%n",
                rounds, PER_SECOND, till.committed(), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }

    private void assertNothingHeld() {
        for (var side : List.of(source, target)) {
            assertThat(side.count("pg_replication_slots WHERE database = current_database()"))
                    .isZero();
            assertThat(side.count("pg_publication")).isZero();
            assertThat(side.count("pg_namespace WHERE nspname = 'datamigration'"))
                    .isZero();
        }
    }
}
