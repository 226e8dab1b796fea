package dev.datamigration.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the main code has too much of: a frozen list of where it still is, which may only become shorter. With {@code
 * -Dboundary.update=true} what is gone is taken off the list; nothing is ever added to it but by hand.
 *
 * @param list file of the frozen list, one place a line
 * @param under packages that are looked through, as a path below that of the product
 * @param forbidden what is looked for in the source text
 * @param place where it is, told by the path of the file: that path itself, or its package
 */
public record SourceRatchet(String list, String under, Pattern forbidden, UnaryOperator<String> place) {
    private static final Path SOURCES = CrdFiles.projectDirectory().resolve("src/main/java/dev/datamigration");
    private static final Path LISTS = CrdFiles.projectDirectory().resolve("src/test/resources/boundary");

    /** The package of a file, as a path. */
    public static String folder(String file) {
        return file.substring(0, file.lastIndexOf('/'));
    }

    /** What to do about each place that is new, or that is not to be on the list any more; empty while all is well. */
    public List<String> complaints() {
        var found = found();
        var frozen = new TreeSet<>(read(LISTS.resolve(list)).lines().toList());
        if (Boolean.getBoolean("boundary.update")) {
            frozen.retainAll(found);
            write(frozen);
        }
        var complaints = new TreeSet<String>();
        found.stream()
                .filter(where -> !frozen.contains(where))
                .forEach(where -> complaints.add(where + " is new to boundary/" + list
                        + ": put what is of one kind of database into dev.datamigration.database.postgres"));
        frozen.stream()
                .filter(where -> !found.contains(where))
                .forEach(where -> complaints.add(where + " has come off boundary/" + list
                        + ": delete its line there, or run with -Dboundary.update=true"));
        return List.copyOf(complaints);
    }

    private TreeSet<String> found() {
        var found = new TreeSet<String>();
        try (var files = Files.walk(SOURCES.resolve(under))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> forbidden.matcher(read(file)).find())
                    .forEach(file ->
                            found.add(place.apply(SOURCES.relativize(file).toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private void write(TreeSet<String> places) {
        try {
            Files.writeString(
                    LISTS.resolve(list),
                    places.stream().map(place -> place + "\n").collect(Collectors.joining()));
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
