package dev.datamigration.kubectl;

import dev.datamigration.image.Commands;
import dev.datamigration.image.JavaRuntime;
import dev.datamigration.testing.CrdFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Packs {@code kubectl migration} with a Java runtime of its own, for machines of this one's kind, and writes krew's manifest
 * for it.
 */
public final class PluginArchive {
    private PluginArchive() {}

    /** @param arguments the directory to work in, the version, and the URL under which the archive will be found */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var work = Path.of(arguments[0]).toAbsolutePath();
        var version = arguments[1];
        var name = "kubectl-migration-" + version + "-" + os() + "-" + architecture();
        var directory = work.resolve(name);
        Commands.output(List.of("rm", "-rf", directory.toString()));
        PluginDirectory.layOut(directory);
        new JavaRuntime(directory.resolve("runtime"), List.of("java.base")).link();
        var archive = work.resolve(name + ".tar.gz");
        Commands.output(List.of("tar", "-C", directory.toString(), "-czf", archive.toString(), "."));
        var uri = arguments[2] + "/" + archive.getFileName();
        Files.writeString(
                work.resolve("migration.yaml"),
                manifest(version, os(), architecture(), uri, sha256(Files.readAllBytes(archive))));
    }

    /** Of one platform; those of others go beside it. */
    static String manifest(String version, String os, String architecture, String uri, String sha256)
            throws IOException {
        return Files.readString(CrdFiles.projectDirectory().resolve("kubectl-plugin/krew.yaml"))
                .replace("${version}", version)
                .replace("${os}", os)
                .replace("${arch}", architecture)
                .replace("${uri}", uri)
                .replace("${sha256}", sha256);
    }

    /** As krew calls it. */
    private static String os() {
        return System.getProperty("os.name").startsWith("Mac")
                ? "darwin"
                : System.getProperty("os.name").toLowerCase(Locale.ROOT);
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
