package dev.datamigration.database.postgres.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.Position;
import org.junit.jupiter.api.Test;

class LsnTest {
    private static final Lsn EARLY = Lsn.parse("0/FFFFFFFF");
    private static final Lsn LATE = Lsn.parse("F0000000/1");

    @Test
    void isReadAgainAsItWasKept() {
        assertThat(Lsn.parse(LATE.encode())).isEqualTo(LATE);
        assertThat(CommitRecord.parse(new CommitRecord(EARLY).encode())).isEqualTo(new CommitRecord(EARLY));
    }

    @Test
    void coversWhatComesBeforeItByTheServersUnsignedOrder() {
        assertThat(LATE.covers(EARLY)).isTrue();
        assertThat(EARLY.covers(EARLY)).isTrue();
        assertThat(EARLY.covers(LATE)).isFalse();
        assertThat(LATE.common(EARLY)).isEqualTo(EARLY);
        assertThat(EARLY.common(LATE)).isEqualTo(EARLY);
    }

    @Test
    void coversATransactionWhoseCommitRecordBeginsBeforeIt() {
        assertThat(LATE.covers(new CommitRecord(EARLY))).isTrue();
        assertThat(EARLY.covers(new CommitRecord(EARLY))).isFalse();
    }

    @Test
    void isReadFromTheTransactionThatIsToComeAgain() {
        assertThat(LATE.before(new CommitRecord(EARLY))).isEqualTo(EARLY);
        assertThat(EARLY.before(new CommitRecord(LATE))).isEqualTo(EARLY);
    }

    @Test
    void countsTheBytesBetween() {
        assertThat(Lsn.parse("0/30").bytesSince(Lsn.parse("0/10"))).isEqualTo(32);
        assertThat(EARLY.bytesSince(LATE)).isZero();
        assertThat(EARLY.bytesSince(Position.NONE)).isEqualTo(0xFFFFFFFFL);
    }

    @Test
    void noneStandsForNoTransaction() {
        assertThat(EARLY.covers(Position.NONE)).isTrue();
        assertThat(Position.NONE.covers(EARLY)).isFalse();
        assertThat(Position.NONE.covers(Lsn.ZERO)).isTrue();
        assertThat(Position.NONE.covers(new CommitRecord(Lsn.ZERO))).isFalse();
        assertThat(Lsn.of(Position.NONE)).isEqualTo(Lsn.ZERO);
    }
}
