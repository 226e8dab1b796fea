package dev.datamigration.api.task;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Says how both databases are compared. */
public record FullVerificationSettings(
        @Default("false") @JsonPropertyDescription("true leaves the comparison out, or breaks it off where it stands.")
        Boolean skip,

        @Default("2")
        @Min(1)
        @Max(32)
        @JsonPropertyDescription("Chunks compared at the same time; each uses one connection on each server.")
        Integer parallelism,

        @Default("50000") @Min(100) @Max(10000000) @JsonPropertyDescription("Most rows in a compared chunk.")
        Integer chunkRows,

        @Default("1000")
        @Min(1)
        @Max(1000000)
        @JsonPropertyDescription(
                "Differing rows recorded for one table before its comparison ends with" + " MismatchLimitExceeded.")
        Integer mismatchLimit,

        @Default("0")
        @Min(0)
        @Max(9007199254740991.0)
        @JsonPropertyDescription("A higher number than before runs the comparison again.")
        Long runNonce,

        @JsonPropertyDescription("Whether rows that differ on the target are written anew, the source being the truth.")
        RepairSettings repair,

        @JsonPropertyDescription("Comparing on and on, once every table was compared.")
        ContinuousVerificationSettings continuous) {
    public static final FullVerificationSettings DEFAULT = new FullVerificationSettings(null, null, null, null, null);

    /** Differences are reported and not repaired, and every table is compared once. */
    public FullVerificationSettings(
            Boolean skip, Integer parallelism, Integer chunkRows, Integer mismatchLimit, Long runNonce) {
        this(skip, parallelism, chunkRows, mismatchLimit, runNonce, null, null);
    }

    public FullVerificationSettings {
        skip = skip != null && skip;
        parallelism = parallelism == null ? 2 : parallelism;
        chunkRows = chunkRows == null ? 50_000 : chunkRows;
        mismatchLimit = mismatchLimit == null ? 1000 : mismatchLimit;
        runNonce = runNonce == null ? 0L : runNonce;
        repair = repair == null ? RepairSettings.DEFAULT : repair;
        continuous = continuous == null ? ContinuousVerificationSettings.DEFAULT : continuous;
    }
}
