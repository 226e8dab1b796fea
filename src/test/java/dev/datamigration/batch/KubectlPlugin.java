package dev.datamigration.batch;

import dev.datamigration.kubectl.PluginDirectory;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.Patience;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Runs {@code kubectl migration} as a person does: found by kubectl in the PATH. */
final class KubectlPlugin {
    static final Path LAUNCHER = install();

    private final Path kubectl;
    private final ApiServer server;
    private final String namespace;

    /** How a command ended, and what it printed. */
    record Result(int code, String out, String err) {
        /** What was printed, with runs of blanks as one. */
        String words() {
            return out.replaceAll(" +", " ");
        }
    }

    private KubectlPlugin(Path kubectl, ApiServer server, String namespace) {
        this.kubectl = kubectl;
        this.server = server;
        this.namespace = namespace;
    }

    /** By a link in the PATH, as a package manager does it. */
    private static Path install() {
        try {
            var directory = CrdFiles.projectDirectory()
                    .resolve("target/plugin-of-tests/" + ProcessHandle.current().pid());
            var launcher = PluginDirectory.layOut(directory.resolve("store"));
            var path = Files.createDirectories(directory.resolve("bin")).resolve(PluginDirectory.LAUNCHER);
            Files.deleteIfExists(path);
            return Files.createSymbolicLink(path, launcher);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The test is skipped where there is no kubectl. */
    static KubectlPlugin orSkip(ApiServer server, String namespace) {
        var kubectl = kubectl();
        Assumptions.assumeTrue(
                kubectl != null, "skipped: there is no kubectl, neither in KUBEBUILDER_ASSETS nor in the PATH");
        return new KubectlPlugin(kubectl, server, namespace);
    }

    private static Path kubectl() {
        var assets = System.getenv("KUBEBUILDER_ASSETS");
        var path = System.getenv("PATH").split(File.pathSeparator);
        return Stream.concat(Stream.ofNullable(assets), Stream.of(path))
                .map(directory -> Path.of(directory, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** @param line its words are separated by blanks; an underscore stands for a blank in a word */
    Result run(String line) {
        return run(line, "");
    }

    /** @param input what the person types */
    Result run(String line, String input) {
        var command = new ArrayList<>(List.of(kubectl.toString(), "migration"));
        Stream.of(line.split(" ")).map(word -> word.replace('_', ' ')).forEach(command::add);
        command.add("--namespace=" + namespace);
        var builder = new ProcessBuilder(command);
        builder.environment().put("KUBECONFIG", server.kubeconfig().toString());
        builder.environment().put("LC_ALL", "C"); // of a machine that has no other
        builder.environment()
                .merge(
                        "PATH",
                        LAUNCHER.getParent() + File.pathSeparator + kubectl.getParent(),
                        (old, first) -> first + File.pathSeparator + old);
        try {
            return run(builder.start(), input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while kubectl ran", e);
        }
    }

    private static Result run(Process process, String input) throws IOException, InterruptedException {
        var out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
        var err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        try (var typed = process.getOutputStream()) {
            typed.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it ended without a question
        }
        if (!process.waitFor(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("kubectl migration did not end; so far: " + out.join() + err.join());
        }
        return new Result(process.exitValue(), out.join(), err.join());
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
