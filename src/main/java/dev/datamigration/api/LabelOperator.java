package dev.datamigration.api;

/** As in a Kubernetes label selector. */
public enum LabelOperator {
    In,
    NotIn,
    Exists,
    DoesNotExist
}
