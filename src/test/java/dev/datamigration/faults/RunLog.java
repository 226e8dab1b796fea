package dev.datamigration.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What happened in a run, as it happens, in a file; and what was found wrong. */
final class RunLog {
    private final Path file;
    private final List<String> findings = new ArrayList<>();

    RunLog(Path file) {
        this.file = file;
    }

    synchronized void tell(String what) {
        try {
            Files.writeString(
                    file, Instant.now() + " " + what + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void finding(String what) {
        findings.add(what);
        tell("FINDING " + what);
    }

    synchronized List<String> findings() {
        return List.copyOf(findings);
    }
}
