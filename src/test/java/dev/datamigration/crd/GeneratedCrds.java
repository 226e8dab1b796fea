package dev.datamigration.crd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.api.batch.BatchOperation;
import dev.datamigration.api.task.MigrationTask;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The CRDs as the API classes of this working copy make them: fabric8's generator, then {@link CrdCompletion}. */
final class GeneratedCrds {
    private static final List<Class<? extends HasMetadata>> KINDS = List.of(MigrationTask.class, BatchOperation.class);

    private GeneratedCrds() {}

    /** Name of the CRD to its YAML, as {@code crds/<name>.yaml} holds it. */
    static Map<String, String> generate() {
        var yaml = new TreeMap<String, String>();
        for (var kind : KINDS) {
            ObjectNode crd = CrdCompletion.complete(generate(kind), kind);
            yaml.put(crd.at("/metadata/name").asText(), CrdYaml.write(crd));
        }
        return yaml;
    }

    private static ObjectNode generate(Class<? extends HasMetadata> kind) {
        var output = new Output();
        new CRDGenerator().customResourceClasses(kind).withOutput(output).detailedGenerate();
        try {
            return (ObjectNode) Serialization.yamlMapper().readTree(output.bytes.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException("the generator wrote something else than YAML", e);
        }
    }

    /** Writes the CRDs to the directory. */
    static void writeTo(Path directory) throws IOException {
        for (var crd : generate().entrySet()) {
            Files.writeString(directory.resolve(crd.getKey() + ".yaml"), crd.getValue());
        }
    }

    private static final class Output extends CRDGenerator.AbstractCRDOutput<ByteArrayOutputStream> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        protected ByteArrayOutputStream createStreamFor(String name) {
            return bytes;
        }
    }
}
