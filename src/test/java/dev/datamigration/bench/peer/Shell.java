package dev.datamigration.bench.peer;

import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Runs scripts that speak to the servers of a bench; the password is in their environment. */
final class Shell {
    private Shell() {}

    /** What it printed; where it or a part of a pipe failed, an exception with that. */
    static String run(String script) {
        try {
            var builder = new ProcessBuilder("bash", "-o", "pipefail", "-c", script).redirectErrorStream(true);
            builder.environment().put("PGPASSWORD", PostgresInstance.PASSWORD);
            var process = builder.start();
            process.getOutputStream().close();
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(script + "\n" + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A connection string without a character that a shell would read as something else within single quotes. */
    static String uri(TestDatabase database) {
        return "postgresql://%s@%s:%d/%s?sslmode=disable"
                .formatted(PostgresInstance.SUPERUSER, database.host(), database.port(), database.name());
    }
}
