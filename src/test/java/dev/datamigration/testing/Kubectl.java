package dev.datamigration.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The program that people use, of the directory that {@code KUBEBUILDER_ASSETS} names. */
public final class Kubectl {
    private final Path kubeconfig;

    public Kubectl(Path kubeconfig) {
        this.kubeconfig = kubeconfig;
    }

    /** On the API server that all tests of this JVM share; empty where it is no real one. */
    public static Optional<Kubectl> ofSharedServer() {
        return RealApiServer.isAvailable()
                ? Optional.of(new Kubectl(ApiServer.shared().kubeconfig()))
                : Optional.empty();
    }

    public String apply(String manifests) {
        return run(manifests, "apply", "-f", "-");
    }

    /**
     * What it prints.
     *
     * @param input what it reads from its standard input
     * @throws IllegalStateException if it failed, with what it printed
     */
    public String run(String input, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getenv("KUBEBUILDER_ASSETS"), "kubectl").toString(), "--kubeconfig=" + kubeconfig));
        command.addAll(List.of(arguments));
        return run(new ProcessBuilder(command), input);
    }

    /**
     * A command as it was printed, entered in a shell.
     *
     * @return what it prints
     * @throws IllegalStateException if it failed, with what it printed
     */
    public String enter(String command) {
        var shell = new ProcessBuilder("sh", "-c", command);
        shell.environment().put("KUBECONFIG", kubeconfig.toString());
        shell.environment().merge("PATH", System.getenv("KUBEBUILDER_ASSETS") + ":", (old, first) -> first + old);
        return run(shell, "");
    }

    private static String run(ProcessBuilder command, String input) {
        try {
            var process = command.redirectErrorStream(true).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command.command() + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
