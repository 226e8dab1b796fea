package dev.datamigration.database.postgres.precheck.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.status.PrecheckItemStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerRulesTest {
    @ParameterizedTest
    @CsvSource({"12, Failed", "13, Passed", "18, Passed", "19, Failed"})
    void versions(int version, PrecheckItemStatus expected) {
        assertThat(ServerVersion.verdict(version).status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"13, 18, Passed", "17, 17, Passed", "18, 13, Warning"})
    void olderTargetIsAllowedWithAWarning(int source, int target, PrecheckItemStatus expected) {
        assertThat(VersionOrder.verdict(source, target).status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, Passed", "4.9, Passed", "-4.9, Passed", "5.1, Warning", "-3600, Warning"})
    void clocks(double seconds, PrecheckItemStatus expected) {
        assertThat(ClockDifference.verdict(seconds).status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "UTF8, UTF8, Passed",
        "LATIN1, UTF8, Passed",
        "LATIN1, LATIN1, Passed",
        "UTF8, LATIN1, Failed",
        "LATIN1, LATIN9, Failed",
        "UTF8, SQL_ASCII, Failed",
        "SQL_ASCII, UTF8, Warning"
    })
    void encodings(String source, String target, PrecheckItemStatus expected) {
        assertThat(Encoding.verdict(source, target, "shop").status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"7, 7, Passed", "6, 7, Warning", "-1, 3, Warning"})
    void connections(int free, int needed, PrecheckItemStatus expected) {
        assertThat(FreeConnections.verdict(free, needed).status()).isEqualTo(expected);
    }
}
