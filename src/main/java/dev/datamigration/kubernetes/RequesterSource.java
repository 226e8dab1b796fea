package dev.datamigration.kubernetes;

import dev.datamigration.api.batch.BatchOperation;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.Comparator;
import java.util.Objects;

/** Says who is said to have asked for something. */
public enum RequesterSource {
    /**
     * The field manager that wrote it, as the API server notes it: a program, and no more than it says of itself. What it
     * claims of others is told as a claim.
     */
    Manager {
        @Override
        public String of(BatchOperation batch) {
            var entries = batch.getMetadata().getManagedFields();
            return entries == null
                    ? null
                    : entries.stream()
                            .filter(entry -> entry.getSubresource() == null
                                    || entry.getSubresource().isEmpty())
                            .min(Comparator.comparing(entry -> Objects.requireNonNullElse(entry.getTime(), "")))
                            .map(ManagedFieldsEntry::getManager)
                            .orElse(null);
        }

        @Override
        public String of(String manager, String claim) {
            return claim == null ? manager : manager + " (for " + claim + ", as it says)";
        }
    },
    /** The annotation {@value FieldOwners#REQUESTED_BY}, where the chart's policy lets people name themselves alone. */
    Annotation {
        @Override
        public String of(BatchOperation batch) {
            var annotations = batch.getMetadata().getAnnotations();
            var asker = annotations == null ? null : annotations.get(FieldOwners.REQUESTED_BY);
            return asker == null ? Manager.of(batch) : asker;
        }

        @Override
        public String of(String manager, String claim) {
            return claim == null ? manager : claim;
        }
    };

    /** Of a batch operation; null where nothing is known. */
    public abstract String of(BatchOperation batch);

    /**
     * Of an edit of a task.
     *
     * @param claim the annotation, where the same write set it; else null
     */
    public abstract String of(String manager, String claim);
}
