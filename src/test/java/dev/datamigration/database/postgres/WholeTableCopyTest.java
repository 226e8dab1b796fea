package dev.datamigration.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeTableCopyTest {
    private static final String TASK = "0a1b2c3d-1111-2222-3333-444455556666";

    @Test
    void theRowsAreReadBackFromTheLongestNameThatIsGiven() {
        for (var rows : new long[] {0, 1, 36, 999_999_999_999L}) {
            var name = PostgresServer.applicationName(
                    TASK, PostgresServer.ofHelper(99) + "all-" + Long.toString(rows, 36));
            assertThat(WholeTableCopy.rows(name)).hasValue(rows);
        }
        assertThat(WholeTableCopy.rows("dm:" + TASK + ":write")).isEmpty();
        assertThat(WholeTableCopy.rows("psql")).isEmpty();
        assertThat(WholeTableCopy.rows(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "100, 50, 10, less than a minute",
                "100, 50, 60, about 1 minute",
                "100, 10, 60, about 9 minutes",
                "1000, 1, 60, about 17 hours",
                "100, 0, 60, -",
                "100, 100, 60, -",
                "0, 7, 60, -"
            })
    void theTimeLeftIsAnEstimateOrNothing(long rows, long copied, double seconds, String expected) {
        assertThat(WholeTableCopy.left(rows, copied, seconds)).isEqualTo(expected);
    }
}
