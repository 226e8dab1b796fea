package dev.datamigration.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The text of the main code. */
public final class Sources {
    private static final Path ROOT = CrdFiles.projectDirectory().resolve("src/main/java/dev/datamigration");

    private Sources() {}

    /**
     * Returns the files in which the text is found, sorted, as paths below the product's own package.
     *
     * @param under package that is looked through, as such a path
     */
    public static List<String> with(Pattern text, String under) {
        try (var files = Files.walk(ROOT.resolve(under))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> text.matcher(read(file)).find())
                    .map(file -> ROOT.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
