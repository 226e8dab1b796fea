package dev.datamigration.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datamigration.testing.CrdFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The image as the build writes it: a tar as {@code docker save} makes them, taken apart. */
record ImageArchive(Path directory, JsonNode manifest, JsonNode config) {
    static final Path TAR = CrdFiles.projectDirectory().resolve("target/image/image.tar");
    private static final ObjectMapper JSON = new ObjectMapper();

    static ImageArchive open(Path directory) throws IOException {
        if (!Files.exists(TAR)) {
            throw new IllegalStateException("run mvn -Pimage first: there is no " + TAR);
        }
        try (var tar = Files.newInputStream(TAR)) {
            Layer.unpack(tar, directory);
        }
        var manifest =
                JSON.readTree(directory.resolve("manifest.json").toFile()).get(0);
        var config =
                JSON.readTree(directory.resolve(manifest.get("Config").asText()).toFile());
        return new ImageArchive(directory, manifest, config);
    }

    List<Path> layers() {
        var layers = new ArrayList<Path>();
        manifest.get("Layers").forEach(name -> layers.add(directory.resolve(name.asText())));
        return layers;
    }

    void unpackInto(Path root) throws IOException {
        for (var layer : layers()) {
            Layer.unpackCompressed(layer, root);
        }
    }

    List<String> entrypoint() {
        return strings("Entrypoint");
    }

    List<String> environment() {
        return strings("Env");
    }

    String text(String field) {
        return config.get("config").path(field).asText();
    }

    String label(String name) {
        return config.get("config").path("Labels").path(name).asText();
    }

    private List<String> strings(String field) {
        var strings = new ArrayList<String>();
        config.get("config").path(field).forEach(node -> strings.add(node.asText()));
        return strings;
    }
}
