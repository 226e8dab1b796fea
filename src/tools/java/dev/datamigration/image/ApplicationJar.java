package dev.datamigration.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A jar that starts the packaged application from one class path, since the JVM can only archive what its own class loader
 * reads; {@code quarkus-run.jar} has a class loader of Quarkus'.
 */
final class ApplicationJar {
    static final String NAME = "operator.jar";

    /** In their order: what Quarkus has made of a class comes before what it was. */
    private static final List<String> DIRECTORIES = List.of("quarkus", "app", "lib/boot", "lib/main");

    private ApplicationJar() {}

    /** @param application the directory that Quarkus packages it into, where the jar is put */
    static void write(Path application) throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, "io.quarkus.runner.GeneratedMain");
        attributes.put(new Attributes.Name("Add-Opens"), "java.base/java.lang");
        attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", jars(application)));
        try (var out = Files.newOutputStream(application.resolve(NAME));
                var jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
    }

    private static List<String> jars(Path application) throws IOException {
        var jars = new ArrayList<String>();
        for (var directory : DIRECTORIES) {
            try (var files = Files.list(application.resolve(directory))) {
                files.map(file -> directory + "/" + file.getFileName())
                        .filter(name -> name.endsWith(".jar"))
                        .sorted()
                        .forEach(jars::add);
            }
        }
        return jars;
    }
}
