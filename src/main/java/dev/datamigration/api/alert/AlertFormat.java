package dev.datamigration.api.alert;

/** Says how the fields of an external alarm address are encoded. */
public enum AlertFormat {
    Json,
    /** As {@code application/x-www-form-urlencoded}. */
    Form
}
