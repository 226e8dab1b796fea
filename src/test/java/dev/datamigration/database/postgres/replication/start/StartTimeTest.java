package dev.datamigration.database.postgres.replication.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.Position;
import dev.datamigration.database.postgres.position.Lsn;
import dev.datamigration.database.postgres.replication.StoredLog;
import org.junit.jupiter.api.Test;

class StartTimeTest {
    private static final Lsn END = new Lsn(100);

    @Test
    void isTheFirstTransactionAtOrAfterIt() {
        assertThat(find(
                        20,
                        new StoredLog(100)
                                .transaction(10, 5)
                                .transaction(20, 20)
                                .transaction(30, 30)))
                .isEqualTo(new Lsn(20));
    }

    @Test
    void isTheFirstInTheLogWhereClocksDisagree() {
        assertThat(find(
                        20,
                        new StoredLog(100)
                                .transaction(10, 5)
                                .transaction(20, 21)
                                .transaction(30, 19)))
                .isEqualTo(new Lsn(20));
    }

    @Test
    void isTheEndWhereNothingWasCommittedSince() {
        assertThat(find(20, new StoredLog(100).transaction(10, 5))).isEqualTo(END);
    }

    @Test
    void isNotKnownWithoutATransactionOfBefore() {
        assertThat(find(20, new StoredLog(100).transaction(10, 20))).isNull();
        assertThat(find(20, new StoredLog(100))).isNull();
    }

    private static Position find(int seconds, StoredLog log) {
        return new StartTime(StoredLog.MORNING.plusSeconds(seconds), END).find(log);
    }
}
