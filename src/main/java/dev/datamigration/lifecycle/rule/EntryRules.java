package dev.datamigration.lifecycle.rule;

import dev.datamigration.api.Phase;
import dev.datamigration.api.TaskOperation;
import dev.datamigration.lifecycle.model.Observation;
import dev.datamigration.lifecycle.model.VerificationPolicy;
import dev.datamigration.lifecycle.model.VerificationResult;
import dev.datamigration.lifecycle.status.StatusDraft;
import dev.datamigration.lifecycle.status.SwitchoverView;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides whether the operator's policy lets a task enter its first switchover; later ones are none of its business. */
public final class EntryRules {
    private EntryRules() {}

    /** Returns why it does not; empty where it does. */
    public static Optional<String> obstacle(Observation seen) {
        if (seen.policy() == VerificationPolicy.Optional
                || SwitchoverView.completed(seen.status().forwardSwitchover()) > 0) {
            return Optional.empty();
        }
        if (!seen.plan().has(Phase.FullVerification)) {
            return Optional.of("spec.migrationTypes has no FullVerification");
        }
        return VerificationRules.skipped(seen)
                        || VerificationResult.skipped(seen.status().verification())
                ? Optional.of("it was skipped; set spec.fullVerification.skip to false to have it made")
                : Optional.empty();
    }

    /** Of the operations that a task supports by its state those that the policy, and a change of its objects, leave. */
    public static Set<TaskOperation> left(Observation seen, StatusDraft draft, Set<TaskOperation> supported) {
        return obstacle(seen).isEmpty()
                        && ModificationRules.obstacle(seen.spec().objects(), draft.status())
                                .isEmpty()
                ? supported
                : supported.stream()
                        .filter(operation -> operation != TaskOperation.EnterForwardSwitchover)
                        .collect(Collectors.toSet());
    }
}
