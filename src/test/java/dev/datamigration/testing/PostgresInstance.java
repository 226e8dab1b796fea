package dev.datamigration.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.ZipFile;

/** A PostgreSQL server of a chosen major version that asks for passwords, as real ones do. */
public final class PostgresInstance implements AutoCloseable {
    public static final String SUPERUSER = "postgres";
    public static final String PASSWORD = "s3cret-of-postgres";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** The servers' own logs would bury what the tests say; kept here, since loggers are held weakly. */
    private static final Logger SERVER_LOGS = Logger.getLogger("io.zonky");

    static {
        SERVER_LOGS.setLevel(Level.WARNING);
    }

    private final Path dataDirectory;
    private final int majorVersion;
    private EmbeddedPostgres server;

    private PostgresInstance(EmbeddedPostgres server, Path dataDirectory, int majorVersion) {
        this.server = server;
        this.dataDirectory = dataDirectory;
        this.majorVersion = majorVersion;
    }

    /** Starts a server, with logical decoding unless the settings say otherwise. */
    public static PostgresInstance start(int majorVersion, Map<String, String> settings) {
        try {
            var data = Files.createTempDirectory("dm-pg" + majorVersion + "-");
            try {
                var instance = new PostgresInstance(
                        builder(majorVersion, data, settings).start(), data, majorVersion);
                instance.askForPasswords();
                return instance;
            } catch (IOException | SQLException | RuntimeException e) {
                kill(data);
                Backup.delete(data);
                data.toFile().delete();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("PostgreSQL " + majorVersion + " did not start", e);
        }
    }

    private static EmbeddedPostgres.Builder builder(int majorVersion, Path data, Map<String, String> settings) {
        var builder = EmbeddedPostgres.builder()
                .setPgBinaryResolver((system, machine) -> binaries(majorVersion))
                .setOverrideWorkingDirectory(Path.of(System.getProperty("java.io.tmpdir"), "dm-postgres")
                        .toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setConnectConfig("password", PASSWORD)
                .setPGStartupWait(Patience.LIMIT)
                .setPort(FreePort.find())
                .setServerConfig("wal_level", "logical")
                .setServerConfig("max_connections", "300")
                .setServerConfig("max_replication_slots", "40")
                .setServerConfig("max_wal_senders", "40")
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("shared_buffers", "128MB");
        settings.forEach(builder::setServerConfig);
        return builder;
    }

    /** Starts a server on a directory that is there already, for instance a copy of another's. */
    static PostgresInstance on(Path data, int majorVersion, Map<String, String> settings) {
        try {
            return new PostgresInstance(builder(majorVersion, data, settings).start(), data, majorVersion);
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL " + majorVersion + " did not start on " + data, e);
        }
    }

    /** Restarts the server on its data and port, as an administrator would after changing settings. */
    public void restart(Map<String, String> settings) {
        stop();
        startAt(port(), settings);
    }

    /** Ends the server in good order; its data and port stay. */
    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the server at once and without a checkpoint, as the loss of its machine would. */
    public void crash() {
        try {
            kill(dataDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stop();
    }

    /** Nothing is done where no server runs on that data. */
    private static void kill(Path data) throws IOException {
        var file = data.resolve("postmaster.pid");
        if (Files.exists(file)) {
            var postmaster = Long.parseLong(Files.readAllLines(file).get(0).trim());
            new ProcessBuilder("kill", "-QUIT", String.valueOf(postmaster)).start();
            ProcessHandle.of(postmaster).ifPresent(process -> process.onExit().join());
        }
    }

    /** Starts a server that was ended, on its data, at a port that nobody uses. */
    public void startAt(int port, Map<String, String> settings) {
        try {
            server =
                    builder(majorVersion, dataDirectory, settings).setPort(port).start();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL " + majorVersion + " did not start again", e);
        }
    }

    private void askForPasswords() throws SQLException, IOException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            // version 13 would keep an MD5 hash, which scram-sha-256 in pg_hba.conf refuses
            statement.execute("SET password_encryption = 'scram-sha-256'");
            statement.execute("ALTER USER postgres PASSWORD '" + PASSWORD + "'");
            Files.writeString(
                    dataDirectory.resolve("pg_hba.conf"),
                    "host all all all scram-sha-256\nhost replication all all scram-sha-256\n");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private static InputStream binaries(int majorVersion) {
        var jar = Path.of(System.getProperty("project.directory", "."), "target", "postgres", majorVersion + ".jar");
        try {
            var zip = new ZipFile(jar.toFile());
            var entry = zip.stream()
                    .filter(candidate -> candidate.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow();
            return new FilterInputStream(zip.getInputStream(entry)) {
                @Override
                public void close() throws IOException {
                    super.close();
                    zip.close();
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException("run mvn generate-test-resources first: " + jar, e);
        }
    }

    public int majorVersion() {
        return majorVersion;
    }

    public int port() {
        return server.getPort();
    }

    public Path dataDirectory() {
        return dataDirectory;
    }

    /** The database every server has, for server-wide statements. */
    public TestDatabase maintenance() {
        return new TestDatabase("127.0.0.1", port(), "postgres", SUPERUSER, PASSWORD);
    }

    /** A new empty database with a name that no other test uses. */
    public TestDatabase createDatabase(String prefix) {
        var name = prefix + "_" + DATABASES.incrementAndGet();
        maintenance().execute("CREATE DATABASE \"" + name + "\"");
        return new TestDatabase("127.0.0.1", port(), name, SUPERUSER, PASSWORD);
    }

    /** As {@link #createDatabase(String)}, in an encoding of its own. */
    public TestDatabase createDatabase(String prefix, String encoding) {
        var name = prefix + "_" + DATABASES.incrementAndGet();
        maintenance()
                .execute(
                        "CREATE DATABASE \"%s\" ENCODING '%s' LOCALE 'C' TEMPLATE template0".formatted(name, encoding));
        return new TestDatabase("127.0.0.1", port(), name, SUPERUSER, PASSWORD);
    }

    @Override
    public void close() {
        stop();
        deleteData();
    }

    /** Removes the data of a server that was ended for good. */
    public void deleteData() {
        try {
            Backup.delete(dataDirectory);
            dataDirectory.toFile().delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
