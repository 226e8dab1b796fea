package dev.datamigration.api.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Says what the comparison of both databases found. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerificationStatus(
        @JsonPropertyDescription("The spec.fullVerification.runNonce of this run.")
        Long runNonce,

        @JsonPropertyDescription("Whether the comparison was left out or broken off.")
        Boolean skipped,

        @JsonPropertyDescription("Percent of the rows compared.")
        Integer percent,

        @JsonPropertyDescription("Tables to compare.") Integer tables,
        @JsonPropertyDescription("Tables compared.") Integer tablesCompared,

        @JsonPropertyDescription("Whether every compared table is equal; absent while it runs.")
        Boolean consistent,

        @JsonPropertyDescription("Rows equal on both sides.")
        Long consistentRows,

        @JsonPropertyDescription("Rows only on the source.") Long sourceOnlyRows,
        @JsonPropertyDescription("Rows only on the target.") Long targetOnlyRows,

        @JsonPropertyDescription("Rows on both sides that differ.")
        Long mismatchedRows,

        @JsonPropertyDescription("Tables that are not equal first; at most 100 of them.")
        List<TableVerification> tableResults,

        @JsonPropertyDescription("Where the correction SQL is kept, if there is any.")
        String corrections,

        @JsonPropertyDescription("How many workers share it while rows are compared; absent where one does it alone.")
        WorkersStatus workers,

        @JsonPropertyDescription("How old the knowledge of the tables is: the comparedAt of the one that was compared"
                + " longest ago, RFC 3339. Absent until every table was compared.")
        String oldestComparedAt,

        @JsonPropertyDescription("Rows repaired, of all tables; absent where none was to be.")
        RepairStatus repair,

        @JsonPropertyDescription(
                "How far the continuous comparison is, which compares tables and no large objects; absent where"
                        + " there is none.")
        ContinuousVerificationStatus continuous) {
    /** Of a worker that does it alone. */
    public VerificationStatus(
            Long runNonce,
            Boolean skipped,
            Integer percent,
            Integer tables,
            Integer tablesCompared,
            Boolean consistent,
            Long consistentRows,
            Long sourceOnlyRows,
            Long targetOnlyRows,
            Long mismatchedRows,
            List<TableVerification> tableResults,
            String corrections) {
        this(
                runNonce,
                skipped,
                percent,
                tables,
                tablesCompared,
                consistent,
                consistentRows,
                sourceOnlyRows,
                targetOnlyRows,
                mismatchedRows,
                tableResults,
                corrections,
                null,
                null,
                null,
                null);
    }

    public VerificationStatus {
        tableResults = tableResults == null ? List.of() : List.copyOf(tableResults);
    }
}
