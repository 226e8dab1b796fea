package dev.datamigration.lifecycle;

/**
 * Who last set the fields of the spec by which a task is operated; null where nobody is known.
 *
 * @param desiredState of {@code spec.desiredState}
 * @param resumeNonce of {@code spec.resumeNonce}
 * @param skip of {@code spec.fullVerification.skip}
 */
public record Requesters(String desiredState, String resumeNonce, String skip) {
    public static final Requesters NOBODY = new Requesters(null, null, null);
}
