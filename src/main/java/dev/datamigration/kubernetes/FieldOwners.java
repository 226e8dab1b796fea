package dev.datamigration.kubernetes;

import dev.datamigration.api.Api;
import dev.datamigration.api.task.MigrationTask;
import dev.datamigration.lifecycle.model.Requesters;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tells who set a field, from what the API server notes in {@code metadata.managedFields}. A manager may say on whose
 * behalf it acts with the annotation {@value #REQUESTED_BY}, set by the same write.
 */
public final class FieldOwners {
    public static final String REQUESTED_BY = Api.GROUP + "/requested-by";

    private static final List<String> ANNOTATION = List.of("f:metadata", "f:annotations", "f:" + REQUESTED_BY);

    private final MigrationTask task;
    private final RequesterSource source;

    private FieldOwners(MigrationTask task, RequesterSource source) {
        this.task = task;
        this.source = source;
    }

    /** @param source whether what a manager says of others is believed */
    public static Requesters of(MigrationTask task, RequesterSource source) {
        var owners = new FieldOwners(task, source);
        return new Requesters(
                owners.of("f:desiredState"),
                owners.of("f:resumeNonce"),
                owners.of("f:fullVerification", "f:skip"),
                owners.entered(),
                owners.of("f:forwardSwitchover", "f:decision"),
                owners.of("f:forwardSwitchover", "f:autoConfirm"),
                owners.of("f:objects"));
    }

    /** Round 1 is the default, so whoever set it has not entered anything by that. */
    private String entered() {
        var entered = List.of("f:forwardSwitchover", "f:entered");
        return task.getSpec().forwardSwitchover().round() == 1
                ? ofAny(entered)
                : ofAny(entered, List.of("f:forwardSwitchover", "f:round"));
    }

    private String of(String... specPath) {
        return ofAny(List.of(specPath));
    }

    @SafeVarargs
    private String ofAny(List<String>... specPaths) {
        return entries().stream()
                .filter(entry -> Arrays.stream(specPaths).anyMatch(path -> owns(entry, inSpec(path))))
                .max(Comparator.comparing(entry -> entry.getTime() == null ? "" : entry.getTime()))
                .map(this::name)
                .orElse(null);
    }

    private static List<String> inSpec(List<String> path) {
        return Stream.concat(Stream.of("f:spec"), path.stream()).toList();
    }

    private List<ManagedFieldsEntry> entries() {
        var entries = task.getMetadata().getManagedFields();
        return entries == null ? List.of() : entries;
    }

    private String name(ManagedFieldsEntry entry) {
        var annotations = task.getMetadata().getAnnotations();
        var claim = owns(entry, ANNOTATION) && annotations != null ? annotations.get(REQUESTED_BY) : null;
        return source.of(entry.getManager(), claim);
    }

    private static boolean owns(ManagedFieldsEntry entry, List<String> path) {
        Object at = entry.getFieldsV1() == null ? null : entry.getFieldsV1().getAdditionalProperties();
        for (var key : path) {
            at = at instanceof Map<?, ?> fields ? fields.get(key) : null;
        }
        return at != null;
    }
}
