package dev.datamigration.lifecycle.model;

/** Says what whoever runs the operator asks of a task before its application may move for the first time. */
public enum VerificationPolicy {
    /** A full verification may be skipped, or left out of the plan. */
    Optional,
    /** A full verification has been made. */
    Required
}
