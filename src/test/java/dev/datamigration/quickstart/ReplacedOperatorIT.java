package dev.datamigration.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.testing.operator.OperatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Its operators end at once, since the application is none. */
class ReplacedOperatorIT {
    @TempDir
    private Path directory;

    @Test
    void oneThatEndedByItselfIsReplacedAndNoneAfterTheEnd() throws IOException {
        var application = Files.createFile(directory.resolve("none.jar"));
        var started = new ArrayList<OperatorProcess>();
        var operator = new ReplacedOperator(() -> {
            started.add(OperatorProcess.start(
                    application, directory.resolve("kubeconfig"), directory.resolve("log"), List.of()));
            return started.get(started.size() - 1);
        });
        await().until(() -> !started.get(0).isAlive());
        assertThat(operator.replaceIfEnded()).isTrue();
        assertThat(started).hasSize(2);

        operator.close();
        assertThat(operator.replaceIfEnded()).isFalse();
        assertThat(started).hasSize(2);
    }
}
