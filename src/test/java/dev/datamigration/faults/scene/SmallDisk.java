package dev.datamigration.faults.scene;

import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system in memory of a given size with a tablespace in it, which can be filled up. Needs the right to mount. */
public final class SmallDisk implements AutoCloseable {
    private static final int CHUNK_BYTES = 1 << 16;

    private final Path directory;
    private final PostgresInstance server;
    private final String tablespace;

    private SmallDisk(Path directory, PostgresInstance server) {
        this.directory = directory;
        this.server = server;
        this.tablespace = directory.getFileName().toString().replaceAll("\\W", "_");
    }

    /** Whether this process may mount one. */
    public static boolean isPossible() {
        return "root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of("/bin/mount"));
    }

    public static SmallDisk mount(PostgresInstance server, int megabytes) {
        try {
            var directory = Files.createTempDirectory("small_disk_");
            run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + megabytes + "m", "tmpfs", directory.toString());
            var disk = new SmallDisk(directory, server);
            var space = Files.createDirectory(directory.resolve("space"));
            server.maintenance().execute("CREATE TABLESPACE " + disk.tablespace + " LOCATION '" + space + "'");
            return disk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has every table of that database on it; nobody may be connected there. */
    public void take(TestDatabase database) {
        server.maintenance().execute("ALTER DATABASE " + database.name() + " SET TABLESPACE " + tablespace);
    }

    /** Leaves no room at all. */
    public void fill() {
        var chunk = new byte[CHUNK_BYTES];
        try (var out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(chunk);
            }
        } catch (IOException full) {
            // as meant
        }
    }

    /** Makes room again. */
    public void clear() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path filler() {
        return directory.resolve("filler");
    }

    private static void run(String... command) throws IOException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": "
                        + new String(process.getInputStream().readAllBytes()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Removes it; no database may be on it any more. */
    @Override
    public void close() {
        try {
            clear();
            server.maintenance().execute("DROP TABLESPACE " + tablespace);
            run("umount", "-l", directory.toString());
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
