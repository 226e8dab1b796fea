package dev.datamigration.api.task;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Says where a synchronisation begins whose rows came to the target by other means. */
@ValidationRule(
        value = "[has(self.position), has(self.time), has(self.now)].filter(given, given).size() == 1",
        message = "startFrom must name exactly one of position, time and now")
@ValidationRule(
        value = "!has(self.now) || self.now",
        message = "startFrom.now must be true; to begin elsewhere, name position or time in place of it")
@ValidationRule(
        value = "has(self.now) ? !has(self.slot) && !has(self.publication) : has(self.slot) && has(self.publication)",
        message =
                "startFrom: position and time need slot and publication, which have kept the log since then; now makes its own"
                        + " and takes neither")
public record StartFrom(
        @Size(max = 17)
        @Pattern("^[0-9A-F]{1,8}/[0-9A-F]{1,8}$")
        @JsonPropertyDescription(
                "Exactly one of position, time and now is given. Position in the source's log, for instance 16/B374D848: the target has every transaction that was committed"
                        + " before it, and nothing of later ones. Of a copy made under the snapshot of a slot it is the"
                        + " slot's consistent point; of a server recovered from a backup, where its recovery ended.")
        String position,

        @Size(max = 40)
        @Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})$")
        @JsonPropertyDescription(
                "Exactly one of position, time and now is given. Moment by the source's clock, for instance 2026-11-30T12:00:00Z: the target has every transaction before the"
                        + " first one in the log that was committed at or after it. Clocks say less than positions: tables"
                        + " without a key need a position.")
        String time,

        @JsonPropertyDescription(
                "Exactly one of position, time and now is given. true begins with the first transaction after the synchronisation was begun: the target has everything that"
                        + " was committed until then, so nobody may have written to the source since it was copied.")
        Boolean now,

        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9_]+$")
        @JsonPropertyDescription(
                "Replication slot of yours on the source, of the plugin pgoutput, that has kept the log from that position or"
                        + " time on. The task copies it and leaves it as it is: drop it once the task synchronises, since it"
                        + " goes on keeping log. Left out with now.")
        String slot,

        @Size(min = 1, max = 63)
        @JsonPropertyDescription(
                "Publication of yours on the source that was made before the slot, and has all selected tables with all their"
                        + " changes. Read up to where the task's own takes over, before the task has caught up; the task leaves"
                        + " it as it is. Left out with now.")
        String publication) {}
