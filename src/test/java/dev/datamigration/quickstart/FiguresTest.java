package dev.datamigration.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void numbersAreReadable() {
        assertThat(Figures.count(1_305_443L)).isEqualTo("1,305,443");
        assertThat(Figures.count(null)).isEqualTo("0");
        assertThat(Figures.bytes(999L)).isEqualTo("999 B");
        assertThat(Figures.bytes(228_700_000L)).isEqualTo("228.7 MB");
        assertThat(Figures.seconds(449L)).isEqualTo("0.4 s");
        assertThat(Figures.clock(Duration.ofSeconds(125))).isEqualTo("02:05");
    }

    @Test
    void aBarIsNeverTooLong() {
        assertThat(Bar.of(50)).isEqualTo("█".repeat(12) + "░".repeat(12));
        assertThat(Bar.of(-1)).isEqualTo(Bar.of(0));
        assertThat(Bar.of(140)).hasSize(Bar.WIDTH);
    }
}
