package dev.datamigration.lifecycle.modification;

import dev.datamigration.api.FailureStatus;
import dev.datamigration.api.modification.ModificationProgress;
import dev.datamigration.api.modification.ModificationState;
import dev.datamigration.api.modification.ModificationStatus;
import java.util.List;

/** A modification's record being composed: begins as the old one, so that what nobody touches stays as it was. */
public final class ModificationDraft {
    private static final int NAMES = 20;
    private static final int LONGEST_NAME = 256;

    private final long number;
    public ModificationState state;
    public int attempt;
    public Boolean withdrawing;
    private List<String> added;
    private Integer addedCount;
    private List<String> removed;
    private Integer removedCount;
    public ModificationProgress progress;
    public String requestedBy;
    public String startedAt;
    public String endedAt;
    public long resumeNonce;
    public FailureStatus failure;

    /** One that begins. */
    public ModificationDraft(long number) {
        this.number = number;
        this.state = ModificationState.Migrating;
        this.attempt = 1;
    }

    public ModificationDraft(ModificationStatus old) {
        number = old.number();
        state = old.state();
        attempt = old.attempt();
        withdrawing = old.withdrawing();
        added = old.added();
        addedCount = old.addedCount();
        removed = old.removed();
        removedCount = old.removedCount();
        progress = old.progress();
        requestedBy = old.requestedBy();
        startedAt = old.startedAt();
        endedAt = old.endedAt();
        resumeNonce = old.resumeNonce();
        failure = old.failure();
    }

    /** Takes over what the worker knows of the tables; what it does not know stays. */
    public void tables(ModificationReport found) {
        added = found.added() == null ? added : names(found.added());
        addedCount = found.addedCount() == null ? addedCount : Integer.valueOf(Math.max(0, found.addedCount()));
        removed = found.removed() == null ? removed : names(found.removed());
        removedCount = found.removedCount() == null ? removedCount : Integer.valueOf(Math.max(0, found.removedCount()));
    }

    /** One more attempt, for as long as the nonce is this one. */
    public void again(long nonce) {
        state = ModificationState.Migrating;
        attempt++;
        resumeNonce = nonce;
        endedAt = null;
        failure = null;
        progress = null;
    }

    private static List<String> names(List<String> found) {
        return found.stream()
                .limit(NAMES)
                .map(name -> name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…")
                .toList();
    }

    public ModificationStatus status() {
        return new ModificationStatus(
                number,
                state,
                attempt,
                withdrawing,
                added,
                addedCount,
                removed,
                removedCount,
                progress,
                requestedBy,
                startedAt,
                endedAt,
                resumeNonce,
                failure);
    }
}
