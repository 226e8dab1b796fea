package dev.datamigration.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTerminalSeesItsLastLinesReplaced() {
        var screen = new AnsiScreen(out);
        screen.show(List.of("a", "b"), "h", "t");
        bytes.reset();
        screen.show(List.of("c"), "h", "t");
        assertThat(printed()).contains("\033[2A\r\033[J" + "c\n");
        bytes.reset();
        screen.say("stays");
        assertThat(printed()).isEqualTo("\033[1A\r\033[Jstays\n");
        bytes.reset();
        screen.show(List.of("d"), "h", "t");
        assertThat(printed()).doesNotContain("A\r");
    }

    @Test
    void aFileSeesPlainLinesNowAndThen() {
        var screen = new PlainScreen(out);
        screen.show(List.of("a", "b"), "first", "load");
        screen.show(List.of("a", "b"), "too early", "load");
        screen.show(List.of("a", "b"), "second", "verification");
        screen.say("stays");
        assertThat(printed()).isEqualTo("first%nsecond%nstays%n".formatted());
    }
}
