package dev.datamigration.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * Lays out what the image holds besides the application: a Java runtime, the libraries that it needs, and the few files
 * that the C library reads. All of it is this machine's, so the image is for machines of the same architecture.
 */
public final class ImageRoot {
    /** Also in pom.xml, which says who the image's processes are. */
    private static final String USER = "65532";

    private static final Path CHARACTERS = Path.of("/usr/lib/locale/C.utf8/LC_CTYPE");

    private ImageRoot() {}

    /** @param arguments the directory to make, in place of what is there */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var root = Path.of(arguments[0]).toAbsolutePath();
        if (!"Linux".equals(System.getProperty("os.name"))) {
            throw new IllegalStateException("the Java runtime of " + System.getProperty("os.name")
                    + " does not run in a Linux container: name a base image that has one with -Dimage.base=…");
        }
        delete(root);
        var runtime = new JavaRuntime(root.resolve("opt/java"), JavaRuntime.MODULES);
        runtime.link();
        SharedLibraries.neededBy(runtime.programsAndLibraries()).copyInto(root);
        write(root, "etc/passwd", "root:x:0:0:root:/:/nologin\noperator:x:%1$s:%1$s:operator:/tmp:/nologin\n");
        write(root, "etc/group", "root:x:0:\noperator:x:%1$s:\n");
        // Without it the C library would ask the name server before it looks into /etc/hosts.
        write(root, "etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n");
        Files.createDirectories(root.resolve("tmp"));
        copyCharacters(root);
    }

    /** What makes characters beyond ASCII of output under LC_CTYPE=C.UTF-8; musl has it built in. */
    private static void copyCharacters(Path root) throws IOException {
        if (Files.exists(CHARACTERS)) {
            var copy = root.resolve(CHARACTERS.getRoot().relativize(CHARACTERS));
            Files.createDirectories(copy.getParent());
            Files.copy(CHARACTERS, copy);
        }
    }

    private static void write(Path root, String file, String text) throws IOException {
        var path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text.formatted(USER));
    }

    static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder()).forEach(ImageRoot::deleteOne);
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
