package dev.datamigration.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import org.junit.jupiter.api.Test;

class DirectionTest {
    @Test
    void textsNameTheSidesAsTheSpecDoes() {
        var text = "The source's row is not on the target: copy it from the source.";
        assertThat(Direction.Forward.tell(text)).isEqualTo(text);
        assertThat(Direction.Reverse.tell(text))
                .isEqualTo("The target's row is not on the source: copy it from the target.");
    }

    @Test
    void roundsTakeTurns() {
        assertThat(Direction.endedBy(1)).isEqualTo(Direction.Forward);
        assertThat(Direction.endedBy(2)).isEqualTo(Direction.Reverse);
        assertThat(Direction.from(Side.Target)).isEqualTo(Direction.Reverse);
        assertThat(Direction.Forward.opposite().to()).isEqualTo(Side.Source);
    }
}
