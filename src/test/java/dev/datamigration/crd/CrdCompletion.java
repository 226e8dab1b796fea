package dev.datamigration.crd;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.api.task.MigrationTask;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What fabric8's generator leaves out of a CRD, or writes in another order. */
final class CrdCompletion {
    /** Lists in which an item makes sense once only. */
    private static final Set<String> SETS =
            Set.of("migrationTypes", "dml", "autoConfirm", "include", "exclude", "skip", "tasks", "applicationRoles");
    /** As metav1.Condition has it; fabric8's class carries neither descriptions nor bounds. */
    private static final String CONDITION = """
            type: object
            required: [type, status, lastTransitionTime, reason, message]
            properties:
              lastTransitionTime:
                description: When the status last changed, RFC 3339.
                type: string
                format: date-time
              message:
                description: What is meant, as a sentence.
                type: string
                maxLength: 32768
              observedGeneration:
                description: The metadata.generation that this condition answers.
                type: integer
                minimum: 0
              reason:
                description: Why the condition has this status, as a stable word.
                type: string
                minLength: 1
                maxLength: 1024
                pattern: ^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$
              status:
                description: True, False or Unknown.
                type: string
                enum: ["True", "False", Unknown]
              type:
                description: What the condition is about.
                type: string
                maxLength: 316
            """;

    private static final String QUANTITY = "^[0-9]+([.][0-9]+)?(m|k|Ki|M|Mi|G|Gi|T|Ti|P|Pi|E|Ei|[eE][0-9]+)?$";

    private CrdCompletion() {}

    static ObjectNode complete(ObjectNode crd, Class<?> kind) {
        ObjectNode version = (ObjectNode) crd.at("/spec/versions/0");
        orderPrinterColumns(version, kind);
        ObjectNode schema = (ObjectNode) version.at("/schema/openAPIV3Schema");
        schema.put("description", description(kind));
        schema.putArray("required").add("spec");
        Class<?>[] parts = partsOf(kind);
        describe(schema, "spec", parts[0]);
        describe(schema, "status", parts[1]);
        completeLists("", schema);
        wholeNumbers(schema);
        quantities(schema);
        RepeatedRules.remove(schema);
        SpecTexts.complete((ObjectNode) schema.at("/properties/spec"));
        if (kind == MigrationTask.class) {
            ChangeTexts.complete((ObjectNode) schema.at("/properties/spec"));
        }
        StatusBounds.add((ObjectNode) schema.at("/properties/status"));
        return crd;
    }

    /** In the order in which the class names them: the generator sorts them by path. */
    private static void orderPrinterColumns(ObjectNode version, Class<?> kind) {
        JsonNode columns = version.get("additionalPrinterColumns");
        ArrayNode ordered = version.putArray("additionalPrinterColumns");
        for (var annotation : kind.getAnnotationsByType(AdditionalPrinterColumn.class)) {
            columns.forEach(column -> {
                if (column.path("name").asText().equals(annotation.name())) {
                    ordered.add(column);
                }
            });
        }
    }

    private static Class<?>[] partsOf(Class<?> kind) {
        var parts = ((ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments();
        return Arrays.stream(parts).toArray(Class<?>[]::new);
    }

    private static void describe(ObjectNode schema, String part, Class<?> type) {
        ((ObjectNode) schema.at("/properties/" + part)).put("description", description(type));
    }

    private static String description(Class<?> type) {
        return type.getAnnotation(JsonClassDescription.class).value();
    }

    /** Says how lists merge. Those whose order or repetition means something are atomic. */
    private static void completeLists(String name, ObjectNode schema) {
        if (schema.path("type").asText().equals("array")) {
            if (name.equals("conditions")) {
                schema.put("x-kubernetes-list-type", "map")
                        .putArray("x-kubernetes-list-map-keys")
                        .add("type");
                schema.set("items", parse(CONDITION));
            } else {
                schema.put("x-kubernetes-list-type", isSet(name, schema) ? "set" : "atomic");
            }
        }
        schema.path("properties").properties().forEach(p -> completeLists(p.getKey(), (ObjectNode) p.getValue()));
        for (String child : List.of("items", "additionalProperties")) {
            if (schema.get(child) instanceof ObjectNode nested) {
                completeLists("", nested);
            }
        }
    }

    private static boolean isSet(String name, ObjectNode schema) {
        return SETS.contains(name) && schema.at("/items/type").asText().equals("string");
    }

    private static JsonNode parse(String yaml) {
        try {
            return Serialization.yamlMapper().readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The generator knows a quantity only as a number or a text; what else is none would be refused with the pod. */
    private static void quantities(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("x-kubernetes-int-or-string").asBoolean()) {
            object.put("pattern", QUANTITY);
        }
        node.forEach(CrdCompletion::quantities);
    }

    /** Bounds of whole numbers as such, not as 3.1536E7. */
    private static void wholeNumbers(JsonNode node) {
        for (String bound : List.of("minimum", "maximum")) {
            if (node instanceof ObjectNode object && object.path(bound).isFloatingPointNumber()) {
                object.put(bound, object.get(bound).longValue());
            }
        }
        node.forEach(CrdCompletion::wholeNumbers);
    }
}
