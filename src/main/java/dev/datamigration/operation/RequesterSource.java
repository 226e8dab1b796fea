package dev.datamigration.operation;

import dev.datamigration.api.BatchOperation;
import dev.datamigration.kubernetes.FieldOwners;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.Comparator;
import java.util.Objects;

/** Who is said to have asked for a batch operation. */
public enum RequesterSource {
    /** The field manager that created it, as the API server notes it: a program, and no more than it says of itself. */
    Manager {
        @Override
        String of(BatchOperation batch) {
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
    },
    /** The annotation {@value FieldOwners#REQUESTED_BY}, where the chart's policy lets people name themselves alone. */
    Annotation {
        @Override
        String of(BatchOperation batch) {
            var annotations = batch.getMetadata().getAnnotations();
            var asker = annotations == null ? null : annotations.get(FieldOwners.REQUESTED_BY);
            return asker == null ? Manager.of(batch) : asker;
        }
    };

    /** Null where nothing is known. */
    abstract String of(BatchOperation batch);
}
