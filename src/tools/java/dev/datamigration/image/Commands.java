package dev.datamigration.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs of this machine, without the variables that change what a JVM does or the language of messages. */
public final class Commands {
    private Commands() {}

    /**
     * What it prints.
     *
     * @throws IllegalStateException if it fails, with what it printed
     */
    public static String output(List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "LD_LIBRARY_PATH"));
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command.get(0) + " ended with " + process.exitValue() + ": " + output);
        }
        return output;
    }
}
