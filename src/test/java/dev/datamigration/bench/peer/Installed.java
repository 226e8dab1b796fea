package dev.datamigration.bench.peer;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Programs on the PATH. */
final class Installed {
    private Installed() {}

    /** Which of them are not installed; empty where all are. */
    static Optional<String> missing(String... programs) {
        var absent =
                Arrays.stream(programs).filter(program -> !isInstalled(program)).toList();
        return absent.isEmpty() ? Optional.empty() : Optional.of(told(absent));
    }

    /** As {@link #missing(String...)}, where pg_dump must not be older than the server that it reads. */
    static Optional<String> missing(int serverVersion, String... programs) {
        return missing(programs).or(() -> {
            var version = Integer.parseInt(Shell.run("pg_dump --version").replaceAll("(?s)^\\D*(\\d+).*$", "$1"));
            return version >= serverVersion
                    ? Optional.empty()
                    : Optional.of("pg_dump is of version " + version + ", the servers are of " + serverVersion);
        });
    }

    private static String told(List<String> absent) {
        return String.join(", ", absent) + (absent.size() == 1 ? " is" : " are") + " not installed";
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
