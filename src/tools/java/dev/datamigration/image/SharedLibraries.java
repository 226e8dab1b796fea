package dev.datamigration.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The libraries of this machine that programs need, the loader among them.
 *
 * @param files where they are, here and in the image
 */
record SharedLibraries(Set<Path> files) {
    /** Loaded by the C library when they are needed, so that nothing is linked to them; newer ones contain most. */
    private static final List<String> LOADED_LATER =
            List.of("libgcc_s.so.1", "libnss_dns.so.2", "libnss_files.so.2", "libresolv.so.2");

    private static final Pattern FOUND = Pattern.compile("^\\s+(?:(\\S+) => )?(/\\S+) \\(0x[0-9a-f]+\\)$");
    private static final Pattern MISSING = Pattern.compile("^\\s+(\\S+) => not found$");

    static SharedLibraries neededBy(List<Path> binaries) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("ldd"));
        binaries.forEach(binary -> command.add(binary.toString()));
        var brought =
                binaries.stream().map(binary -> binary.getFileName().toString()).collect(Collectors.toSet());
        var files = parse(Commands.output(command), brought);
        for (var file : List.copyOf(files)) {
            if (file.getFileName().toString().startsWith("libc.so")) {
                LOADED_LATER.stream()
                        .map(file::resolveSibling)
                        .filter(Files::exists)
                        .forEach(files::add);
            }
        }
        return new SharedLibraries(files);
    }

    /**
     * Reads what ldd prints.
     *
     * @param brought names of libraries that the runtime brings and finds by itself
     */
    static Set<Path> parse(String output, Set<String> brought) {
        var files = new TreeSet<Path>();
        output.lines().forEach(line -> {
            var missing = MISSING.matcher(line);
            if (missing.matches() && !brought.contains(missing.group(1))) {
                throw new IllegalStateException("this machine has no " + missing.group(1) + ", which its JDK needs");
            }
            var found = FOUND.matcher(line);
            if (found.matches()) {
                var file = Path.of(found.group(2));
                if (!brought.contains(file.getFileName().toString())) {
                    files.add(file);
                }
            }
        });
        return files;
    }

    /** At the same paths, where the loader looks for them; links become the files that they lead to. */
    void copyInto(Path root) throws IOException {
        for (var file : files) {
            var copy = root.resolve(file.getRoot().relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
