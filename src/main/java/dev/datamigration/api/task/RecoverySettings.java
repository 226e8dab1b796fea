package dev.datamigration.api.task;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Says how the task goes on after one of both databases has lost something. */
@ValidationRule(
        value = "!has(self.accept) || self.accept.matches('^[0-9a-f]{8}$')",
        message =
                "spec.recovery.accept takes the eight characters that status.failure.accept names; copy them from there, or"
                        + " leave it out")
public record RecoverySettings(
        @Size(max = 8)
        @JsonPropertyDescription(
                "The word that status.failure.accept names; it stands for that one loss. With it, a resume"
                        + " goes on in spite of it: changes are read from where the server is now, and neither equality is told nor a"
                        + " switchover entered before a full verification has found both databases equal. Set"
                        + " spec.fullVerification.repair.mode to Apply to have what differs repaired. Without it, nothing is"
                        + " accepted. At most 8 characters.")
        String accept) {
    public static final RecoverySettings DEFAULT = new RecoverySettings(null);
}
