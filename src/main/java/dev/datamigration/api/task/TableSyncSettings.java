package dev.datamigration.api.task;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Says which changes of one table are synchronised. */
public record TableSyncSettings(
        @Required
        @Size(max = 4)
        @JsonPropertyDescription(
                "Kinds of row changes to apply of this table; an empty list applies nothing. The others are read, counted and"
                        + " left out.")
        List<DmlType> dml) {
    public TableSyncSettings {
        dml = dml == null ? List.of() : List.copyOf(dml);
    }
}
