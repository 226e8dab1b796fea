package dev.datamigration.transfer.precheck;

import dev.datamigration.testing.PostgresInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lines before all others in a server's pg_hba.conf, until this is closed. */
final class HbaLines implements AutoCloseable {
    private final PostgresInstance server;
    private final Path file;
    private final String before;

    private HbaLines(PostgresInstance server, Path file, String before) {
        this.server = server;
        this.file = file;
        this.before = before;
    }

    static HbaLines first(PostgresInstance server, String... lines) throws IOException {
        var file = server.dataDirectory().resolve("pg_hba.conf");
        var hba = new HbaLines(server, file, Files.readString(file));
        hba.write(String.join("\n", lines) + "\n" + hba.before);
        return hba;
    }

    private void write(String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.maintenance().execute("SELECT pg_reload_conf()");
    }

    @Override
    public void close() {
        write(before);
    }
}
