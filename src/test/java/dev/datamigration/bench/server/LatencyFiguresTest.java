package dev.datamigration.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyFiguresTest {
    @Test
    void theMedianAndTheOneThatNinetyNineOfAHundredAreBelow() {
        var figures = LatencyFigures.of(
                LongStream.rangeClosed(1, 1_000).map(i -> i * 1_000_000).boxed().toList());
        assertThat(figures).isEqualTo(new LatencyFigures(0.5, 0.99));
        assertThat(LatencyFigures.of(List.of(2_000_000_000L))).isEqualTo(new LatencyFigures(2, 2));
    }
}
