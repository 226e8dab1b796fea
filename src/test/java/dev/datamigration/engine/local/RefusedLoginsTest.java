package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Phase;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.TaskId;
import dev.datamigration.lifecycle.model.Wanted;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusedLoginsTest {
    private static final long SHORT = Duration.ofSeconds(1).toNanos();

    private final RefusedLogins refused = new RefusedLogins();

    private static Goal readAfter(long refusal) {
        return new Goal(new TaskId("shop", "move", "uid"), 1, new Wanted.Run(Phase.FullMigration), null, refusal);
    }

    @Test
    void passesUntilTheSecretWasReadAgain() {
        assertThat(refused.noted(readAfter(0), SHORT)).isTrue();
        assertThat(refused.noted(readAfter(0), SHORT)).isTrue();
        assertThat(refused.noted(readAfter(1), SHORT))
                .as("read before the second")
                .isTrue();
        assertThat(refused.noted(readAfter(3), SHORT)).isFalse();
    }

    @Test
    void theNextRotationHasItsOwnReading() {
        refused.noted(readAfter(0), SHORT);
        assertThat(refused.noted(readAfter(1), Duration.ofDays(7).toNanos())).isTrue();
        assertThat(refused.noted(readAfter(2), SHORT)).isFalse();
    }
}
