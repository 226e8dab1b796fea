package dev.datamigration.lifecycle.model;

/**
 * Says who last set the fields of the spec by which a task is operated; null where nobody is known.
 *
 * @param desiredState of {@code spec.desiredState}
 * @param resumeNonce of {@code spec.resumeNonce}
 * @param skip of {@code spec.fullVerification.skip}
 * @param entered of {@code spec.forwardSwitchover.entered} or, from the second round on, {@code round}
 * @param decision of {@code spec.forwardSwitchover.decision}
 * @param autoConfirm of {@code spec.forwardSwitchover.autoConfirm}
 * @param objects of {@code spec.objects}
 */
public record Requesters(
        String desiredState,
        String resumeNonce,
        String skip,
        String entered,
        String decision,
        String autoConfirm,
        String objects) {
    public static final Requesters NOBODY = new Requesters(null, null, null, null, null, null, null);
}
