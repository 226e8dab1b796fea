package dev.datamigration.transfer.incremental.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.Side;
import dev.datamigration.database.checkpoint.AppliedRecord;
import dev.datamigration.database.checkpoint.ChangeCounts;
import dev.datamigration.database.log.LogMessage;
import dev.datamigration.database.log.LogMessage.Begin;
import dev.datamigration.database.log.LogMessage.Commit;
import dev.datamigration.database.log.LogMessage.Relation;
import dev.datamigration.database.log.LogMessage.Truncate;
import dev.datamigration.database.postgres.position.CommitRecord;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.database.table.ReplicaIdentity;
import dev.datamigration.database.table.TableName;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.transfer.run.LoadWitnessCheck;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ResumePointTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final LogMessage CHANGE = new Truncate(List.of(1), false, List.of());
    private static final LogMessage RELATION =
            new Relation(1, new TableName("public", "t"), ReplicaIdentity.Default, List.of());

    @Test
    void beginsWithTheLastTransactionThatWasReceived() {
        assertThat(after(100L, 90L).from()).isEqualTo(new Lsn(100));
        assertThat(after(null, 90L).from()).isEqualTo(new Lsn(150));
    }

    @Test
    void leavesOutWhatComesAgainButForTheDescriptionsOfTables() {
        var point = after(100L, 90L);
        assertThat(point.check(begin(100, TIME))).isEmpty();
        assertThat(point.check(RELATION)).contains(RELATION);
        assertThat(point.check(CHANGE)).isEmpty();
        assertThat(point.check(commit(100, TIME))).isEmpty();
        for (var message : List.of(begin(150, TIME), CHANGE, commit(150, TIME))) {
            assertThat(point.check(message)).contains(message);
        }
        assertThatCode(() -> point.received(new Lsn(200))).doesNotThrowAnyException();
    }

    @Test
    void anotherTransactionInItsPlaceIsOfAnotherLog() {
        refused(() -> after(100L, 90L).check(begin(100, TIME.plusNanos(1000))));
        refused(() -> after(100L, 90L).check(begin(95, TIME)));
        refused(() -> after(100L, 90L).check(begin(170, TIME)));
    }

    @Test
    void aLogThatHasPassedItWithoutItIsAnother() {
        var point = after(100L, 100L);
        assertThatCode(() -> point.received(new Lsn(100))).doesNotThrowAnyException();
        refused(() -> point.received(new Lsn(101)));
    }

    @Test
    void whatTheSlotWasToldOfNeedNotComeAgain() {
        var point = after(100L, 120L);
        assertThatCode(() -> point.received(new Lsn(500))).doesNotThrowAnyException();
        var next = begin(150, TIME);
        assertThat(point.check(next)).contains(next);
    }

    @Test
    void nothingMayComeBetweenTheLastTransactionAndThePosition() {
        refused(() -> after(100L, 120L).check(begin(130, TIME)));
        refused(() -> after(null, 120L).check(begin(130, TIME)));
        var point = after(100L, 90L);
        point.check(begin(100, TIME));
        point.check(commit(100, TIME));
        refused(() -> point.check(begin(140, TIME)));
    }

    @Test
    void ofWhatComesAgainOnlyTheDescriptionsOfTablesAreKept() {
        var point = after(100L, 90L);
        assertThat(point.check(begin(100, TIME))).isEmpty();
        assertThat(point.check(new LogMessage.Other())).isEmpty();
        assertThat(point.check(RELATION)).contains(RELATION);
        assertThat(point.check(CHANGE)).isEmpty();
        assertThat(point.check(commit(100, TIME))).isEmpty();
        var next = begin(150, TIME);
        assertThat(point.check(next)).contains(next);
    }

    private static ResumePoint after(Long commitRecord, long confirmed) {
        var known = new AppliedRecord(
                new Lsn(150),
                commitRecord == null ? null : new CommitRecord(new Lsn(commitRecord)),
                commitRecord == null ? null : TIME,
                ChangeCounts.NONE);
        return new ResumePoint(
                known,
                new Lsn(confirmed),
                new LoadWitnessCheck(null, new Lsn(confirmed), null),
                () -> new FailureException(new Failure(FailureCode.LogBehind, Side.Source, "other", "none")));
    }

    private static Begin begin(long record, Instant time) {
        return new Begin(new CommitRecord(new Lsn(record)), new Lsn(record), time);
    }

    private static Commit commit(long record, Instant time) {
        return new Commit(new CommitRecord(new Lsn(record)), new Lsn(record + 10), time);
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(FailureException.class);
    }
}
