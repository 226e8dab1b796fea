package dev.datamigration.api.alert;

/** The language that an alert is written in. Messages of databases stay as they are. */
public enum AlertLanguage {
    English,
    Chinese
}
