package dev.datamigration.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.api.batch.BatchOperationSpec;
import dev.datamigration.api.task.MigrationTaskSpec;
import dev.datamigration.testing.CrdFiles;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a record puts in place of an absent field is what the API server puts there, however deep. */
class RecordDefaultsTest {
    private final List<String> compared = new ArrayList<>();

    @Test
    void ofMigrationTask() throws Exception {
        compare("spec", MigrationTaskSpec.class, spec("MigrationTask"));
        assertThat(compared).hasSizeGreaterThan(25);
    }

    @Test
    void ofBatchOperation() throws Exception {
        compare("spec", BatchOperationSpec.class, spec("BatchOperation"));
        assertThat(compared).hasSizeGreaterThan(10);
    }

    private void compare(String path, Class<?> type, JsonNode schema) throws Exception {
        Object empty = emptyRecord(type);
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            JsonNode property = schema.path("properties").path(name);
            boolean required = schema.path("required").toString().contains("\"" + name + "\"");
            if (!required && !component.getType().isRecord()) {
                compared.add(name);
                JsonNode actual = Serialization.jsonMapper()
                        .valueToTree(component.getAccessor().invoke(empty));
                assertThat(actual.isNull() ? null : actual.toString())
                        .as(path + "." + name)
                        .isEqualTo(
                                property.has("default")
                                        ? property.get("default").toString()
                                        : null);
            }
            Class<?> nested = nestedRecord(component.getGenericType());
            if (nested != null) {
                compare(path + "." + name, nested, property.has("items") ? property.get("items") : property);
            }
        }
    }

    private static Object emptyRecord(Class<?> type) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        return constructor.newInstance(new Object[constructor.getParameterCount()]);
    }

    private static Class<?> nestedRecord(Type type) {
        if (type instanceof ParameterizedType list && !list.getRawType().equals(Map.class)) {
            return nestedRecord(list.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> simple && simple.isRecord() ? simple : null;
    }

    private static JsonNode spec(String kind) {
        return CrdFiles.read().stream()
                .filter(crd -> crd.getSpec().getNames().getKind().equals(kind))
                .map(crd -> crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema())
                .map(schema -> Serialization.jsonMapper().<JsonNode>valueToTree(schema))
                .findFirst()
                .orElseThrow()
                .at("/properties/spec");
    }
}
