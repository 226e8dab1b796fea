package dev.datamigration.database.session;

/**
 * A transaction of somebody else that keeps sessions of ours waiting.
 *
 * @param key tells it from others as long as it lasts
 * @param text who it is, and since when, as the object of "waits for"
 * @param remedy what ends it, with the SQL
 * @param sql the SQL alone; for a prepared transaction it is to be run in that transaction's database
 */
public record Blocker(String key, String text, String remedy, String sql) {}
