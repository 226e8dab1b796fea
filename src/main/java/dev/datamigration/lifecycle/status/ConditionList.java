package dev.datamigration.lifecycle.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Composes conditions; a condition keeps its transition time as long as its status does. */
public final class ConditionList {
    private final List<Condition> old;
    private final long generation;
    private final Instant now;
    private final List<Condition> composed = new ArrayList<>();

    public ConditionList(List<Condition> old, long generation, Instant now) {
        this.old = old;
        this.generation = generation;
        this.now = now;
    }

    public ConditionList add(String type, boolean holds, String reason, String message) {
        var status = holds ? "True" : "False";
        var since = find(old, type)
                .filter(before -> before.getStatus().equals(status))
                .map(Condition::getLastTransitionTime)
                .orElseGet(() -> StatusTimes.text(now));
        composed.add(new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withObservedGeneration(generation)
                .withLastTransitionTime(since)
                .build());
        return this;
    }

    public List<Condition> toList() {
        return List.copyOf(composed);
    }

    public static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions == null
                ? Optional.empty()
                : conditions.stream()
                        .filter(condition -> type.equals(condition.getType()))
                        .findFirst();
    }
}
