package dev.datamigration.transfer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.database.log.LogMessage.Begin;
import dev.datamigration.database.postgres.position.CommitRecord;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The load went on at 200; the last transaction before had its commit record at 150. */
class LoadWitnessCheckTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final LoadWitness WITNESS = new LoadWitness(new Lsn(200), new CommitRecord(new Lsn(150)), TIME);

    private static LoadWitnessCheck check(LoadWitness expected, long confirmed) {
        return new LoadWitnessCheck(
                expected,
                new Lsn(confirmed),
                known -> new FailureException(new Failure(FailureCode.LogBehind, null, "another log", "load anew")));
    }

    private static Begin begin(long commitRecord, Instant time) {
        return new Begin(new CommitRecord(new Lsn(commitRecord)), new Lsn(commitRecord), time);
    }

    private static void refused(Runnable work) {
        assertThatThrownBy(work::run).isInstanceOf(FailureException.class);
    }

    @Test
    void theSameTransactionsComeAgain() {
        var check = check(WITNESS, 100);
        check.begin(begin(120, TIME.minusSeconds(1)));
        check.begin(begin(150, TIME));
        check.received(new Lsn(199));
        check.begin(begin(200, TIME.plusSeconds(1)));
        check.begin(begin(230, TIME.plusSeconds(2)));
        check.received(new Lsn(300));
        assertThat(check.at(new Lsn(300)))
                .isEqualTo(new LoadWitness(new Lsn(300), new CommitRecord(new Lsn(230)), TIME.plusSeconds(2)));
    }

    @Test
    void theLastOneIsMissingOrAnother() {
        refused(() -> check(WITNESS, 100).received(new Lsn(200)));
        refused(() -> check(WITNESS, 100).begin(begin(210, TIME)));
        var earlier = check(WITNESS, 100);
        earlier.begin(begin(120, TIME));
        refused(() -> earlier.received(new Lsn(250)));
        var atAnotherTime = check(WITNESS, 100);
        atAnotherTime.begin(begin(150, TIME.plusMillis(1)));
        refused(() -> atAnotherTime.received(new Lsn(200)));
        var later = check(WITNESS, 100);
        later.begin(begin(150, TIME));
        later.begin(begin(180, TIME));
        refused(() -> later.begin(begin(220, TIME)));
    }

    @Test
    void whereThereWasNoneNoneMayCome() {
        var none = new LoadWitness(new Lsn(200), null, null);
        check(none, 100).received(new Lsn(200));
        check(none, 100).begin(begin(200, TIME));
        var another = check(none, 100);
        another.begin(begin(199, TIME));
        refused(() -> another.received(new Lsn(200)));
    }

    /** The slot went back with the source: it knows of no transaction that is not there. */
    @Test
    void whatTheSlotWasToldOfDoesNotComeAgain() {
        check(WITNESS, 160).received(new Lsn(200));
        var check = check(WITNESS, 160);
        check.begin(begin(170, TIME));
        refused(() -> check.received(new Lsn(200)));
        refused(() -> check(WITNESS, 150).received(new Lsn(200)));
    }

    @Test
    void withoutAWitnessNothingIsRefused() {
        var check = check(null, 100);
        check.received(new Lsn(500));
        assertThat(check.at(new Lsn(500))).isEqualTo(new LoadWitness(new Lsn(500), null, null));
    }
}
