package dev.datamigration.faults.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.Patience;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LifelineIT {
    @Test
    void whatHangsOnItEndsWithIt() throws IOException, InterruptedException {
        var held = new ProcessBuilder("sleep", "600").start();
        var other = new ProcessBuilder("sleep", "600").start();
        try (var lifeline = new Lifeline()) {
            lifeline.hold(held.pid());
            assertThat(held.isAlive()).isTrue();
        }
        assertThat(held.waitFor(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(other.isAlive()).isTrue();
        other.destroyForcibly();
    }
}
