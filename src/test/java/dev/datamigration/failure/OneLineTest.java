package dev.datamigration.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.HostileNames;
import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void nothingInvisibleIsInAFailure() {
        for (var name : HostileNames.ALL) {
            var failure = new Failure(FailureCode.Unexpected, null, "table " + name + " broke", "mend it");
            assertThat(failure.message())
                    .doesNotMatch(HostileNames.INVISIBLE)
                    .startsWith("table ")
                    .endsWith(" broke");
        }
        assertThat(OneLine.of("größe 😀 '\"\\")).isEqualTo("größe 😀 '\"\\");
        assertThat(OneLine.of(null)).isNull();
    }
}
