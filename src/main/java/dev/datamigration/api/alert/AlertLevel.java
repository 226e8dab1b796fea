package dev.datamigration.api.alert;

/** Says how urgent an alert is. */
public enum AlertLevel {
    /** The task does not go on by itself. */
    Critical,
    /** It may pass by itself. */
    Warning,
    /** What an earlier alert was about is over. */
    Recovered,
    /** Somebody asked for a test message. */
    Test
}
