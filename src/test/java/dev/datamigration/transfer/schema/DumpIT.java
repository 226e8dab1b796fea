package dev.datamigration.transfer.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What pg_dump prints of both sides, where this machine has one; the servers of the tests come without it. */
@Tag("long")
class DumpIT {
    private static final int VERSION = 15;

    @Test
    void bothSidesAreDumpedAlike() throws Exception {
        assumeTrue(versionOfPgDump() >= VERSION, "no pg_dump of version " + VERSION + " or later");
        var scene = new SchemaScene(PostgresServers.shared(VERSION), PostgresServers.shared(VERSION));
        RichSchema.create(PostgresServers.shared(VERSION), scene.source);
        assertThat(scene.migrate().notCarried()).isEmpty();
        var source = dump(scene.source);
        var target = dump(scene.target);
        assertThat(source).hasSizeGreaterThan(100);
        assertThat(target).containsExactlyInAnyOrderElementsOf(source);
    }

    private static int versionOfPgDump() throws InterruptedException {
        try {
            var version = Pattern.compile("(\\d+)\\.").matcher(output("pg_dump", "--version"));
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Its statements, in no order. */
    private static List<String> dump(TestDatabase database) throws IOException, InterruptedException {
        var uri = "postgresql://%s:%s@%s:%d/%s"
                .formatted(database.user(), database.password(), database.host(), database.port(), database.name());
        var text = output("pg_dump", "--schema-only", "--exclude-schema=datamigration", uri);
        return Arrays.stream(text.split("\n\n+"))
                .filter(part -> !part.isBlank() && !part.startsWith("--") && !part.contains("restrict "))
                .toList();
    }

    private static String output(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}
