package dev.datamigration.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantityTest {

    @Test
    void oneIsSingularAndEverythingElsePlural() {
        assertThat(Quantity.of(0, "row")).isEqualTo("0 rows");
        assertThat(Quantity.of(1, "row")).isEqualTo("1 row");
        assertThat(Quantity.of(1_315_733, "row")).isEqualTo("1,315,733 rows");
        assertThat(Quantity.of(1, "1 item is left", "%d items are left")).isEqualTo("1 item is left");
        assertThat(Quantity.of(2, "1 item is left", "%d items are left")).isEqualTo("2 items are left");
    }
}
