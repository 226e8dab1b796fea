package dev.datamigration.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.lifecycle.change.SpecChange;
import dev.datamigration.lifecycle.change.SpecField;
import dev.datamigration.lifecycle.change.SpecFields;
import dev.datamigration.testing.CrdFiles;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of what becomes of changes speaks of every field of a task's spec, and of nothing else. */
class SpecFieldsTest {
    private static final JsonNode SPEC = CrdFiles.read().stream()
            .filter(crd -> crd.getSpec().getNames().getKind().equals("MigrationTask"))
            .map(crd -> crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema())
            .map(schema -> Serialization.jsonMapper().<JsonNode>valueToTree(schema))
            .findFirst()
            .orElseThrow()
            .at("/properties/spec");

    @Test
    void everyFieldOfTheSpecIsInTheListOnce() {
        var leaves = leaves("", SPEC);
        assertThat(leaves).hasSizeGreaterThan(80);
        assertThat(leaves)
                .allSatisfy(leaf -> assertThat(SpecFields.TABLE)
                        .as("entries of SpecFields for spec." + leaf)
                        .filteredOn(field -> field.covers(leaf))
                        .hasSize(1));
    }

    @Test
    void everyEntryOfTheListIsAFieldWhoseDescriptionSaysTheSame() {
        assertThat(SpecFields.TABLE)
                .allSatisfy(field -> assertThat(
                                SPEC.at("/properties/" + field.path().replace(".", "/properties/"))
                                        .path("description")
                                        .asText())
                        .endsWith(" " + field.text()));
    }

    @Test
    void whatIsTakenAtTheNextStartHasAValueToCompare() {
        assertThat(SpecFields.TABLE)
                .allSatisfy(field -> assertThat(field.value() != null)
                        .as(field.path())
                        .isEqualTo(field.change() == SpecChange.NextStart));
    }

    @Test
    void aFieldBelowAnEntryIsTheEntrys() {
        assertThat(SpecFields.of("alerts.taskStatus.url").map(SpecField::path)).contains("alerts");
        assertThat(SpecFields.of("alertsFoo")).isEmpty();
    }

    /** What holds no further fields of its own: values, lists and maps. */
    private static List<String> leaves(String path, JsonNode schema) {
        if (!schema.has("properties")) {
            return List.of(path);
        }
        var found = new ArrayList<String>();
        schema.get("properties")
                .properties()
                .forEach(property -> found.addAll(leaves(
                        path.isEmpty() ? property.getKey() : path + "." + property.getKey(), property.getValue())));
        return found;
    }
}
