package dev.datamigration.database.postgres.precheck.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.PrecheckItemStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicationRulesTest {
    @ParameterizedTest
    @CsvSource({"logical, Passed", "replica, Failed", "minimal, Failed"})
    void walLevel(String level, PrecheckItemStatus expected) {
        assertThat(WalLevel.verdict(level, Side.Source).status()).isEqualTo(expected);
    }

    /** The slot that the task holds already is one of the two that it needs. */
    @ParameterizedTest
    @CsvSource({
        "10, 0, 0, Passed",
        "10, 8, 0, Passed",
        "10, 9, 0, Failed",
        "10, 9, 1, Passed",
        "10, 10, 1, Failed",
        "1, 0, 0, Failed"
    })
    void slots(int most, int used, int ours, PrecheckItemStatus expected) {
        assertThat(ReplicationSlots.verdict(most, used, ours).status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"10, 8, Passed", "10, 9, Failed", "0, 0, Failed"})
    void senders(int most, int used, PrecheckItemStatus expected) {
        assertThat(WalSenders.verdict(most, used).status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "16, 0, '', false, Passed, No standby",
        "16, 1, '', false, Warning, does not copy",
        "17, 1, '', true, Warning, is not copied",
        "17, 1, '', false, Warning, LogDiverged",
        "17, 2, 'a,b', false, Passed, 'a,b'",
        "18, 2, 'a,b', true, Warning, is not copied"
    })
    void failover(int version, long standbys, String waitedFor, boolean old, PrecheckItemStatus expected, String told) {
        var found = FailoverSlot.verdict(version, standbys, waitedFor, old, Side.Source, "dm_x");
        assertThat(found.status()).isEqualTo(expected);
        assertThat(found.message()).contains(told);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 10240, 0, Passed",
        "20000, 10240, 0, Passed",
        "10240, 10240, 0, Warning",
        "0, 10240, 0, Warning",
        "-1, 10240, 1h, Warning"
    })
    void retention(long megabytes, long wanted, String idle, PrecheckItemStatus expected) {
        assertThat(SlotRetention.verdict(megabytes, wanted, idle).status()).isEqualTo(expected);
    }
}
