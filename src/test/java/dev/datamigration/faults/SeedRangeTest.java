package dev.datamigration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeedRangeTest {
    @Test
    void oneSeedOrARange() {
        assertThat(SeedRange.parse("42")).containsExactly(42L);
        assertThat(SeedRange.parse("7-9")).containsExactly(7L, 8L, 9L);
    }
}
