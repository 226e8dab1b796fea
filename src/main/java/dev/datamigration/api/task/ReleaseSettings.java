package dev.datamigration.api.task;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;

/** Says what a task that ends, or is deleted, does where a server cannot be asked. */
@ValidationRule(
        value = "self.acknowledge == (self.mode == 'Abandon')",
        message =
                "release.mode Abandon leaves behind what the task holds on a server that cannot be asked, and a slot that"
                        + " is left there keeps the server's log until somebody drops it: set acknowledge to true with it, or leave"
                        + " both out")
public record ReleaseSettings(
        @Default("Wait")
        @JsonPropertyDescription(
                "Wait tries to release what the task holds until every server could be asked (a deleted"
                        + " task for engine.releaseTimeoutSeconds). Abandon tries once, releases what can be reached, and ends the"
                        + " task all the same: status.release and an event name what is left, with the SQL that removes it."
                        + " Counts also while the task is Ending.")
        ReleaseMode mode,

        @Default("false")
        @JsonPropertyDescription("Must be true with Abandon: somebody knows that the rest is to be removed by hand.")
        Boolean acknowledge) {
    public static final ReleaseSettings DEFAULT = new ReleaseSettings(null, null);

    public ReleaseSettings {
        mode = mode == null ? ReleaseMode.Wait : mode;
        acknowledge = acknowledge != null && acknowledge;
    }
}
