package dev.datamigration.kubectl;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datamigration.testing.CrdFiles;
import io.fabric8.kubernetes.api.builder.Editable;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Lays out what is installed of {@code kubectl migration}: the launcher, and the jars that it starts. */
public final class PluginDirectory {
    public static final String LAUNCHER = "kubectl-migration";

    /** Those of ours that the program needs. */
    private static final List<String> PACKAGES = List.of("api", "failure", "lifecycle", "kubectl");

    /** One class of each library that it needs. */
    private static final List<Class<?>> LIBRARIES =
            List.of(ObjectMapper.class, JsonParser.class, JsonInclude.class, Quantity.class, Editable.class);

    /** Two builds of the same sources make the same jar. */
    private static final FileTime TIME = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

    private final Path directory;
    private final Path lib;

    private PluginDirectory(Path directory) {
        this.directory = directory;
        this.lib = directory.resolve("lib");
    }

    /** @param arguments the directory to lay out; what is there of the same names is overwritten */
    public static void main(String[] arguments) throws IOException {
        layOut(Path.of(arguments[0]).toAbsolutePath());
    }

    /** The launcher in it. */
    public static Path layOut(Path directory) throws IOException {
        var plugin = new PluginDirectory(directory);
        Files.createDirectories(plugin.lib);
        var libraries = plugin.copyLibraries();
        plugin.packOurs(libraries);
        var project = CrdFiles.projectDirectory();
        copy(project.resolve("LICENSE"), directory.resolve("LICENSE"));
        return copy(project.resolve("kubectl-plugin").resolve(LAUNCHER), directory.resolve(LAUNCHER));
    }

    private static Path copy(Path from, Path to) throws IOException {
        return Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private List<String> copyLibraries() throws IOException {
        var names = new ArrayList<String>();
        for (var library : LIBRARIES) {
            var jar = locationOf(library);
            names.add(jar.getFileName().toString());
            copy(jar, lib.resolve(jar.getFileName()));
        }
        return names;
    }

    private static Path locationOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void packOurs(List<String> libraries) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Name.CLASS_PATH, String.join(" ", libraries));
        var classes = locationOf(Main.class);
        var jar = lib.resolve(LAUNCHER + ".jar");
        try (var packed = new JarOutputStream(Files.newOutputStream(jar))) {
            add(packed, "META-INF/MANIFEST.MF");
            manifest.write(packed);
            for (var name : PACKAGES) {
                addAll(packed, classes, classes.resolve("dev/datamigration").resolve(name));
            }
        }
    }

    private static void addAll(JarOutputStream jar, Path classes, Path directory) throws IOException {
        List<Path> files;
        try (var found = Files.walk(directory)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (var file : files) {
            add(jar, classes.relativize(file).toString().replace('\\', '/'));
            Files.copy(file, jar);
        }
    }

    private static void add(JarOutputStream jar, String name) throws IOException {
        var entry = new JarEntry(name);
        entry.setLastModifiedTime(TIME);
        jar.putNextEntry(entry);
    }
}
