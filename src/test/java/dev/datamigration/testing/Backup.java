package dev.datamigration.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/**
 * A copy of a server's data directory as of one moment, taken while it runs, replication slots included: what a snapshot
 * of the storage is. A server started on it has the same system identifier and timeline.
 */
public record Backup(Path data, int majorVersion) implements AutoCloseable {
    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "pg_wal", "pg_stat_tmp");

    public static Backup of(PostgresInstance server) {
        try (var connection = server.maintenance().connect()) {
            var directory = Files.createTempDirectory("dm-pg" + server.majorVersion() + "-backup-");
            var newer = server.majorVersion() >= 15;
            ask(
                    connection,
                    newer
                            ? "SELECT pg_backup_start('copy', true)::text"
                            : "SELECT pg_start_backup('copy', true, false)::text");
            copy(server.dataDirectory(), directory, LEFT_OUT);
            var label = ask(
                    connection,
                    newer
                            ? "SELECT labelfile FROM pg_backup_stop(false)"
                            : "SELECT labelfile FROM pg_stop_backup(false, false)");
            copy(server.dataDirectory().resolve("pg_wal"), directory.resolve("pg_wal"), Set.of());
            Files.writeString(directory.resolve("backup_label"), label);
            return new Backup(directory, server.majorVersion());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    /** Another server on a copy of this one, at a port of its own. */
    public PostgresInstance start(Map<String, String> settings) {
        try {
            var directory = Files.createTempDirectory("dm-pg" + majorVersion + "-restored-");
            copy(data, directory, Set.of());
            return PostgresInstance.on(directory, majorVersion, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a server back to what it was then: same address and timeline, and everything since is gone. */
    public void restore(PostgresInstance server, Map<String, String> settings) {
        server.stop();
        putBack(server);
        server.startAt(server.port(), settings);
    }

    /** As {@link #restore}, but by a recovery as from an archive, so that the server goes on on a new timeline. */
    public void recover(PostgresInstance server, Map<String, String> settings) {
        server.stop();
        putBack(server);
        try {
            Files.createFile(server.dataDirectory().resolve("recovery.signal"));
            Files.writeString(
                    server.dataDirectory().resolve("postgresql.auto.conf"),
                    "restore_command = 'false'\n",
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.startAt(server.port(), settings);
        await().until(() ->
                server.maintenance().queryOne("SELECT pg_is_in_recovery()").equals("f"));
    }

    private void putBack(PostgresInstance server) {
        try {
            delete(server.dataDirectory());
            copy(data, server.dataDirectory(), Set.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files that vanish meanwhile were not needed: the log has what happened to them. */
    private static void copy(Path from, Path to, Set<String> leftOut) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                var copied = to.resolve(from.relativize(directory).toString());
                Files.createDirectories(copied);
                Files.setPosixFilePermissions(copied, Files.getPosixFilePermissions(directory));
                return directory.getParent().equals(from)
                                && leftOut.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!leftOut.contains(file.getFileName().toString())) {
                    try {
                        Files.copy(
                                file,
                                to.resolve(from.relativize(file).toString()),
                                StandardCopyOption.REPLACE_EXISTING);
                    } catch (NoSuchFileException e) {
                        return FileVisitResult.CONTINUE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
                if (error instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw error;
            }
        });
    }

    /** Files may vanish meanwhile: a server that is ending removes some of its own. */
    static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                file.toFile().delete();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
                if (error instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw error;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException error) {
                if (!visited.equals(directory)) {
                    visited.toFile().delete();
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() {
        try {
            delete(data);
            Files.delete(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
