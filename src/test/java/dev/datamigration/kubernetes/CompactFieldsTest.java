package dev.datamigration.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompactFieldsTest {
    private static final String ENTRY = """
            {"manager": "kubectl", "operation": "Apply", "fieldsType": "FieldsV1", "fieldsV1":
              {"f:metadata": {"f:annotations": {".": {}, "f:a": {}}, "f:finalizers": {"v:\\"x\\"": {}}},
               "f:spec": {"f:desiredState": {}, "f:odd": [1, "two", null]}}, "time": "2026-01-01T00:00:00Z"}
            """;

    @Test
    void nothingIsLeftOut() throws JsonProcessingException {
        var plain = new ObjectMapper();
        var compact = new ObjectMapper();
        new CompactManagedFields().customize(compact);
        var entry = compact.readValue(ENTRY, ManagedFieldsEntry.class);
        assertThat(plain.readTree(compact.writeValueAsString(entry))).isEqualTo(plain.readTree(ENTRY));
        assertThat(entry.getManager()).isEqualTo("kubectl");
    }

    @Test
    void whatIsManagedAlikeIsHeldOnce() throws JsonProcessingException {
        var compact = new ObjectMapper();
        new CompactManagedFields().customize(compact);
        var one = spec(compact, ENTRY);
        assertThat(spec(compact, ENTRY)).isSameAs(one);
        var another = spec(compact, ENTRY.replace("f:odd", "f:even"));
        assertThat(another).isNotEqualTo(one);
        assertThat(another.get("f:desiredState")).isSameAs(one.get("f:desiredState"));
        assertThat(name(another)).isSameAs(name(one));
    }

    private static String name(Map<?, ?> spec) {
        return (String) spec.keySet().stream()
                .filter("f:desiredState"::equals)
                .findFirst()
                .orElseThrow();
    }

    private static Map<?, ?> spec(ObjectMapper mapper, String json) throws JsonProcessingException {
        var entry = mapper.readValue(json, ManagedFieldsEntry.class);
        return (Map<?, ?>) entry.getFieldsV1().getAdditionalProperties().get("f:spec");
    }
}
