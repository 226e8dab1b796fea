package dev.datamigration.transfer.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.FailureClass;
import dev.datamigration.api.status.FullMigrationStatus;
import dev.datamigration.api.task.DmlType;
import dev.datamigration.api.task.FullMigrationSettings;
import dev.datamigration.api.task.IncrementalSyncSettings;
import dev.datamigration.api.task.Limits;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.TestDatabase;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever happens while rows are copied ends in a failure that says what to do, and the next load goes on. */
class DisturbedLoadIT {
    private static final String[] TRUNCATION = {"TRUNCATE t", "INSERT INTO t VALUES (1, 'x')"};

    private LoadFixture fixture;

    @BeforeEach
    void fill() {
        fixture = LoadFixture.live().schema("CREATE TABLE t (id int PRIMARY KEY, v text)");
        fixture.source.execute("INSERT INTO t SELECT i, 'row ' || i FROM generate_series(1, 2500) i");
        // how far it is is told every 200 ms: by then it must not have come to its end
        fixture.limits = new Limits(1000L, null, null);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void cutOnTheSource() {
        var failure = failWhen(status -> terminate(fixture.source, "read"));
        assertThat(failure.code()).isEqualTo(FailureCode.Unreachable);
        assertGoesOn();
    }

    @Test
    void cutOnTheTarget() {
        var failure = failWhen(status -> terminate(fixture.target, "write"));
        assertThat(failure.code()).isEqualTo(FailureCode.Unreachable);
        assertGoesOn();
    }

    @Test
    void snapshotGone() {
        var failure = failWhen(status -> terminate(fixture.source, "slot"));
        assertThat(failure.code()).isEqualTo(FailureCode.SnapshotLost);
        assertThat(failure.failureClass()).isEqualTo(FailureClass.Transient);
        assertGoesOn();
    }

    /** All that matters of it is in the log then; the chunks that are there are given up. */
    @Test
    void truncatedOnTheSource() {
        fixture.settings = new FullMigrationSettings(3, 10, null, null);
        fixture.limits = new Limits(50L, null, null);
        var run = fixture.nextRun();
        fixture.limits = Limits.DEFAULT;
        var truncated = new boolean[1];
        new FullMigration(run, status -> {
                    if (!truncated[0] && status.chunksLoaded() >= 3) {
                        truncated[0] = true;
                        fixture.source.execute(TRUNCATION);
                        run.update(fixture.plan());
                    }
                })
                .load();
        assertThat(fixture.chunks("t")).isZero();
        fixture.synchronise();
        fixture.assertEqual();
    }

    @Test
    void truncatedOnTheSourceWhereThatIsNotApplied() {
        fixture.sync = new IncrementalSyncSettings(
                List.of(DmlType.Insert, DmlType.Update, DmlType.Delete), null, null, null, null);
        var failure = failWhen(status -> fixture.source.execute(TRUNCATION));
        assertThat(failure.code()).isEqualTo(FailureCode.SnapshotLost);
        assertGoesOn();
    }

    /** Of which the log has nothing. */
    @Test
    void rewrittenOnTheSource() {
        var failure = failWhen(status -> fixture.source.execute("VACUUM FULL t", "UPDATE t SET v = 'x' WHERE id < 90"));
        assertThat(failure.code()).isEqualTo(FailureCode.SnapshotLost);
        assertGoesOn();
    }

    @Test
    void columnTypeChangedOnTheTarget() {
        var failure = failWhen(status -> fixture.target.execute("ALTER TABLE t ALTER v TYPE varchar(100)"));
        assertThat(failure.code()).isEqualTo(FailureCode.TargetSchemaChanged);
        assertThat(failure.message()).contains("Column v", "public.t", "character varying(100)", "of type text");
        assertThatThrownBy(fixture::load)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(FailureCode.TargetSchemaChanged));
        var sql = "ALTER TABLE \"public\".\"t\" ALTER COLUMN \"v\" TYPE text USING \"v\"::text;";
        assertThat(failure.remedy()).isEqualTo("Run on the target: " + sql + " then resume.");
        fixture.target.execute(sql);
        assertGoesOn();
    }

    @Test
    void columnAddedOnTheSource() {
        var failure = failWhen(status -> {
            terminate(fixture.source, "slot");
            fixture.source.execute("ALTER TABLE t ADD w int");
        });
        assertThat(failure.code()).isEqualTo(FailureCode.SnapshotLost);
        assertThatThrownBy(fixture::load)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(FailureCode.SourceSchemaChanged));
    }

    @Test
    void diskFullOnTheTarget() {
        fixture.target.execute(
                """
                CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
                $$BEGIN IF NEW.id > 1000 THEN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END IF;
                RETURN NEW; END$$
                """, "CREATE TRIGGER full_disk BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION full_disk()");
        fixture.target.execute("ALTER TABLE t ENABLE ALWAYS TRIGGER full_disk");
        fixture.limits = Limits.DEFAULT;
        var failure = failWhen(status -> {});
        assertThat(failure.code()).isEqualTo(FailureCode.ResourceExhausted);
        assertThat(failure.remedy()).contains("disk");
        fixture.target.execute("DROP TRIGGER full_disk ON t");
        assertGoesOn();
    }

    @Test
    void takenOverByANewerWorker() {
        var failure = failWhen(status -> fixture.nextRun());
        assertThat(failure.code()).isEqualTo(FailureCode.Superseded);
        assertGoesOn();
    }

    /** Disturbs a load in its middle, and returns what it failed with. */
    private Failure failWhen(Consumer<FullMigrationStatus> disturbance) {
        var disturbed = new boolean[1];
        var thrown = new Failure[1];
        var run = fixture.nextRun();
        var load = new FullMigration(run, status -> {
            if (!disturbed[0] && status.chunksLoaded() >= 3) {
                disturbed[0] = true;
                fixture.slowDown(run, 500);
                disturbance.accept(status);
            }
        });
        assertThatThrownBy(load::load).isInstanceOfSatisfying(FailureException.class, e -> thrown[0] = e.failure());
        assertThat(disturbed[0]).isTrue();
        return thrown[0];
    }

    private void assertGoesOn() {
        fixture.limits = Limits.DEFAULT;
        fixture.load();
        fixture.assertEqual();
        fixture.assertNoChunkTwice();
    }

    private static void terminate(TestDatabase database, String purpose) {
        database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND application_name LIKE 'dm:%:" + purpose + "'");
    }
}
