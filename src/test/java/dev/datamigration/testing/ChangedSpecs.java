package dev.datamigration.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.api.task.MigrationTaskSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Two specs that both are valid and differ in every field, wherever there are two values. */
public final class ChangedSpecs {
    private ChangedSpecs() {}

    public static ObjectNode first() {
        return read("first");
    }

    public static ObjectNode second() {
        return read("second");
    }

    public static MigrationTaskSpec parsed(ObjectNode spec) {
        return Serialization.jsonMapper().convertValue(spec, MigrationTaskSpec.class);
    }

    private static ObjectNode read(String name) {
        try (var file = ChangedSpecs.class.getResourceAsStream("/changes/" + name + ".yaml")) {
            return (ObjectNode) Serialization.yamlMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
