package dev.datamigration.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.testing.HostileNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What the plugin shows of a task is shown by a terminal and not obeyed. */
class KubectlPluginTextIT {
    @Test
    void nothingThatATerminalObeysIsPrinted() throws IOException {
        var script = Files.readString(KubectlPlugin.SCRIPT);
        var start = script.indexOf("shown() {");
        var function = script.substring(start, script.indexOf("\n}\n", start) + 3);
        var shell = new ProcessBuilder("sh", "-c", function + "shown").start();
        try (var in = shell.getOutputStream()) {
            in.write((String.join("\n", HostileNames.ALL) + "\nC1 \u009b31m \u0085 größe 😀 €\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        var shown = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shown.replace("\n", "").replace("\t", "")).doesNotMatch(HostileNames.INVISIBLE);
        assertThat(shown).contains("größe 😀 €", "**x**", "SELECT");
        assertThat(script).contains("\"$text\" | shown", "\"$events\" | shown");
    }
}
