package dev.datamigration.testing.mockapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Custom resources as the table that {@code kubectl get} asks for, with the columns of their CRD. */
final class PrinterTables {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, List<CustomResourceColumnDefinition>> columns = new HashMap<>();

    PrinterTables(List<CustomResourceDefinition> crds) {
        crds.forEach(crd -> crd.getSpec()
                .getVersions()
                .forEach(version ->
                        columns.put(crd.getSpec().getNames().getKind(), version.getAdditionalPrinterColumns())));
    }

    /** One object or a list of them as a table; nothing for kinds without a CRD, which kubectl prints by itself. */
    Optional<JsonNode> table(JsonNode answer) {
        var items =
                answer.has("items") ? answer.path("items") : JSON.arrayNode().add(answer);
        var kind = items.path(0).path("kind").asText();
        return Optional.ofNullable(columns.get(kind)).map(wanted -> table(wanted, items));
    }

    private static JsonNode table(List<CustomResourceColumnDefinition> wanted, JsonNode items) {
        ObjectNode table = JSON.objectNode();
        table.put("apiVersion", "meta.k8s.io/v1").put("kind", "Table");
        table.putObject("metadata");
        ArrayNode definitions = table.putArray("columnDefinitions");
        definitions.add(definition("Name", "name", 0));
        wanted.forEach(column -> definitions.add(definition(
                column.getName(), "", Optional.ofNullable(column.getPriority()).orElse(0))));
        ArrayNode rows = table.putArray("rows");
        items.forEach(item -> rows.add(row(wanted, item)));
        return table;
    }

    private static ObjectNode definition(String name, String format, int priority) {
        return JSON.objectNode()
                .put("name", name)
                .put("type", "string")
                .put("format", format)
                .put("description", "")
                .put("priority", priority);
    }

    private static ObjectNode row(List<CustomResourceColumnDefinition> wanted, JsonNode item) {
        ObjectNode row = JSON.objectNode();
        ArrayNode cells = row.putArray("cells").add(item.at("/metadata/name").asText());
        wanted.forEach(column -> cells.add(cell(column, item)));
        row.putObject("object")
                .put("apiVersion", "meta.k8s.io/v1")
                .put("kind", "PartialObjectMetadata")
                .set("metadata", item.path("metadata"));
        return row;
    }

    /** Only the plain paths that our own CRDs use. */
    private static String cell(CustomResourceColumnDefinition column, JsonNode item) {
        var value = item.at(column.getJsonPath().replace('.', '/')).asText();
        return column.getType().equals("date") && !value.isEmpty() ? age(Instant.parse(value)) : value;
    }

    private static String age(Instant since) {
        var age = Duration.between(since, Instant.now());
        return age.toMinutes() < 2 ? age.toSeconds() + "s" : age.toMinutes() + "m";
    }
}
