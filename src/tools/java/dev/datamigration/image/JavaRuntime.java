package dev.datamigration.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** A runtime of the building JDK with no more modules than an application needs. */
public final class JavaRuntime {
    /** The operator's: ImageIT runs both roles, and a migration, with these and no others. */
    static final List<String> MODULES = List.of(
            "java.base",
            "java.instrument",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.security.jgss",
            "java.security.sasl",
            "java.sql",
            "java.xml",
            "jdk.crypto.ec",
            "jdk.management",
            "jdk.net",
            "jdk.unsupported",
            "jdk.zipfs",
            // to look into a process that is in trouble: kubectl exec … -- jcmd 1 Thread.print
            "jdk.jcmd");

    private final Path directory;
    private final List<String> modules;

    /** @param directory where it is made; must not be there */
    public JavaRuntime(Path directory, List<String> modules) {
        this.directory = directory;
        this.modules = List.copyOf(modules);
    }

    public void link() throws IOException, InterruptedException {
        Files.createDirectories(directory.getParent());
        // Not compressed: classes load faster, and layers are compressed as a whole, which is smaller on the wire.
        var jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new IllegalStateException(
                        "no jlink in " + System.getProperty("java.home") + ": build with a JDK, not a runtime"));
        var code = jlink.run(
                System.out,
                System.err,
                "--add-modules",
                String.join(",", modules),
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                directory.toString());
        if (code != 0) {
            throw new IllegalStateException("jlink ended with exit code " + code);
        }
        archiveClasses();
    }

    /** The JDK's own classes as the JVM wants them in memory, so that it starts faster. */
    private void archiveClasses() throws IOException, InterruptedException {
        Commands.output(List.of(directory.resolve("bin/java").toString(), "-Xshare:dump"));
    }

    /** Everything that the dynamic loader will load. */
    List<Path> programsAndLibraries() throws IOException {
        try (var files = Files.walk(directory)) {
            var libraries = files.filter(file -> file.toString().endsWith(".so"));
            var programs = Stream.of("bin/java", "lib/jspawnhelper").map(directory::resolve);
            return Stream.concat(programs, libraries).filter(Files::exists).toList();
        }
    }
}
