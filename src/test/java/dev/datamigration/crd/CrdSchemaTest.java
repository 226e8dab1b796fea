package dev.datamigration.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.api.batch.BatchOperationSpec;
import dev.datamigration.testing.CrdFiles;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every field of both kinds owes to its users: a description, bounds, and a default or a word on its absence. */
class CrdSchemaTest {
    private record Field(String path, JsonNode schema, boolean required) {
        String type() {
            return schema.path("type").asText();
        }

        String description() {
            return schema.path("description").asText();
        }

        boolean has(String... keywords) {
            return Stream.of(keywords).allMatch(schema::has);
        }
    }

    private final List<Field> fields = fields();

    @Test
    void everyFieldIsDescribed() {
        assertThat(failing((path, field) ->
                        isProperty(path) && !field.description().endsWith(".")))
                .isEmpty();
    }

    @Test
    void everyScalarOfTheSpecHasADefaultOrIsRequiredOrSaysWhatItsAbsenceMeans() {
        assertThat(failing((path, field) -> isProperty(path)
                        && path.contains(".spec.")
                        && List.of("string", "integer", "boolean").contains(field.type())
                        && !field.has("default")
                        && !field.required()
                        && !field.description().matches("(?is).*(without it|left out|Optional|exactly one of).*")))
                .isEmpty();
    }

    @Test
    void everyNumberIsBounded() {
        assertThat(failing((path, field) -> field.type().equals("integer") && !field.has("minimum", "maximum")))
                .isEmpty();
    }

    @Test
    void everyStringIsBounded() {
        assertThat(failing((path, field) -> field.type().equals("string")
                        && !field.has("maxLength")
                        && !field.has("enum")
                        && !field.has("format")))
                .isEmpty();
    }

    @Test
    void everyListIsBoundedAndSaysHowItMerges() {
        assertThat(failing((path, field) ->
                        field.type().equals("array") && !field.has("maxItems", "x-kubernetes-list-type")))
                .isEmpty();
    }

    @Test
    void everyMapIsBounded() {
        assertThat(failing((path, field) -> field.has("additionalProperties") && !field.has("maxProperties")))
                .isEmpty();
    }

    /** As the README promises: explain shows descriptions, and neither bounds nor defaults by themselves. */
    @Test
    void kubectlExplainTellsBoundsAndDefaultsOfTheSpec() {
        assertThat(failing((path, field) -> isProperty(path)
                        && path.contains(".spec.")
                        && Stream.of("maximum", "maxLength", "maxItems", "maxProperties")
                                .filter(field::has)
                                .anyMatch(bound -> !field.description()
                                        .contains(
                                                " " + field.schema().get(bound).asLong()))))
                .isEmpty();
        assertThat(failing((path, field) -> isProperty(path)
                        && path.contains(".spec.")
                        && Stream.of("items", "additionalProperties")
                                .map(field.schema()::path)
                                .anyMatch(entry -> entry.has("maxLength")
                                        && !field.description()
                                                .contains(" "
                                                        + entry.get("maxLength").asLong() + " characters"))))
                .isEmpty();
        assertThat(failing((path, field) -> isProperty(path)
                        && path.contains(".spec.")
                        && field.schema().path("default").isValueNode()
                        && !field.description().contains("Default: ")))
                .isEmpty();
    }

    /** Or the CRDs could not be applied by the server. */
    @Test
    void noRuleIsSaidTwice() {
        assertThat(failing((path, field) ->
                        field.schema().path("x-kubernetes-validations").findValuesAsText("rule").stream()
                                        .distinct()
                                        .count()
                                != field.schema()
                                        .path("x-kubernetes-validations")
                                        .size()))
                .isEmpty();
    }

    @Test
    void theSpecIsRequired() {
        assertThat(CrdFiles.read())
                .allSatisfy(crd -> assertThat(crd.getSpec()
                                .getVersions()
                                .get(0)
                                .getSchema()
                                .getOpenAPIV3Schema()
                                .getRequired())
                        .containsExactly("spec"));
    }

    /** A field that is added to the spec of a BatchOperation has to be added to its rule as well. */
    @Test
    void everythingOfABatchOperationButSuspendIsImmutable() {
        String rules = fields.stream()
                .filter(field -> field.path().equals("BatchOperation.spec"))
                .map(field -> field.schema().path("x-kubernetes-validations").toString())
                .findFirst()
                .orElseThrow();
        assertThat(BatchOperationSpec.class.getRecordComponents())
                .filteredOn(component -> !component.getName().equals("suspend"))
                .allSatisfy(component ->
                        assertThat(rules).contains("self.%1$s == oldSelf.%1$s".formatted(component.getName())));
    }

    private List<String> failing(BiPredicate<String, Field> broken) {
        assertThat(fields).hasSizeGreaterThan(200);
        return fields.stream()
                .filter(field -> broken.test(field.path(), field))
                .map(Field::path)
                .toList();
    }

    private static boolean isProperty(String path) {
        return !path.endsWith("[]") && !path.endsWith("{}");
    }

    private static List<Field> fields() {
        var fields = new ArrayList<Field>();
        for (var crd : CrdFiles.read()) {
            JsonNode schema = Serialization.jsonMapper()
                    .valueToTree(crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema());
            collect(crd.getSpec().getNames().getKind(), schema, fields);
        }
        return fields;
    }

    private static void collect(String path, JsonNode schema, List<Field> fields) {
        for (var property : schema.path("properties").properties()) {
            boolean required = schema.path("required").toString().contains("\"" + property.getKey() + "\"");
            add(path + "." + property.getKey(), property.getValue(), required, fields);
        }
        if (schema.has("items")) {
            add(path + "[]", schema.get("items"), true, fields);
        }
        if (schema.has("additionalProperties")) {
            add(path + "{}", schema.get("additionalProperties"), true, fields);
        }
    }

    private static void add(String path, JsonNode schema, boolean required, List<Field> fields) {
        fields.add(new Field(path, schema, required));
        collect(path, schema, fields);
    }
}
