package dev.datamigration.crd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.lifecycle.change.SpecField;
import dev.datamigration.lifecycle.change.SpecFields;

/** Adds to the description of each field of a task's spec what becomes of a change of it. */
final class ChangeTexts {
    private ChangeTexts() {}

    static void complete(ObjectNode spec) {
        SpecFields.TABLE.forEach(field -> describe(spec, field));
    }

    private static void describe(ObjectNode spec, SpecField field) {
        var found = spec.at("/properties/" + field.path().replace(".", "/properties/"));
        if (found instanceof ObjectNode described) {
            described.put("description", described.path("description").asText() + " " + field.text());
        } // what is no field, SpecFieldsTest tells
    }
}
