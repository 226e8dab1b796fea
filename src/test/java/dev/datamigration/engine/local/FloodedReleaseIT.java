package dev.datamigration.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.database.RunScope;
import dev.datamigration.testing.EngineDriver;
import dev.datamigration.testing.HostileServer;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.transfer.run.Run;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a task holds may be released by the operator's own process, whose memory no server of a tenant may fill. */
class FloodedReleaseIT {
    private static final long MEGABYTE = 1L << 20;

    @Test
    void aMessageWithoutEndIsNotKept() throws IOException {
        try (var server = HostileServer.erringAtLength(64 * MEGABYTE)) {
            var database = new TestDatabase("127.0.0.1", server.port(), "shop", "mover", "x");
            var scope = new RunScope("flooded", 1);
            var outcome = ReleaseSequence.of(new Run(scope, EngineDriver.plan(database, database)));
            scope.cancel();
            assertThat(outcome.complete()).isFalse();
            // besides what is read, the systems at both ends keep some
            assertThat(server.said()).isPositive().isLessThan(32 * MEGABYTE);
        }
    }
}
