package dev.datamigration.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredTest {
    @Test
    void theMedianIsTheMiddleOneInWhateverOrderTheyCame() {
        assertThat(new Measured("odd", List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2.0);
        assertThat(new Measured("one", List.of(7.0)).median()).isEqualTo(7.0);
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(new Measured("even", List.of(100.0, 1.0, 4.0, 2.0)).median()).isEqualTo(3.0);
    }

    @Test
    void leastAndMost() {
        var measured = new Measured("spread", List.of(3.0, 1.0, 2.0));
        assertThat(measured.least()).isEqualTo(1.0);
        assertThat(measured.most()).isEqualTo(3.0);
    }

    @Test
    void whatWasNotMeasuredHasNoFigures() {
        assertThatThrownBy(() -> new Measured("none", List.of())).hasMessageContaining("none");
    }
}
