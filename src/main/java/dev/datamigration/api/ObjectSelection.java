package dev.datamigration.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** Which objects are migrated, and under which names. */
public record ObjectSelection(
        @Required
        @Size(min = 1, max = 1000)
        @ValidationRule(
                value = "self.all(p, p.contains('.'))",
                message = "every entry of include must be a pattern schema.name, for instance public.* or sales.orders")
        @JsonPropertyDescription(
                "Patterns schema.name of the tables and other objects to migrate; * stands for any characters"
                        + " and ? for one, for instance public.* or sales.order_?. Matched exactly as the"
                        + " catalog spells them.")
        List<@Size(min = 3, max = 260) String> include,

        @Default("[]")
        @Size(max = 1000)
        @ValidationRule(
                value = "self.all(p, p.contains('.'))",
                message = "every entry of exclude must be a pattern schema.name, for instance public.audit_*")
        @JsonPropertyDescription("Patterns of objects to leave out; wins over include.")
        List<@Size(min = 3, max = 260) String> exclude,

        @Default("{}")
        @Size(max = 1000)
        @JsonPropertyDescription("Schemas to rename: name on the source to name on the target.")
        Map<String, @Size(min = 1, max = 63) String> renameSchemas,

        @Default("{}")
        @Size(max = 1000)
        @ValidationRule(
                value = "self.all(k, k.contains('.') && self[k].contains('.'))",
                message = "every entry of renameTables must name schema and table on both sides, for instance"
                        + " public.orders: sales.orders")
        @JsonPropertyDescription("Tables to rename: schema.table on the source to schema.table on the target; wins over"
                + " renameSchemas.")
        Map<String, @Size(min = 3, max = 127) String> renameTables) {
    public ObjectSelection {
        include = include == null ? List.of() : List.copyOf(include);
        exclude = exclude == null ? List.of() : List.copyOf(exclude);
        renameSchemas = renameSchemas == null ? Map.of() : Map.copyOf(renameSchemas);
        renameTables = renameTables == null ? Map.of() : Map.copyOf(renameTables);
    }
}
