package dev.datamigration.kubectl.cluster;

import dev.datamigration.kubectl.argument.Arguments;
import dev.datamigration.kubectl.argument.CommandFailure;
import dev.datamigration.kubectl.argument.ExitCode;
import dev.datamigration.kubectl.argument.Option;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the kubectl of the PATH, or the one that the variable {@code KUBECTL} names. */
public final class KubectlProcess implements Kubectl {
    private static final Map<Option, String> ACCESS = Map.of(
            Option.Kubeconfig, "--kubeconfig=",
            Option.Context, "--context=",
            Option.As, "--as=",
            Option.Namespace, "--namespace=");

    private final String program;
    private final List<String> access = new ArrayList<>();

    public KubectlProcess(Arguments arguments) {
        var named = System.getenv("KUBECTL");
        program = named == null || named.isEmpty() ? "kubectl" : named;
        ACCESS.forEach((option, spelling) -> {
            if (arguments.text(option) != null) {
                access.add(spelling + arguments.text(option));
            }
        });
    }

    @Override
    public KubectlOutput run(String input, String... arguments) {
        return run(input, Redirect.INHERIT, access, arguments);
    }

    @Override
    public KubectlOutput runQuietly(String... arguments) {
        return run(null, Redirect.DISCARD, access, arguments);
    }

    @Override
    public KubectlOutput runLocally(String... arguments) {
        return run(null, Redirect.INHERIT, List.of(), arguments);
    }

    private KubectlOutput run(String input, Redirect errors, List<String> first, String... arguments) {
        var command = new ArrayList<String>();
        command.add(program);
        command.addAll(first);
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectError(errors);
        if (input == null) {
            builder.redirectInput(Redirect.INHERIT); // a program that logs in may ask the person
        }
        try {
            return output(builder.start(), input);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.Error, "kubectl cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.Interrupted, null);
        }
    }

    private static KubectlOutput output(Process process, String input) throws IOException, InterruptedException {
        if (input != null) {
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // it has ended, and says why
            }
        }
        var bytes = process.getInputStream().readAllBytes();
        return new KubectlOutput(process.waitFor() == 0, bytes);
    }
}
